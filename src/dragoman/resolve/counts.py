"""How many were killed, injured, detained or displaced: the numbers of an event and the tolls told around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from dragoman.records import Actor, Event, Quantity
from dragoman.resolve.clauses import is_parted
from dragoman.resolve.numbers import bounded, parse_quantity
from dragoman.resolve.story import BEFORE, NAMED_WITHIN, Story
from dragoman.resolve.tolls import Toll, as_quantity, tolls

VIOLENT = frozenset({"ASSAULT", "PROTEST"})  # types whose tolls are looked for beyond the tagger's own counts
NEXT = 3  # sentences after an event that may tell its toll
_NAMED_DEED = re.compile(r"(?:\b(?:the|an?|of|for|his|her|its|their)|['’]s?)\s+$", re.IGNORECASE)
_A_PERSON = re.compile(r"\b(?:an?|another)\s+$", re.IGNORECASE)
_DEAD = re.compile(  # words that say that somebody is dead
    r"\b(?:kill|dead|died?\b|dies\b|dying|death|deadl|fatal|murder|slain|slay|assassinat|execut|behead|decapitat|massacr|lynch|lives\b|life\b"
    r"|perish|losses|lost\b|loss\b|bod(?:y|ies)\b|corpse|toll\b|casualt|victim|drown|burie[ds]|burial|funeral|mourn|gunned|shot|hang(?:ed|ing)"
    r"|stoned|bludgeon|graves?\b|succumb|claimed|martyr|eliminat|neutrali|wip(?:ed|ing) out|blown up|homicid|suicide|slaughter|butcher"
    r"|did not (?:live|survive))",
    re.IGNORECASE,
)
_AMONG_THE_DEAD = re.compile(
    r"(?:\s\w+){0,4}\s(?:was|were)\samong\s(?:the\s(?:dead|victims|casualties|killed)|those\skilled)|\sof\sthe\sdead\b"
)
_INJURED = re.compile(r"\b(?:injur|wound|hurt|concuss|burns\b|hospitali)", re.IGNORECASE)
_CAME_FIRST = re.compile(  # between a deed and the toll of an earlier one that it follows
    r"\b(?:revenge|reply|response|retaliation|reprisal|vengeance|answer)\s+(?:for|to)\b|\baveng(?:e|ing)\b"
    r"|\b(?:hours?|days?|weeks?|months?|years?)\s+after\b"
)


class Counts:
    """The numbers and tolls of one story."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.told: dict[int, list[Toll]] = {}

    def quantity(self, quantity: Quantity) -> Quantity:
        start, end = bounded(self.story.text, quantity.start, quantity.end)
        low, high, unit = parse_quantity(self.story.text[start:end])
        return Quantity(text=self.story.text[start:end], start=start, end=end, low=low, high=high, unit=unit)

    def _count(self, quantity: Quantity) -> Quantity:
        """A number of people; one with "a" before is one: "an apprentice mechanic"."""
        found = self.quantity(quantity)
        if found.low is None and _A_PERSON.search(self.story.text, max(0, found.start - NAMED_WITHIN), found.start):
            return replace(found, low=1.0, high=1.0)
        return found

    def of(self, event: Event) -> dict[str, Quantity]:
        """The counts that the tagger saw; for violence, frames that tell a toll come first.

        Those of its own sentence win; those of the next sentences add what is unknown or said more fully.
        """
        seen = self._as_told({name: self._count(q) for name, q in event.counts.items()})
        if event.type not in VIOLENT or event.status not in {"actual", "historical"}:
            return seen
        parts = [(event.sentence.start, event.sentence.end), *self._after(event)]
        here, *later = (self._told(event, start, end) for start, end in parts)
        mine = {name: q for name, q in seen.items() if not self._is_other(name, q, parts)}
        known = {name: q for name, q in mine.items() if q.low is not None} | here
        for told in later:
            known |= {k: q for k, q in told.items() if k not in known or _holds(q, known[k])}
        return mine | known | self._totals(parts)

    def _as_told(self, seen: dict[str, Quantity]) -> dict[str, Quantity]:
        """The counts whose words tell what befell the people: nobody is dead of whom no word says so."""
        dead = seen.get("killed")
        at = self.story.sentence_at(dead.start) if dead else None
        if dead is None or at is None:
            return seen
        rest = {name: count for name, count in seen.items() if name != "killed"}
        if _AMONG_THE_DEAD.match(self.story.text, dead.end):
            return rest  # a part of them
        if _DEAD.search(self.story.text, at.start, at.end):
            return seen
        return {"injured": dead} | rest if _INJURED.search(self.story.text, at.start, at.end) else rest

    def _is_other(self, name: str, count: Quantity, parts: Sequence[tuple[int, int]]) -> bool:
        """Whether the frames tell the words of a count as one of another kind: the injured, not the killed."""
        kinds = {t.kind for s, _ in parts for t in self.told[s] if s + t.start < count.end and count.start < s + t.end}
        return bool(kinds) and name not in kinds

    def _totals(self, parts: Sequence[tuple[int, int]]) -> dict[str, Quantity]:
        """The tolls that the report itself counts in all."""
        return {
            toll.kind: as_quantity(toll, self.story.text[start:end], start)
            for start, end in parts
            for toll in self.told[start]
            if toll.total
        }

    def each_its_own(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """Events without the tolls of others: words that count the victims of one deed are told of it alone.

        It is the one whose trigger stands nearest to them; another keeps them where it may be the same deed told again.
        """
        owners: dict[tuple[str, int, int], Event] = {}
        for event in events:
            for kind, count in event.counts.items():
                key = (kind, count.start, count.end)
                if key not in owners or self._far(event, count) < self._far(owners[key], count):
                    owners[key] = event
        kept = []
        for event in events:
            own = {k: q for k, q in event.counts.items() if self._is_same_deed(event, owners[k, q.start, q.end])}
            kept.append(event if len(own) == len(event.counts) else replace(event, counts=own))
        return tuple(kept)

    def _far(self, event: Event, count: Quantity) -> tuple[bool, bool, int]:
        """How far an event is from a count: another clause is farther, and so is one that is no attack."""
        parted = self._is_apart(event, count.start, count.end)
        return parted, event.type != "ASSAULT", _distance(event, count)

    def _is_apart(self, event: Event, start: int, end: int) -> bool:
        """Whether a toll of the sentence is told in another clause: "killing five; the next day jets bombed a camp".

        So is what came first: "struck the depots in reply to an attack that killed two".
        """
        trigger = event.trigger
        if not event.sentence.start <= start < event.sentence.end:
            return False
        if end > trigger.start:
            between = self.story.text[trigger.end : start]
            return ";" in between or bool(_CAME_FIRST.search(between))
        between = self.story.text[end : trigger.start]
        again = any(
            event.sentence.start + t.start >= end
            for t in self._tolls(event.sentence.start, event.sentence.end)
            if event.sentence.start + t.end <= trigger.start
        )
        return ";" in between or (not again and is_parted(between))

    def _is_same_deed(self, event: Event, owner: Event) -> bool:
        """Whether an event may be the deed of another, told twice: "attacked the post, killing two"."""
        if event is owner:
            return True
        if (event.type, event.status) != (owner.type, owner.status) or _shared(event.actors, owner.actors) is False:
            return False
        common = _shared(event.recipients, owner.recipients)
        named = _NAMED_DEED.search(self.story.text[: owner.trigger.start][-BEFORE:])  # "in revenge for the killing of"
        return not named if common is None else common

    def _told(self, event: Event, start: int, end: int) -> dict[str, Quantity]:
        """The tolls of a sentence by kind; of several the one that stands nearest to the trigger."""
        text = self.story.text[start:end]
        found = [t for t in self._tolls(start, end) if not self._is_apart(event, start + t.start, start + t.end)]
        near = sorted(found, key=lambda toll: abs(start + toll.start - event.trigger.end), reverse=True)
        return {toll.kind: as_quantity(toll, text, start) for toll in near}

    def _tolls(self, start: int, end: int) -> list[Toll]:
        """The tolls of a sentence, found once."""
        if start not in self.told:
            self.told[start] = tolls(self.story.text[start:end])
        return self.told[start]

    def _after(self, event: Event) -> Iterator[tuple[int, int]]:
        """The sentences right after an event that tell no violence of their own."""
        after = [s for s in self.story.sentences if s.start >= event.sentence.end][:NEXT]
        for sentence in after:
            if sentence.start in self._violent:
                return
            yield sentence.start, sentence.end

    @cached_property
    def _violent(self) -> frozenset[int]:
        """Where the sentences with an attack start."""
        return frozenset(e.sentence.start for e in self.story.coded.events if e.type == "ASSAULT")


def _distance(event: Event, count: Quantity) -> int:
    """Characters between a trigger and a count, 0 where they meet."""
    return max(count.start - event.trigger.end, event.trigger.start - count.end, 0)


def _shared(one: Sequence[Actor], other: Sequence[Actor]) -> bool | None:
    """Whether two lists of sides have somebody in common; None where one of them is empty."""
    names = [{side.name or side.text.lower() for side in sides} for sides in (one, other)]
    return bool(names[0] & names[1]) if all(names) else None


def _holds(outer: Quantity, inner: Quantity) -> bool:
    """Whether one span lies within the other."""
    return outer.start <= inner.start and inner.end <= outer.end
