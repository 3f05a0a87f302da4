"""Commitments and demands: what was promised, conceded, asked, threatened and refused, and what became of it.

Matching is by rule and shown with its event; nothing is guessed beyond it, and a person's decision overrides all.
A later event matches where it follows in time, and its type, its doer and its other side fit:

* promise, concession: the deed by its maker keeps it, the contrary deed breaks it.
* demand: the deed by the one asked keeps it, a refusal by the one asked refuses it. Where a
  demand at home is for the leaving of foreign troops, or one for the leaving of troops names nobody: whoever else does
  it to the country of the one who asked; to expel foreign troops is to have them leave. Other demands that leave a
  side open, and those about a hostile deed (for it, or for its end?), are matched with nothing.
* threat: the deed by the one who threatened keeps it.
* refusal: the deed, or a promise of it, by the one who refused withdraws it.
* any but a refusal: words of its maker that refuse or deny the same withdraw it.
* what the same document tells of its fate, next to it or right behind it: `told`; an offer or a demand that the other
  side says yes to is accepted, and one that it says no to refused.

Sides fit by country where both act for states of different countries, else by identity or code (`IRQLEG` is not
`IRQGOV`). The other side may be a recipient, a partner or the place, and without a recipient the place stands for it; a
friendly deed may leave it open, a hostile one may not. Deeds follow within a year, meetings and what was threatened
within three months, and where there is a deadline within a month of it. Where the leaving of troops or bases is meant,
the deed or refusal has to be told of such, and where it is not, it may not be. A withdrawal from a country is also
kept, and a demand for one met, by a force level there that is at least a tenth below the last one before (`presence`).

The latest match decides, kept before the others on the same day. Without one the state is open, or overdue where the
deadline has passed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, TypeAlias

import duckdb
import pyarrow as pa

from dragoman.errors import SettingError
from dragoman.measure.parties import Party, identities, label
from dragoman.measure.periods import DAY
from dragoman.measure.presence import FORCE, levels, presence
from dragoman.measure.terms import condition, deadline
from dragoman.measure.told import Told

Row: TypeAlias = dict[str, Any]

KINDS = {"AGREE": "promise", "CONCEDE": "concession", "REQUEST": "demand", "THREATEN": "threat", "REJECT": "refusal"}
STATES = ("open", "kept", "broken", "overdue", "withdrawn", "refused", "accepted")
WEIGHT = {"refused": 1, "kept": 2}  # of fates of one day
HORIZON, SOON, LATENESS = timedelta(days=365), timedelta(days=92), timedelta(days=31)
DEEDS = {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
HOSTILE = DEEDS | {"ACCUSE", "REJECT", "THREATEN"}

# What breaks a promise of a deed: the contrary deed, by (type, a mode or None for any).
CONTRARY: dict[tuple[str, str | None], tuple[tuple[str, str | None], ...]] = {
    ("RETREAT", "withdraw"): (("MOBILIZE", "troops"),),
    ("RETREAT", "ceasefire"): (("ASSAULT", None),),
    ("RETREAT", "release"): (("COERCE", "arrest"),),
    ("RETREAT", "disarm"): (("MOBILIZE", "weapons"),),
    ("AID", None): (("SANCTION", "withdraw"), ("SANCTION", "discontinue")),
    ("COOPERATE", None): (("SANCTION", "discontinue"), ("SANCTION", "withdraw")),
    ("SUPPORT", None): (("SANCTION", None),),
}
# What is asked, refused or threatened where only the mode says so.
MEANT = {
    ("REQUEST", "meet"): "CONSULT",
    ("REQUEST", "assist"): "AID",
    ("REJECT", "meet"): "CONSULT",
    ("REJECT", "assist"): "AID",
    ("THREATEN", "violence"): "ASSAULT",
    ("THREATEN", "arrest"): "COERCE",
    ("THREATEN", "restrict"): "COERCE",
    ("THREATEN", "relations"): "SANCTION",
    ("THREATEN", "expel"): "SANCTION",
}
FALL = 0.1  # share by which a force level has to be lower to show a withdrawal
_ISO3 = re.compile(r"[A-Z]{3}")
_FOREIGN = re.compile(r"\b(?:foreign|coalition|[A-Z][\w.]+) (?:combat )?(?:troops|forces|soldiers|presence)\b")
_EXPELLED = re.compile(  # to put foreign troops out is to have them leave
    r"\b(?:expel|oust|remov|eject|end(?:ing)? the presence of|send\w* (?:away|home))\w*\b[^.;]{0,30}?"
    + _FOREIGN.pattern
)

_LATER = pa.struct(
    [(n, pa.string()) for n in ("outcome", "group_id", "event_id", "type")]
    + [("day", pa.date32())]
    + [(n, pa.string()) for n in ("words", "sentence", "doc_id", "publisher")]
    + [("published", pa.date32())]
)
SCHEMA = pa.schema(
    [(n, pa.string()) for n in ("commitment_id", "group_id", "kind", "type")]
    + [("day", pa.date32()), ("who", pa.string()), ("to", pa.string())]
    + [("about", pa.string()), ("about_modes", pa.list_(pa.string()))]
    + [("deadline", pa.date32()), ("deadline_words", pa.string()), ("condition", pa.string())]
    + [(n, pa.string()) for n in ("words", "sentence", "status", "decided_by", "doc_id", "publisher")]
    + [("published", pa.date32()), ("documents", pa.int64()), ("confidence", pa.float64())]
    + [("later", pa.list_(_LATER))]
)


def commitments(
    link: duckdb.DuckDBPyConnection,
    *,
    decisions: Iterable[Mapping[str, Any]] = (),
    today: date | None = None,
    party: Party | None = None,
    min_confidence: float = 0.5,
) -> pa.Table:
    """The register, oldest first, over the views `groups`, `events` and `documents`; one row a group.

    `today` decides what is overdue and is the last day of publication without it. `decisions` are lines of the ledger
    of the kind `commitment`: `{"id", "status"}` with the id of the group or of an event in it, the last one counting.

    Raises:
        SettingError: a decision has a status that is not known.
    """
    decided = _decided(decisions)
    groups = _groups(link)
    today = today or max((g["last_published"] for g in groups if g["last_published"]), default=None)
    found = [g for g in groups if _is_commitment(g) and g["confidence"] >= min_confidence]
    if party:
        found = [g for g in found if party.among(g["actors"]) or party.among(g["recipients"])]
    seen = _Seen(link, groups)
    return pa.Table.from_pylist([_row(g, seen, decided, today) for g in found], schema=SCHEMA)


class _Seen:
    """What is known to have happened: groups by type, in order of time, and the course of forces by holder and place."""

    def __init__(self, link: duckdb.DuckDBPyConnection, groups: Iterable[Row]) -> None:
        self._link = link
        self._levels: dict[tuple[str, str], list[Row]] = {}
        self._by_type: dict[str, list[Row]] = {}
        self._group_of: dict[str, str] = {}
        for group in groups:
            self._by_type.setdefault(group["type"], []).append(group)
            self._group_of |= dict.fromkeys(group["events"], group["group_id"])
        self._told = Told(link, KINDS)

    def between(self, type_: str, first: date, last: date) -> Sequence[Row]:
        """The groups of a type after the first day and up to the last."""
        events = self._by_type.get(type_, [])
        return events[bisect_right(events, first, key=_day) : bisect_right(events, last, key=_day)]

    def told(self, group: Row) -> list[Row]:
        """What the documents that report a commitment tell of its fate themselves, each once."""
        fates = [fate for event in group["events"] for fate in self._told.fates.get(event, [])]
        rows = [
            fate
            | {"group_id": self._group_of.get(fate["event_id"]) if fate["type"] != "told" else None}
            | {"day": max(fate["day"] or _said(group), _said(group))}
            for fate in fates
        ]
        return [*{(row["group_id"], row["sentence"]): row for row in rows}.values()]

    def place(self, group: Row) -> tuple[int, Sequence[int]]:
        """Where the words of a commitment stand in their sentence, and where all others do."""
        return self._told.places.get(group["representative"], (0, ()))

    def levels(self, holder: str, place: str) -> list[Row]:
        """The levels of a country's force in another, as they were on their days."""
        if (holder, place) not in self._levels:
            rows = presence(self._link, holder, place).to_pylist()
            self._levels[holder, place] = [level for level in levels(rows) if level["status"] == "actual"]
        return self._levels[holder, place]


