"""Presence: how large a force is at a place, as texts say, with the changes announced and carried out.

Each row is one statement with its words. Figures of the kind `forces` are levels ("about 5,200 troops are in Iraq"),
levels before a change ("from about 5,200 to 3,000") or changes ("2,200 soldiers will leave"); event groups bring the
changes told without a number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

import duckdb
import pyarrow as pa

from dragoman.errors import SettingError
from dragoman.measure.parties import Party, label, party

Row: TypeAlias = dict[str, Any]

SCHEMA = pa.schema(
    [("day_from", pa.date32()), ("day_to", pa.date32()), ("what", pa.string()), ("status", pa.string())]
    + [("low", pa.float64()), ("high", pa.float64())]
    + [(n, pa.string()) for n in ("holder", "holder_from", "place", "place_from", "scope", "words", "sentence")]
    + [(n, pa.string()) for n in ("doc_id", "publisher")]
    + [("published", pa.date32()), ("source_id", pa.string()), ("confidence", pa.float64())]
    + [("conflicts", pa.list_(pa.string()))]
)

NEARNESS = 0.15  # levels of the same days that differ by more than this share of the larger are in conflict
_OTHERS = re.compile(r"\b(coalition|foreign|other|allied|international|NATO|protest\w*|demonstrat\w*)\b", re.IGNORECASE)
_MORE = re.compile(r"\b(more(?! than)|additional|extra|another|further)\b", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|below|under|at)\s+(?:about|some|around|roughly|only|just)?\s*$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:a\s+\w+\s+of\s+)?(?:about|some|around|roughly)?\s*$", re.IGNORECASE)
_AHEAD = r"\b(?:will|would|(?:is|are|was|were|plans?|planned|intends?|intended|ordered|expected) to)\b"
_PLAN = re.compile(_AHEAD, re.IGNORECASE)
_WILL_HAVE = re.compile(
    _AHEAD + r" (?:keep|leave|have|retain|maintain)(?: about| some| around| roughly)?\s*$", re.IGNORECASE
)
_WILL_STAY = re.compile(r"\s*(?:[\w.]+\s+){0,2}?" + _AHEAD, re.IGNORECASE)
_OF_THE = re.compile(r"\bof the\s*$", re.IGNORECASE)  # a part of a known force, whose size it is
_WAS = re.compile(r"\b(?:was|were|had|once held|stood at)(?: about| some| around| roughly| up to)?\s*$", re.IGNORECASE)
_WERE = re.compile(r"\s*(?:[\w.]+\s+){0,2}?(?:was|were|had)\b", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+(?:of (?:them|whom|which)\s+)?(?:are\s+)?([A-Z][\w.]*)")
FORCE = re.compile(
    r"\b(troops?|soldiers?|forces?|marines|army|bases?|contingents?|personnel|deploy\w*|mission|drawdown|trainers)\b",
    re.IGNORECASE,
)
_GOING = re.compile(
    r"\b(leav\w*|left|depart\w*|withdr\w*|go(?:es|ing)? home|going|return(?:s|ed|ing)? home|pull\w* out|moved? to other)\b",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"\b(send\w*|sent|arriv\w*|deploy\w*|flew|flown|dispatch\w*|reinforc\w*|go to|going to|went to|leave for)\b",
    re.IGNORECASE,
)
_STAYING = re.compile(r"\b(stay\w*|remain\w*|in the country|are in|is in|are now|stationed|keep\w*)\b", re.IGNORECASE)


def presence(
    link: duckdb.DuckDBPyConnection,
    holder: str,
    place: str,
    *,
    since: date | None = None,
    until: date | None = None,
) -> pa.Table:
    """What is said of a holder's force in a country, by day, over the views figures, groups, events and documents.

    `what` is level, level_before (told of a time before that has no date, or as the start of a change), arrival,
    departure, withdrawal, deployment or promise; `status` actual or planned. `scope` is whole for a country, part for
    a place inside it; `conflicts` holds the ids of levels of the same scope and month that do not agree.

    Raises:
        SettingError: the holder is no party or the place no ISO-3 country.
    """
    who, country = party(holder), party(place).country
    if country is None:
        raise SettingError(f"{place!r} is no place: give an ISO-3 country, such as IRQ.")
    figures = _figures(link, who, country)
    told = {row["sentence"] for row in figures if row["what"].startswith("level")}
    changes = [r for r in _changes(link, who, country) if r["what"] != "deployment" or r["sentence"] not in told]
    rows = [*figures, *changes]
    rows = [r for r in rows if (since is None or r["day_to"] >= since) and (until is None or r["day_from"] <= until)]
    rows.sort(key=lambda r: (r["day_from"], r["published"], r["source_id"]))
    _mark_conflicts(rows)
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _figures(link: duckdb.DuckDBPyConnection, who: Party, country: str) -> list[Row]:
    sql = (
        "SELECT f.*, d.published, d.publisher FROM figures f JOIN documents d USING (doc_id) "
        "WHERE f.kind = 'forces' AND d.published IS NOT NULL ORDER BY f.doc_id, f.value.start"
    )
    names, countries = _names(link), _countries(link)
    owner = Party(country=who.country, actor_id=who.actor_id)  # a force is military, whatever sector its holder shows
    rows: list[Row] = []
    before: Row = {}
    for figure in link.sql(sql).to_arrow_table().to_pylist():
        if figure["doc_id"] != before.get("doc_id"):
            before = {"doc_id": figure["doc_id"]}
        holders, holder_from = _holders(figure, before, names)
        where, where_from = _where(figure, holders, before, countries.get(figure["doc_id"], []))
        before |= {"holders": holders, "where": where}
        if where and where["country"] == country and owner.among(holders):
            rows.append(_figure_row(figure, holders, holder_from, where, where_from))
    return rows


def _names(link: duckdb.DuckDBPyConnection) -> dict[str, Row]:
    """What the project's texts call whom: the commonest actor behind each wording with a country."""
    sql = (
        "SELECT lower(a.text) AS words, a.country AS country, first(a ORDER BY a.code) AS actor, count(*) AS n FROM "
        "(SELECT unnest(actors || recipients) AS a FROM events) WHERE a.country IS NOT NULL GROUP BY 1, 2 ORDER BY n, 2"
    )
    return {row["words"]: row["actor"] for row in link.sql(sql).to_arrow_table().to_pylist()}


