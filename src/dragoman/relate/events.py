"""Reports of one event held together.

A report joins the group it is most like, if it is like enough: the same type, about the same where it is about
something, days that meet, places that do not contradict each other, and then sides, place, words and tolls weighed
together. Two attacks on one day in towns far apart stay two; one attack with two tolls, or two accused, stays one, and
the conflict is kept. A retelling ("historical") joins the old event and never moves its day.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import blake2b

from dragoman.relate.reports import Report, Side
from dragoman.relate.words import overlap

# Chosen on the first half of tests/relate/cases; the other half measures.
ENOUGH = 0.52  # likeness from which a report joins
ALLIED = 0.8  # likeness of two sides of one country
TOLD_ALIKE = 0.3  # shared words from which two reports with contradicting sides are still of one event
UNNAMED = 0.5  # likeness of two sides of which one is not named
HALF = 0.5  # shared words from which two descriptions of an unknown side are one
FAR = 30.0  # km between two towns that cannot be one place
SLACK = timedelta(days=1)  # time zones, and events that run past midnight
SEEN = 8  # members that a report is compared with
COUNTS = ("killed", "injured", "detained", "displaced")
NARROW = timedelta(days=10)  # a longer span is looked up by month
JOINT = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT"})  # who is actor and who recipient depends on the teller
WEIGHTS = {"actors": 0.22, "recipients": 0.22, "place": 0.18, "words": 0.28, "counts": 0.10}


@dataclass(slots=True)
class Group:
    """Reports of one event; `group_id` comes from the earliest and never changes."""

    members: list[Report]
    old: bool = False  # whether it was there before this run
    changed: bool = True
    first: date | None = None
    last: date | None = None
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def group_id(self) -> str:
        """Hash of the event that began the group."""
        return "g" + blake2b(self.members[0].event_id.encode(), digest_size=8).hexdigest()

    @property
    def lead(self) -> Report:
        """The representative: no background, a likely doer and a victim, a town, a day, the commonest, the surest."""
        places = Counter(m.place for m in self.members)
        doers = Counter(m.actors.ids for m in self.members if m.actors.ids)
        return min(
            self.members,
            key=lambda r: (
                r.historical,
                not r.sure or not r.recipients,
                bool(r.actors) and not r.sure,
                r.point is None,
                not r.dated,
                -places[r.place],
                -doers[r.actors.ids],
                -r.confidence,
                r.published or date.max,
                r.event_id,
            ),
        )


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field on which reports differ, with the events behind each value."""

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


def grouped(reports: Iterable[Report], known: Iterable[Group] = ()) -> list[Group]:
    """Every report in its group; `known` groups stay as they are and take in what belongs to them.

    The order is that of publication, so that adding the stories of a new day gives what coding all at once gives. The
    cost grows with the number of reports times those of their type and days.
    """
    shelf = _Shelf()
    for group in known:
        group.old, group.changed = True, False
        _refresh(group)
        shelf.put(group)
    order = sorted(reports, key=lambda r: (r.historical, r.published or date.max, r.doc_id, r.event_id))
    for one in order:
        likeness, best = max(((like(one, g), g) for g in shelf.near(one)), key=lambda x: x[0], default=(0.0, None))
        if best is not None and likeness >= ENOUGH:
            best.members.append(one)
            best.changed = True
            _refresh(best)
            shelf.mourn(best, one)
        else:
            fresh = Group([one])
            _refresh(fresh)
            shelf.put(fresh)
    found = shelf.groups
    for group in found:
        if group.changed:
            group.conflicts = list(_conflicts(group))
    return found


class _Shelf:
    """Groups by type and day, or by month where their days are not known well."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self._places: dict[tuple[str, str, str], list[Group]] = defaultdict(list)

    def put(self, group: Group) -> None:
        self.groups.append(group)
        kind = group.members[0].type
        for month in _months(group.first, group.last):
            self._places["any", kind, month].append(group)
            if _wide(group.first, group.last):
                self._places["wide", kind, month].append(group)
        for member in group.members:
            self.mourn(group, member)
        if not _wide(group.first, group.last):
            for day in _days(group.first, group.last):
                self._places["day", kind, day].append(group)

    def mourn(self, group: Group, member: Report) -> None:
        """Find a group by those whom a member of it says to be dead."""
        for victim in member.victims:
            self._places["dead", member.type, victim].append(group)

    def near(self, one: Report) -> Iterator[Group]:
        """Groups of the report's type whose days may meet its own, each once."""
        keys: list[tuple[str, str, str]]
        if _wide(one.first, one.last):
            keys = [("any", one.type, month) for month in _months(one.first, one.last)]
        else:
            keys = [("day", one.type, day) for day in _days(one.first, one.last)]
            keys += [("wide", one.type, month) for month in _months(one.first, one.last)]
        keys += [("dead", one.type, victim) for victim in one.victims]
        seen: set[int] = set()
        for key in keys:
            for group in self._places.get(key, ()):
                if id(group) not in seen:
                    seen.add(id(group))
                    yield group


def _wide(first: date | None, last: date | None) -> bool:
    return first is None or last is None or last - first > NARROW


def _days(first: date | None, last: date | None) -> Iterator[str]:
    if first is not None and last is not None:
        for step in range((last - first).days + 1 + 2 * SLACK.days):
            yield (first - SLACK + timedelta(days=step)).isoformat()


def _months(first: date | None, last: date | None) -> Iterator[str]:
    """Months that the days touch, at most two years of them; of an unknown time the empty one."""
    if first is None or last is None:
        yield ""
        return
    start = first.year * 12 + first.month - 1
    for month in range(start, min(last.year * 12 + last.month, start + 24)):
        yield f"{month // 12:04d}-{month % 12 + 1:02d}"