def _decided(decisions: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    found = {str(d["id"]): str(d["status"]) for d in decisions if d.get("kind") == "commitment"}
    for identity, status in found.items():
        if status not in STATES:
            raise SettingError(f"The decision on {identity} is {status!r}; it can be {', '.join(STATES)}.")
    return found


def _groups(link: duckdb.DuckDBPyConnection) -> list[Row]:
    """All groups with what their representative says, in order of time."""
    sql = (
        f'SELECT g.* EXCLUDE (conflicts, counts, publishers), {DAY} AS day, e.event_id, e.about, e."when", '
        "e.sentence.text AS sentence, e.trigger.text AS words, e.doc_id, d.publisher, d.published "
        "FROM groups g JOIN events e ON e.event_id = g.representative JOIN documents d ON d.doc_id = e.doc_id"
    )
    rows = link.sql(sql).to_arrow_table().to_pylist()
    for row in rows:
        row["modes"] = row["modes"] or []
    return sorted((r for r in rows if r["day"]), key=lambda r: (r["day"], r["group_id"]))


def _is_commitment(group: Row) -> bool:
    if group["type"] == "REJECT" and meant(group)[0] == "ACCUSE":
        return False  # a denial, which is a claim
    sides = bool(group["actors"] or group["recipients"])
    told = group["first_published"] or group["day"]
    lately = group["status"] == "historical" and told - group["day"] <= HORIZON
    return group["type"] in KINDS and (lately or group["status"] in {"actual", "planned"}) and sides


def _said(group: Row) -> date:
    """The day on which it was said: a planned deed's own day lies ahead of its report."""
    day: date = min(group["day"], group["first_published"] or group["day"])
    return day


def _by_weight(fate: Row) -> tuple[date, int, str]:
    """In order of time; on one day a refusal outweighs a consent, as all who are asked must agree, and a deed both."""
    return fate["day"], WEIGHT.get(fate["outcome"], 0), fate["event_id"]


def _row(group: Row, seen: _Seen, decided: Mapping[str, str], today: date | None) -> Row:
    about, modes = meant(group)
    due, due_words = _deadline(group, seen)
    later = sorted(_later(group, about, modes, seen), key=_by_weight)
    status = later[-1]["outcome"] if later else "open"
    if status in {"open", "accepted"} and due and today and due < today:
        status = "overdue"
    person = next((decided[i] for i in (group["group_id"], *group["events"]) if i in decided), None)
    return {
        "commitment_id": group["representative"],
        "kind": KINDS[group["type"]],
        "day": _said(group),
        "who": label(group["actors"]) if group["actors"] else None,
        "to": label(group["recipients"]) if group["recipients"] else None,
        "about": about,
        "about_modes": modes,
        "deadline": due,
        "deadline_words": due_words,
        "condition": condition(group["sentence"], *seen.place(group), refusal=group["type"] == "REJECT"),
        "status": person or status,
        "decided_by": "person" if person else "rule",
        "documents": len(group["documents"]),
        "later": later,
        **{
            k: group[k]
            for k in ("group_id", "type", "words", "sentence", "doc_id", "publisher", "published", "confidence")
        },
    }


def meant(group: Row) -> tuple[str | None, list[str]]:
    """The type, and its modes, of what is promised, asked, threatened or refused."""
    about = group["about"]
    put_out = group["type"] == "REQUEST" and (not about or about["type"] == "SANCTION")
    if put_out and _EXPELLED.search(group["sentence"]):
        return "RETREAT", ["withdraw"]
    if about:
        return about["type"], about["modes"] or []
    return next((MEANT[key] for m in group["modes"] if (key := (group["type"], m)) in MEANT), None), []


def _deadline(group: Row, seen: _Seen) -> tuple[date | None, str | None]:
    """The last day of the time by which it is to be done, or of the time that the sentence gives, where that lies ahead."""
    when = group["when"] or {}
    last = when.get("to")
    ahead = last is not None and group["published"] is not None and last > group["published"]
    if ahead and group["type"] == "REQUEST" and f" in {when['text']}" in group["sentence"]:
        ahead = False  # "asked for help in May" says when it was asked
    by = None if group["type"] == "REJECT" else deadline(group["sentence"], *seen.place(group), _said(group))
    if by and not (ahead and when["text"] in by[1]):
        return by
    return (last, when["text"]) if ahead else (None, None)


@dataclass(frozen=True, slots=True)
class _Expected:
    """An event that would decide a commitment: what it would be, by whom and towards whom."""

    outcome: str
    type: str
    mode: str | None
    doers: frozenset[str]  # anyone but `others`, when empty
    others: frozenset[str]  # anyone, when empty
    fine: bool  # whether sides are told apart within a country
    about: str | None = None  # of words: what they are about
    status: tuple[str, ...] = ("actual",)

    def is_met_by(self, event: Row) -> bool:
        """Whether an event of the type fits in status, mode, subject, doer and other side."""
        if event["status"] not in self.status or (self.about and meant(event)[0] != self.about):
            return False
        if event["status"] == "actual" and event["day"] > (event["last_published"] or event["day"]):
            return False  # still ahead when it was last reported
        if self.mode and self.mode not in event["modes"] and (event["modes"] or self.outcome == "broken"):
            return False
        doers = identities(event["actors"], self.fine)
        return bool(doers & self.doers if self.doers else doers - self.others) and self._touches(event)

    def _touches(self, event: Row) -> bool:
        if not self.others:
            return True
        place = {event["where"]["country"]} - {None} if event["where"] else set()
        touched = identities([*event["actors"], *event["recipients"]], self.fine) - self.doers | place
        return bool(touched & self.others) or (bool(self.doers) and not touched and event["type"] not in HOSTILE)


def _expected(group: Row, about: str, modes: Sequence[str]) -> Iterator[_Expected]:
    """The events that would decide a commitment."""
    kind, mode = KINDS[group["type"]], modes[0] if len(modes) == 1 else None
    if kind == "demand":
        yield from _answers(group, about, mode)
    coarse = [identities(group[side], fine=False) for side in ("actors", "recipients")]
    place = group["where"] and group["where"]["country"]
    fine = bool(coarse[0] & coarse[1]) or not (coarse[1] or place)
    makers, others = (identities(group[side], fine) for side in ("actors", "recipients"))
    if not makers:
        return
    if not others and place:
        others = frozenset({place}) - makers
    deed = _Expected("withdrawn" if kind == "refusal" else "kept", about, mode, makers, others, fine)
    if kind not in {"demand", "threat"} or (kind == "threat" and about in DEEDS):
        yield deed
    if kind == "refusal":
        yield _words(deed, "withdrawn", "AGREE")
        yield _words(deed, "withdrawn", "CONCEDE")
        return
    yield _words(deed, "withdrawn", "REJECT")
    yield replace(deed, outcome="withdrawn", type=group["type"], mode=None, about=about, status=("negated",))
    if kind in {"promise", "concession"} and others:
        for type_, contrary in CONTRARY.get((about, mode), CONTRARY.get((about, None), ())):
            yield replace(deed, outcome="broken", type=type_, mode=contrary)


def _words(deed: _Expected, outcome: str, type_: str) -> _Expected:
    """The same sides, speaking of the deed."""
    return replace(deed, outcome=outcome, type=type_, mode=None, about=deed.type, status=("actual", "planned"))


def _answers(group: Row, about: str, mode: str | None) -> Iterator[_Expected]:
    """What the one who was asked, or anyone where nobody was, would do or say."""
    askers, asked = (identities(group[side], fine=False) for side in ("actors", "recipients"))
    fine = bool(askers & asked)
    abroad = fine and about == "RETREAT" and _FOREIGN.search(group["sentence"])
    if about in HOSTILE or not (askers or asked):
        return
    if not (askers and asked) and not (about == "RETREAT" and FORCE.search(group["sentence"])):
        return
    if abroad or not asked:
        deed = _Expected("kept", about, mode, frozenset(), askers, fine=False)
    else:
        deed = _Expected(
            "kept", about, mode, identities(group["recipients"], fine), identities(group["actors"], fine), fine
        )
    yield deed
    yield _words(deed, "refused", "REJECT")


def _later(group: Row, about: str | None, modes: Sequence[str], seen: _Seen) -> list[Row]:
    """The events that decide a commitment, each once; none where nobody says what it is about."""
    said, due = _said(group), _deadline(group, seen)[0]
    soon = about == "CONSULT" or group["type"] == "THREATEN"
    last = due + LATENESS if due else said + (SOON if soon else HORIZON)
    leaving = about == "RETREAT" and set(modes) <= {"withdraw"}
    forces = bool(FORCE.search(group["sentence"]))
    found: dict[str, Row] = {}
    for expected in _expected(group, about, modes) if about else ():
        for event in seen.between(expected.type, said, last):
            if leaving and expected.outcome != "broken" and bool(FORCE.search(event["sentence"])) != forces:
                continue
            alone = set(event["documents"]) <= set(group["documents"])
            if alone and (expected.about or event["sentence"] == group["sentence"]):
                continue  # what the same document says of it is for `told`
            if event["group_id"] not in found and expected.is_met_by(event):
                found[event["group_id"]] = {field.name: event.get(field.name) for field in _LATER} | {
                    "outcome": expected.outcome
                }
    fall = _fall(group, seen, said, last) if leaving else None
    told = [fate for fate in seen.told(group) if fate["group_id"] not in found]
    return [*found.values(), *told, *([fall] if fall else [])]


def _fall(group: Row, seen: _Seen, said: date, last: date) -> Row | None:
    """The first level that is well below the one before a promise of withdrawal, or a demand for it."""
    kind = KINDS[group["type"]]
    leaving, staying = ("recipients", "actors") if kind == "demand" else ("actors", "recipients")
    if kind in {"threat", "refusal"} or not FORCE.search(group["sentence"]):
        return None
    holders, hosts = (
        {c for c in identities(group[side], fine=False) if _ISO3.fullmatch(c)} for side in (leaving, staying)
    )
    if not hosts and group["where"] and group["where"]["country"]:
        hosts = {group["where"]["country"]}
    for holder, host in ((a, b) for a in sorted(holders) for b in sorted(hosts) if a != b):
        course = seen.levels(holder, host)
        before = [level["level"] for level in course if level["day"] <= said]
        for level in course:
            if before and said < level["day"] <= last and level["level"] <= before[-1] * (1 - FALL):
                return _level_match(level)
    return None


def _level_match(level: Row) -> Row:
    row = next(r for r in level["rows"] if r["low"] == level["level"])
    kept = {"outcome": "kept", "group_id": None, "event_id": row["source_id"], "type": "forces", "day": level["day"]}
    return kept | {key: row[key] for key in ("words", "sentence", "doc_id", "publisher", "published")}


def _day(group: Row) -> date:
    day: date = group["day"]
    return day