def _countries(link: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """The countries in which the events of a document are, the commonest first."""
    sql = (
        'SELECT doc_id, list(country ORDER BY n DESC, country) FROM (SELECT doc_id, e."where".country AS country, '
        "count(*) AS n FROM events e GROUP BY ALL) WHERE country IS NOT NULL GROUP BY doc_id"
    )
    return dict(link.execute(sql).fetchall())


def _holders(figure: Row, before: Row, names: Mapping[str, Row]) -> tuple[list[Row], str]:
    """Who holds the force: a name in its words, else the nearest mention, else as the figure before in the document."""
    words, after = figure["value"]["text"], _split(figure)[1].partition(".")[0]
    if _OTHERS.search(f"{words} {' '.join(after.split()[:4])}"):
        return [h for h in figure["holders"] if h["text"] in words], "text"
    following = _OF_THEM.match(after)
    named = _named(words + (f" {following[1]}" if following else ""), names)
    if named:
        return [named], "words"
    known = [h for h in figure["holders"] if h["country"]]
    if known:
        return [min(known, key=lambda h: abs(h["start"] - figure["value"]["start"]))], "text"
    return before.get("holders") or [], "carried"


def _named(words: str, names: Mapping[str, Row]) -> Row | None:
    tokens = re.findall(r"[\w.'’-]+", words)
    for token in tokens:
        for form in (token, token.removesuffix("s")):
            if token[0].isupper() and form.lower() in names:
                return names[form.lower()] | {"text": token, "name": None, "code": None}
    return None


def _where(figure: Row, holders: list[Row], before: Row, countries: list[str]) -> tuple[Row | None, str]:
    """Where the force is: by the figure, as the figure before, or where the document's events are, but not at home."""
    if figure["where"] and figure["where"]["country"]:
        return figure["where"], "text"
    if re.search(r"\bthere\b", figure["sentence"]["text"], re.IGNORECASE):
        return None, "text"  # it points to a place that only the sentence before knows
    if before.get("where"):
        return before["where"], "carried"
    home = {h["country"] for h in holders}
    abroad = next((country for country in countries if country not in home), None)
    return {"text": None, "name": None, "country": abroad, "precision": "country"}, "document"


def _figure_row(figure: Row, holders: list[Row], holder_from: str, where: Row, where_from: str) -> Row:
    what = _what(figure)
    day_from, day_to = _days(figure)
    return {
        "day_from": day_from,
        "day_to": day_to,
        "what": what,
        "status": _status(figure, what, day_to),
        "low": figure["value"]["low"],
        "high": figure["value"]["high"],
        "holder": label(holders),
        "holder_from": holder_from,
        "place": where["name"] or where["country"],
        "place_from": where_from,
        "scope": "whole" if where["precision"] == "country" else "part",
        "words": figure["value"]["text"],
        "sentence": figure["sentence"]["text"],
        "source_id": figure["figure_id"],
        "conflicts": [],
        **{key: figure[key] for key in ("doc_id", "publisher", "published", "confidence")},
    }


def _split(figure: Row) -> tuple[str, str]:
    """The sentence before and after the words of a figure, up to a semicolon on either side."""
    sentence, value = figure["sentence"], figure["value"]
    text, start = sentence["text"], sentence["start"]
    return text[: value["start"] - start].rpartition(";")[2], text[value["end"] - start :].partition(";")[0]


def _what(figure: Row) -> str:
    before, after = _split(figure)
    near = after.partition(",")[0]
    if _FROM.search(before) or (not figure["when"] and (_WAS.search(before) or _WERE.match(near))):
        return "level_before"
    if _TO.search(before):
        return "level"
    if _MORE.search(figure["value"]["text"]) or (_COMING.search(before) and not _STAYING.search(near)):
        return "arrival"
    if _COMING.search(near) and not _GOING.match(near.strip()):
        return "arrival"
    return "departure" if _GOING.search(near) and not _STAYING.search(near) else "level"


def _days(figure: Row) -> tuple[date, date]:
    when, published = figure["when"] or {}, figure["published"]
    first, last = when.get("from"), when.get("to")
    day_from, day_to = first or last or published, last or first or published
    if day_from <= published <= day_to:  # of such a span only what is ahead can be meant, and only by a plan
        return published, day_to if _PLAN.search(figure["sentence"]["text"]) else published
    return day_from, day_to


def _status(figure: Row, what: str, day_to: date) -> str:
    before, after = _split(figure)
    if what == "level_before" or day_to < figure["published"]:
        return "actual"
    if day_to > figure["published"]:
        return "planned"
    if what == "level":
        aim = _TO.search(before) and _PLAN.search(before)
        told_ahead = aim or _WILL_HAVE.search(before) or (_WILL_STAY.match(after) and not _OF_THE.search(before))
    else:
        told_ahead = _PLAN.search(before) or _PLAN.search(after)
    return "planned" if told_ahead else "actual"


_GROUP_KINDS = (
    ("withdrawal", "g.type = 'RETREAT' AND (len(g.modes) = 0 OR list_contains(g.modes, 'withdraw'))"),
    ("deployment", "g.type = 'MOBILIZE' AND (len(g.modes) = 0 OR list_contains(g.modes, 'troops'))"),
    ("promise", "g.type IN ('CONCEDE', 'AGREE') AND e.about.type = 'RETREAT'"),
)


def _changes(link: duckdb.DuckDBPyConnection, who: Party, country: str) -> list[Row]:
    """The groups in which the holder, or troops of its country, left, came, or were promised to."""
    case = " ".join(f"WHEN {test} THEN '{name}'" for name, test in _GROUP_KINDS)
    sql = (
        f"SELECT CASE {case} END AS what, g.*, e.sentence.text AS sentence, e.trigger.text AS words, e.doc_id, d.publisher, "
        "d.published FROM groups g JOIN events e ON e.event_id = g.representative JOIN documents d ON d.doc_id = e.doc_id "
        f"WHERE what IS NOT NULL AND g.status IN ('actual', 'planned', 'historical') AND {who.sql('g.actors')} "
        f"AND (g.\"where\".country = '{country}' OR {Party(country=country).sql('g.recipients')}) AND d.published IS NOT NULL"
    )
    found = link.sql(sql).to_arrow_table().to_pylist()
    return [_change_row(g) for g in found if FORCE.search(g["sentence"]) and _may_command(who, g["actors"])]


def _may_command(who: Party, actors: list[Row]) -> bool:
    """Whether the holder acts itself, by its government or by its troops, and not by its citizens or firms."""
    return any(who.among([a]) and (not a["sectors"] or {"GOV", "MIL"} & set(a["sectors"])) for a in actors)


def _change_row(group: Row) -> Row:
    where = group["where"] or {}
    planned = group["status"] == "planned" or group["what"] == "promise"
    published = group["published"]
    day = group["day_from"] or published
    last = group["day_to"] or day
    if day <= published <= last and not planned:
        day = last = published
    return {
        "day_from": day,
        "day_to": last,
        "status": "planned" if planned else "actual",
        "low": None,
        "high": None,
        "holder": label(group["actors"]),
        "holder_from": "text",
        "place": where.get("name") or where.get("text"),
        "place_from": "text",
        "scope": "whole" if where.get("precision") in {None, "country"} else "part",
        "source_id": group["group_id"],
        "conflicts": [],
        **{k: group[k] for k in ("what", "words", "sentence", "doc_id", "publisher", "published", "confidence")},
    }


def _mark_conflicts(rows: Sequence[Row]) -> None:
    """Let levels of the same scope, place, status and month that differ know of each other."""
    levels: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        if row["what"] == "level" and row["low"] is not None:
            place = None if row["scope"] == "whole" else row["place"]
            levels.setdefault((row["scope"], place, row["status"], row["day_from"].replace(day=1)), []).append(row)
    for row, other in ((a, b) for group in levels.values() for a in group for b in group if a is not b):
        if not _agree(row, other):
            row["conflicts"].append(other["source_id"])


def _agree(one: Row, other: Row) -> bool:
    """Whether two ranges, each open to above where `high` is unknown, come within `NEARNESS` of each other."""
    low, high = (one, other) if one["low"] <= other["low"] else (other, one)
    top = low["high"] if low["high"] is not None else float("inf")
    return bool(top >= high["low"] * (1 - NEARNESS))


def levels(rows: Iterable[Row]) -> list[Row]:
    """The course of the whole force: by day and status the level that most statements give, with the other levels.

    A level told of a span of up to a month stands in its middle, a planned one at the span's end.
    """
    by_day: dict[tuple[date, str], list[Row]] = {}
    for row in rows:
        span = row["day_to"] - row["day_from"]
        if row["what"] == "level" and row["scope"] == "whole" and row["low"] is not None and span.days <= 31:  # noqa: PLR2004
            day = row["day_to"] if row["status"] == "planned" else row["day_from"] + span / 2
            by_day.setdefault((day, row["status"]), []).append(row)
    return [_level(day, status, found) for (day, status), found in sorted(by_day.items())]


def _level(day: date, status: str, found: list[Row]) -> Row:
    counts = Counter(row["low"] for row in found)
    level = max(counts, key=lambda low: (counts[low], low))
    return {"day": day, "status": status, "level": level, "others": sorted(set(counts) - {level}), "rows": found}