def _refresh(group: Group) -> None:
    """Days of the group from its members; days that the words of a report give come before guessed ones."""
    told = [m for m in group.members if not m.historical] or group.members
    sure = [m for m in told if m.dated] or [m for m in told if m.first] or told
    starts, ends = [m.first for m in sure if m.first], [m.last for m in sure if m.last]
    group.first, group.last = min(starts, default=None), max(ends, default=None)


def like(one: Report, group: Group) -> float:
    """How like a report is to a group, 0 to 1; 0 where they contradict each other."""
    if one.victims and any(one.victims & m.victims for m in group.members):
        return 1.0  # nobody is killed twice, whatever day and place the background of a later story seems to give
    if any(_twin(one, m) for m in group.members) or not _days_meet(one, group):
        return 0.0
    place = max((_place(one, m) for m in group.members[:SEEN]), default=0.0)
    if any(_apart(one, m) or _at_odds(one, m) for m in group.members[:SEEN]):
        return 0.0
    lead = group.members[0]
    words = frozenset(one.words)
    text = max(overlap(words, m.words) for m in group.members[:SEEN])
    if one.type in JOINT:
        actors = recipients = max(
            _side(one.actors | one.recipients, m.actors | m.recipients) for m in group.members[:SEEN]
        )
    else:
        actors = max(_side(one.actors, m.actors) for m in group.members[:SEEN])
        recipients = max(_side(one.recipients, m.recipients) for m in group.members[:SEEN])
    if one.first and _wide(one.first, one.last) and min(actors, recipients) <= UNNAMED:
        return 0.0  # what somebody did within a year is no report of one day's deed
    if min(actors, recipients) == 0.0 and (max(actors, recipients) < ALLIED or place < 1.0 or text < TOLD_ALIKE):
        return 0.0
    parts = {"actors": actors, "recipients": recipients, "place": place, "words": text, "counts": _counts(one, lead)}
    return sum(WEIGHTS[name] * value for name, value in parts.items())


def _twin(one: Report, other: Report) -> bool:
    """Two events that one sentence tells apart are two."""
    return one.doc_id == other.doc_id and one.begins == other.begins


def _days_meet(one: Report, group: Group) -> bool:
    if one.first is None or one.last is None or group.first is None or group.last is None:
        return True
    return one.first <= group.last + SLACK and group.first - SLACK <= one.last


def _apart(one: Report, other: Report) -> bool:
    if one.point and other.point:
        return _km(one.point, other.point) > FAR
    return bool(one.country and other.country and one.country != other.country)


def _at_odds(one: Report, other: Report) -> bool:
    """Whether two promises, demands or threats are about different deeds: to withdraw is not to meet."""
    return bool(one.about and other.about and one.about != other.about)


def _place(one: Report, other: Report) -> float:
    if one.point and other.point:
        return 1.0 if _km(one.point, other.point) <= FAR else 0.0
    return 0.7 if one.country and one.country == other.country else 0.5


def _side(one: Side, two: Side) -> float:
    """1 for the same actor, 0.8 for the same country, 0.5 where one is not named, 0 for two countries."""
    if not one or not two:
        return UNNAMED
    if one.ids & two.ids:
        return 1.0
    if one.countries and two.countries:
        return ALLIED if one.countries & two.countries else 0.0
    return ALLIED if overlap(one.words, two.words) >= HALF else 0.25


def _counts(one: Report, other: Report) -> float:
    """1 where a toll is the same, 0.3 where they differ, 0.5 where one is unknown."""
    shared = [k for k in one.counts if k in other.counts]
    if not shared:
        return 0.5
    return 1.0 if any(_meet(one.counts[k], other.counts[k]) for k in shared) else 0.3


def _meet(one: tuple[float, float], two: tuple[float, float]) -> bool:
    return one[0] <= two[1] and two[0] <= one[1]


def _km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance (haversine)."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, p)) for p in (a, b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(min(1.0, h)))


def _conflicts(group: Group) -> Iterator[Conflict]:
    """Tolls, sides and status on which the reports differ."""
    for name in COUNTS:
        told = [m for m in group.members if name in m.counts]
        if any(not _meet(a.counts[name], b.counts[name]) for a in told for b in told):
            yield _conflict(name, ((_number(m.counts[name]), m.event_id) for m in told))
    if group.members[0].type not in JOINT:
        for name in ("actors", "recipients"):
            accounts = _accounts(name, [m for m in group.members if getattr(m, name).countries])
            if len(accounts) > 1:
                values = ((_commonest(name, account), tuple(m.event_id for m in account)) for account in accounts)
                yield Conflict(name, tuple(values))
    if {"actual", "negated"} <= {m.status for m in group.members}:
        yield _conflict("status", ((m.status, m.event_id) for m in group.members))


def _accounts(name: str, told: Iterable[Report]) -> list[list[Report]]:
    """Reports by whom they name as a side: the same state or actor, in whatever words, is one account."""
    found: list[list[Report]] = []
    for one in told:
        alike = next((account for account in found if _side(getattr(one, name), getattr(account[0], name)) > 0), None)
        if alike is None:
            found.append(alike := [])
        alike.append(one)
    return found


def _commonest(name: str, told: Sequence[Report]) -> str:
    """The words that most reports have for a side, of equals the first."""
    return Counter(m.told[name] for m in told).most_common(1)[0][0]


def _conflict(name: str, told: Iterable[tuple[str, str]]) -> Conflict:
    values: dict[str, list[str]] = defaultdict(list)
    for value, event in told:
        values[value].append(event)
    return Conflict(name, tuple((value, tuple(events)) for value, events in values.items()))


def _number(count: tuple[float, float]) -> str:
    low, high = count
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"
