"""What a document says as a whole: its words, names, states and places, its items and where each is at home."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from dragoman.records import Actor, Coded, Event, Place, Sentence, Span
from dragoman.resolve.actors import main_country
from dragoman.resolve.chains import chain_at, trimmed, untyped
from dragoman.resolve.clauses import JOINED, OWN_VERB
from dragoman.resolve.dates import (
    TimeExpr,
    find_times,
    resolve_time,
)
from dragoman.resolve.names import Word, split_words
from dragoman.resolve.places import PlaceIdentity, distance_km, find_places, resolve_place
from dragoman.resolve.resources import Resources
from dragoman.resolve.table import NON_STATE, Named

MONTHS = frozenset({"March", "May", "August"})  # that are names of places, too
CONTAINER = 60  # characters within which the district or province of a village is named after it
FAR = 1500.0  # km
FOREIGN = 2  # times as often as the country of the dateline another is told of, in a story about that one
MUCH = 3  # times that a story names the state which it is about
ON_SITE = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"})  # types that happen somewhere
VAGUE = frozenset({"country", "region"})
_ASIDE = re.compile(  # before places that are only spoken about, or where somebody comes from or goes
    r"\b(?:from|to|into|towards?|against|over|about|amid|between)\s+(?:the\s+)?"
    r"(?:[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,3}(?:,| and|, and|,? or) (?:the )?){0,4}$"
)
IN = re.compile(  # before a place where something is
    r"\b(?:[Ii]n|[Aa]t|[Oo]n|[Nn]ear|[Ii]nside|[Oo]utside|[Aa]round|[Aa]cross|throughout|within|off)\s+(?:[a-z'’-]+\s+){0,3}"
    r"(?:(?:city|town|village|district|province|region|state|port|capital|outskirts|suburbs?|north|south|east|west) of\s+)?"
    r"(?:[A-Z][\w'’-]+\s+){0,2}(?:capital,?\s+)?$"
)
_OF_WHOM = re.compile(r"\w,\s+(?:(?:who|which)\s+)?(?:(?:was|were|had been|has been)\s+)?$")  # a comma and a verb
_IN_MONTH = re.compile(rf",? (?:in|last|this|since) (?:{'|'.join(sorted(MONTHS))})\b.*$")
_ENDS = re.compile(r"[.!?]\s|\n")
_MISSION = re.compile(r"\b(?:embassy|embassies|consulate|legation)\b", re.IGNORECASE)
_LINE = re.compile(r".{0,120}?\s[-–—]+\s", re.DOTALL)  # a dateline, with its day and its publisher
_HELD = re.compile(r"\([^()\n]*\)")  # in brackets
YEAR = re.compile(r"\b(?:19|20)\d\d\b")  # every full date of the text has one beside it
NAMED_WITHIN = 25  # characters between "Friday's" and the noun of its deed
BEFORE = 80  # characters that tell whether a time lies ahead


class Item(NamedTuple):
    """A story, or one item of a round-up: where it begins, its home country, and the country it names most besides.

    `at_home` tells whether it clearly plays in its home country, and not in another as much.
    """

    start: int
    home: str | None
    at_home: bool
    abroad: str | None
    two: bool  # whether it is about these two
    filed: str | None  # the country of its dateline


class Story:
    """One document: its anchor date, its items with their home countries, and the places and names that it tells."""

    def __init__(
        self, coded: Coded, resources: Resources, datelines: Sequence[Span], sentences: Sequence[Sentence]
    ) -> None:
        self.coded = coded
        self.text = coded.document.text
        self.resources = resources
        self.sentences = sentences
        lines = [_LINE.match(self.text, place.start) for place in datelines]
        self.lines = [line.span() for line in lines if line]  # an item begins behind its own
        self.countries: Counter[str] = Counter(p.country for p in self.places if p.country)
        self.near: list[tuple[float, float]] = []
        self.timed: dict[int, list[TimeExpr]] = {}
        self.said: date | None = self._first_day()
        self.items = self._items(datelines)

    @cached_property
    def clean(self) -> str:
        """The text with its furniture blanked out, which tells nothing of the story, all but the headline.

        So are the agencies that datelines name in brackets.
        """
        found = self.text
        furniture = [(f.start, f.end) for f in self.coded.document.furniture if f.kind != "headline"]
        for start, end in [*furniture, *self._agencies()]:
            found = found[:start] + " " * (end - start) + found[end:]
        return found

    def _agencies(self) -> Iterator[tuple[int, int]]:
        """What stands in the brackets of datelines and is no place as a whole."""
        for start, end in self.lines:
            for held in _HELD.finditer(self.text, start, end):
                if not self.resources.gazetteer.candidates(" ".join(w.key for w in split_words(held.group()))):
                    yield held.span()

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the story."""
        return split_words(self.clean)

    @cached_property
    def names(self) -> list[Named]:
        """Every known actor that the story names; the seat of the European Union is none of Belgium."""
        return [n for n in self.spelled if not (self.union and n.entity.country == "BEL")]

    @cached_property
    def union(self) -> bool:
        """Whether "Brussels" is the European Union: it is named, and Belgium only by its capital."""
        belgian = {name.role for name in self.spelled if name.entity.country == "BEL"}
        return belgian <= {"seat"} and any(name.entity.code == "EUR" for name in self.spelled)

    @cached_property
    def spelled(self) -> list[Named]:
        """Every known actor by the words of the story."""
        return self.resources.actors.named(self.words, on=self.coded.document.published)

    @cached_property
    def states(self) -> list[tuple[int, str]]:
        """Where the text names a state, and its country."""
        return [(self.words[n.first].start, n.entity.country) for n in self.names if n.entity.kind == "state"]

    @cached_property
    def seats(self) -> frozenset[int]:
        """Where the text names a capital that may stand for its state."""
        return frozenset(self.words[n.first].start for n in self.names if n.role == "seat")

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every place name of the story, identified."""
        return find_places(self.clean, self.resources.gazetteer, self.resources.actors, self.names)

    def _items(self, datelines: Sequence[Span]) -> list[Item]:
        """The items of the document, in order; one without datelines."""
        starts = [0, *(place.start for place in datelines[1:])]
        stops = [*starts[1:], len(self.text)]
        places: Sequence[Span | None] = datelines or (None,)
        return [self._item(*item) for item in zip(starts, stops, places, strict=True)]

    def _item(self, start: int, stop: int, dateline: Span | None) -> Item:
        """At home is where it was filed; if another state is spoken of far more, and often, it is that one."""
        filed = self.place(Place(text=dateline.text, start=dateline.start, end=dateline.end)) if dateline else None
        filed_in = filed.country if filed else None
        names = [n for n in self.names if self._is_told_in(start, stop, self.words[n.first].start)]
        places = [p for p in self.places if self._is_told_in(start, stop, p.start)]
        main, alone = main_country(names, self.words, self.text)
        told = Counter(n.entity.country for n in names)
        towns = Counter(p.country for p in places if p.precision not in VAGUE and not (filed and p.name == filed.name))
        here, there = (told[one or ""] + towns[one] for one in (filed_in, main))
        home, at_home = main or _only_country(places), alone
        if filed_in and (told[main or ""] < MUCH or there <= FOREIGN * here):
            home, at_home = filed_in, True
        abroad, _ = main_country(names, self.words, self.text, besides=home)
        third = max((n for country, n in told.items() if country not in {home, abroad, *NON_STATE}), default=0)
        two = told[home or ""] > 1 and told[abroad or ""] > max(1, 2 * third - 1)
        return Item(start, home, at_home, abroad, two=two, filed=filed_in)

    def _is_told_in(self, start: int, stop: int, at: int) -> bool:
        """Whether a place of the text lies within an item, behind its dateline."""
        return start <= at < stop and not self.is_filed(at)

    def times(self, sentence: Span) -> list[TimeExpr]:
        """Every time expression of a sentence, found once."""
        if sentence.start not in self.timed:
            self.timed[sentence.start] = find_times(sentence.text)
        return self.timed[sentence.start]

    def sentence_at(self, at: int) -> Sentence | None:
        """The last sentence that begins before a character, or at it."""
        after = bisect_right(self.sentences, at, key=lambda sentence: sentence.start)
        return self.sentences[after - 1] if after else None

    def place(self, place: Place) -> Place:
        if _MISSION.search(place.text):
            return self._within(place)
        if known := self.known(place.start, place.end):
            return known
        start, end = trimmed(self.text, place.start, place.end)
        if known := self.known(start, end) or self.known(start, start + len(untyped(self.text[start:end]))):
            return replace(known, text=place.text, start=place.start, end=place.end)
        chain = _IN_MONTH.sub("", chain_at(self.clean, start, end))
        found = resolve_place(chain, countries=self.countries, near=self.near[-5:], gazetteer=self.resources.gazetteer)
        if found is None or self.is_namesake(found):
            return self._within(place)
        if found.country:
            self.countries[found.country] += 1
        if found.lat is not None and found.lon is not None and found.precision != "country":
            self.near.append((found.lat, found.lon))
        return replace(
            place,
            name=found.name,
            country=found.country,
            admin1=found.admin1,
            lat=found.lat,
            lon=found.lon,
            geonameid=found.geonameid,
            precision=found.precision,
            rule=found.rule,
        )

    def is_namesake(self, found: PlaceIdentity) -> bool:
        """Whether a place lies in a country that is not told of, and far from every place that is."""
        if found.lat is None or found.lon is None or not found.country or found.country in self.countries:
            return False
        told = [
            (p.lat, p.lon) for p in self.places if p.precision not in VAGUE and p.lat is not None and p.lon is not None
        ]
        return bool(told) and min(distance_km((found.lat, found.lon), point) for point in told) > FAR

    def is_of_deed_behind(self, event: Event, at: int) -> bool:
        """Whether a time or place is that of a deed told in an aside: "fired to avenge X, killed in Baghdad on Jan. 3"."""
        return any(
            other.sentence.start == event.sentence.start
            and event.trigger.end <= other.trigger.start < at
            and _OF_WHOM.search(self.text, event.trigger.end, other.trigger.start)
            and at in {part.start for part in (other.when, other.where) if part}
            for other in self.coded.events
        )

    def begun(self, start: int, end: int) -> Sequence[Place]:
        """The place names that begin in a stretch of the text."""
        first, last = (bisect_left(self.places, at, key=lambda place: place.start) for at in (start, end))
        return self.places[first:last]

    def inside(self, start: int, end: int) -> list[Place]:
        """The place names of a stretch of the text."""
        return [p for p in self.begun(start, end) if p.end <= end]

    def acts(self, place: Place) -> bool:
        """Whether a place is a capital that stands for its state: "handed to Hanoi", and not "in Hanoi"."""
        before = self.text[max(0, place.start - BEFORE) : place.start]
        return place.start in self.seats and not IN.search(before) and not self.is_filed(place.start)

    def is_filed(self, at: int) -> bool:
        """Whether a place of the text is within its dateline."""
        return any(start <= at < end for start, end in self.lines)

    def known(self, start: int, end: int) -> Place | None:
        """The place name that stands exactly here."""
        return next((p for p in self.begun(start, start + 1) if p.end == end), None)

    def paragraphs_before(self, at: int, number: int) -> int:
        """Where the paragraph of a character begins, or of so many of the story, of which it is the last."""
        start = self.text.rfind("\n", 0, at) + 1
        before = self.sentence_at(start - 1) if number > 1 and start else None
        return self.paragraphs_before(before.start, number - 1) if before else start

    def last_named(self, country: str, before: int) -> Actor | None:
        """Where a state is named last before a place of the text, else first behind it, as a side."""
        named = [n for n in self.names if n.entity.kind == "state" and n.entity.country == country]
        if not named:
            return None
        last = next((n for n in reversed(named) if self.words[n.first].start < before), named[0])
        start, end = self.words[last.first].start, self.words[last.last - 1].end
        return Actor(
            text=self.text[start:end], start=start, end=end, name=last.entity.name, actor_id=last.entity.actor_id,
            country=country, code=country, rule="story-of-two-states",
        )  # fmt: skip

    def _within(self, place: Place) -> Place:
        """A place that no table knows, put where the next place named after it is, as in "X village, Y district"."""
        mission = _MISSION.search(place.text)  # it does not lie in the state whose name stands before it
        begin = place.start + (mission.start() if mission else 0)
        end = place.end + CONTAINER
        if stop := _ENDS.search(self.text, place.end, end):
            end = stop.start()
        for joined in JOINED.finditer(self.text, place.end, end):
            if OWN_VERB.match(self.text, joined.end()):
                end = min(end, joined.start())
        after = (p for p in self.begun(begin, end) if p.text not in MONTHS)
        container = next((p for p in after if p.lat is not None), None)
        if container is None:
            return place
        return replace(container, text=place.text, start=place.start, end=place.end, rule="container-named-after-it")

    def standing(self, place: Place) -> tuple[bool, bool]:
        """Whether a place is vague, and whether it is only spoken about or where somebody comes from or goes."""
        before = self.text[max(0, place.start - BEFORE) : place.start]
        return place.precision in VAGUE, _ASIDE.search(before) is not None

    def _first_day(self) -> date | None:
        """The first full date of the text: the anchor of a document without a date of its own."""
        for year in YEAR.finditer(self.text):
            line = self.text[max(0, year.start() - BEFORE) : year.end() + BEFORE]
            for found in find_times(line):
                value = resolve_time(found.text, None)
                if value.precision == "day" and value.start_day:
                    return value.start_day
        return None


def _only_country(places: Sequence[Place]) -> str | None:
    """The country of the towns and provinces of a text that names no state, where it is one."""
    found = {place.country for place in places if place.precision not in VAGUE}
    return found.pop() if len(found) == 1 else None
