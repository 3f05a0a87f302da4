"""Where an event happened: of the places that its sentence and its story name, and of the countries of its sides."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from dragoman.records import Actor, Event, Place, Span
from dragoman.resolve.chains import chains
from dragoman.resolve.clauses import is_parted
from dragoman.resolve.names import split_words
from dragoman.resolve.places import distance_km
from dragoman.resolve.story import BEFORE, CONTAINER, IN, ON_SITE, VAGUE, Story
from dragoman.resolve.table import NON_STATE

BRIEF = 900  # characters: a report of one event
COARSE = VAGUE | {"division"}
EXPEDITIONARY = frozenset("USA GBR FRA RUS ISR TUR SAU ARE IRN RWA UGA KEN ETH".split())
_STATE_FORCES = frozenset({"GOV", "MIL"})
NEIGHBOUR = 160.0  # km between places of one event
_LOCATED = re.compile(r"[,(]|\s(?:in|at|near|around|outside|inside)\s")
_LEAD = re.compile(
    r"(?:In|On|At|Near|Around|Outside|Inside)(?:\s\S+){0,6}"
)  # before a place that tells where all of a sentence was
_CALLED_ON = re.compile(r"\bcall(?:s|ed|ing)? (?:up)?on (?:the )?$")
_BODY_IN = re.compile(  # before where a body is, which is spoken of
    r"\b(?:authorit(?:y|ies)|government|administration|regime|embassy|mission|junta) in (?:the )?$"
)
_SAME_DOER = re.compile(r"[,;]\s(?:and|but)\s(?:then |also |later )?\w+ed\b")  # no clause with a subject of its own
_ORIGIN = re.compile(r"\b(?:flown|flew|brought|sent|came|arrived|returned|rushed|drafted)(?: \w+)? from (?:the )?$")
_BORDER = re.compile(r"\b(?:borders?|frontiers?|boundary|crossings?)\b", re.IGNORECASE)
_WATERS = re.compile(r"\b(?:river|gulf|sea|straits?|channel|ocean|waters|lake)\b", re.IGNORECASE)
_TOLD_IN = re.compile(
    r",[^,]*\b(?:said|says|told [\w ]+|announced|reported) (?:late |early )?(?:on \w+ )?(?:in|at|from) (?:the )?$"
)
_CAPITAL = re.compile(r" [^\W\d_a-z]")
_NAMED_AFTER = re.compile(r"\s+(?:bridge|highway|road|street|square|avenue|roundabout|junction|intersection)\b")
_LINK = re.compile(r"\s*,\s*|\s+\(")  # between a place and what contains it


class Where:
    """The place of each event of one story."""

    def __init__(self, story: Story, named: Callable[[Sequence[Actor]], tuple[Actor, ...]]) -> None:
        self.story = story
        self.named = named

    def of(self, event: Event) -> Place | None:
        """The place of an event: as tagged, else of its sentence, of the document, or the country of its sides."""
        tagged = self.story.place(event.where) if event.where else None
        if tagged and self.story.is_filed(tagged.start) and self._strikes_abroad(event, tagged):
            tagged = None
        if tagged and _ORIGIN.search(self.story.text[max(0, tagged.start - BEFORE) : tagged.start]):
            tagged = None
        if tagged and tagged.lat is not None and not self._is_doubtful(tagged):
            return tagged if tagged.country else self._ashore(event, tagged)
        if tagged and tagged.lat is None and (_BORDER.search(tagged.text) or _WATERS.search(tagged.text)):
            return self._at_border(event, tagged)
        around = self._around(event, tagged)
        if tagged and tagged.lat is not None:
            elsewhere = self.is_elsewhere(tagged.text, tagged.country, event)
            if self._agree(tagged, around) if around else not elsewhere:
                return tagged
        found = around or self._target(event) or self._home_of(event, told=tagged is not None)
        if found is None and tagged is None:
            return self._at_home(event)
        if tagged and found:
            rule = f"unknown name; {found.rule}"
            return replace(found, text=tagged.text, start=tagged.start, end=tagged.end, rule=rule)
        return found or tagged

    def _at_border(self, event: Event, tagged: Place) -> Place:
        """A border or a water that no table knows; who closes a border or moves to it is on his own side."""
        own = self._home_of(event, told=True) if _BORDER.search(tagged.text) else None
        return replace(own, text=tagged.text, start=tagged.start, end=tagged.end) if own else tagged

    def _ashore(self, event: Event, region: Place) -> Place:
        """A sea or a region of many countries, or the finer place that its sentence names too."""
        finer = self._place_of(event, [*_sides(event), (region.start, region.end)])
        if finer is None or finer.precision in VAGUE:
            return region
        return replace(finer, text=region.text, start=region.start, end=region.end)

    def _is_doubtful(self, place: Place) -> bool:
        """Whether a name was found by itself alone, so that it may be a namesake of what is meant."""
        return place.precision == "city" and place not in self.story.places and "inside" not in (place.rule or "")

    def is_elsewhere(self, name: str, country: str | None, event: Event) -> bool:
        """Whether a place lies in a country that neither the text nor the sides of the event speak of.

        A town whose name no other country has is meant all the same.
        """
        if self.story.resources.gazetteer.is_only(" ".join(word.key for word in split_words(name))):
            return False
        spoken = {p.country for p in self.story.places if self._is_place(p)} | {
            a.country for a in self._known_sides(event)
        }
        return bool(spoken) and country not in spoken

    def _is_place(self, place: Place) -> bool:
        """Whether a place is more than the name of a state that acts."""
        return place.precision != "country" or bool(
            IN.search(self.story.text[max(0, place.start - BEFORE) : place.start])
        )

    def _known_sides(self, event: Event) -> list[Actor]:
        """The sides that are of a state, the recipients first."""
        sides = (*self.named(event.recipients), *self.named(event.actors))
        return [side for side in sides if side.country and side.country not in NON_STATE]

    def _agree(self, place: Place, around: Place) -> bool:
        """Whether a place lies where the text around it plays: its country, and in a brief report its neighbourhood."""
        if place.country != around.country:
            return around.precision == "region"
        if len(self.story.text) >= BRIEF or around.precision in VAGUE:
            return True
        if around.precision in {"division", "district"}:
            return place.admin1 == around.admin1
        return _km(place, around) < NEIGHBOUR

    def _around(self, event: Event, tagged: Place | None) -> Place | None:
        """What else the sentence names as a place, else the document; names of the sides do not count."""
        taken = _sides(event) + ([(tagged.start, tagged.end)] if tagged else [])
        named = self._place_of(event, taken)
        if (named and named.country) or event.type not in ON_SITE:
            return named  # what was said needs no place
        return self._chain_of(event, taken) or named or self._place_of_document(event, taken)

    def _place_of(self, event: Event, taken: Sequence[tuple[int, int]]) -> Place | None:
        """The place of the sentence nearest to the trigger."""
        inside = [
            place
            for place in self.story.inside(event.sentence.start, event.sentence.end)
            if not _meets(place, taken)
            and not _NAMED_AFTER.match(self.story.text, place.end)
            and self._may_be_of(event, place)
        ]
        nearest = min(inside, key=lambda p: (*self.story.standing(p), abs(p.start - event.trigger.start)), default=None)
        if nearest is None:
            return None
        nearest = self._finest(nearest, inside)
        return replace(self._fullest(nearest, event.sentence, taken), rule="nearest-place-of-sentence")

    def _may_be_of(self, event: Event, place: Place) -> bool:
        """Whether a place of the sentence can be that of the event, and is not only somebody of that name.

        A state, or its capital, acts more often than it is a place; what was only said is told to be somewhere. Of what
        did not just happen the dateline tells nothing.
        """
        if self.story.is_filed(place.start):
            behind = self.story.text[self._line_of(place)[1] : event.trigger.start]
            if event.type not in ON_SITE and is_parted(f"{behind}was ") and not _SAME_DOER.search(behind):
                return False
            here = self._files_from(place) == 1 or place.country in {a.country for a in self.named(event.actors)}
            abroad = self._strikes_abroad(event, place) or self._is_between_others(event, place)
            return here and event.status == "actual" and not abroad
        before = self.story.text[max(0, place.start - BEFORE) : place.start]
        if _ORIGIN.search(before) or self.story.is_of_deed_behind(event, place.start):
            return False
        acts = place.precision == "country" or place.start in self.story.seats
        if not (acts or event.type not in ON_SITE):
            return True
        if not IN.search(before) or _CALLED_ON.search(before):
            return False
        acting = place.end < event.trigger.start <= place.end + 1  # "the mission in Mali urged"
        aside = _BODY_IN.search(before) and not acting
        return event.type in ON_SITE or not (aside or self._is_parted_from(event, place))

    def _line_of(self, place: Place) -> tuple[int, int]:
        """The dateline in which a place stands."""
        return next((start, end) for start, end in self.story.lines if start <= place.start < end)

    def _files_from(self, place: Place) -> int:
        """How many places the dateline names in which a place stands: "PARIS/BERLIN"."""
        return (
            self.story.text.count("/", self._line_of(place)[0], place.end)
            + self.story.text.startswith("/", place.end)
            + 1
        )

    def _is_parted_from(self, event: Event, place: Place) -> bool:
        """Whether a place stands in another clause than the trigger, or where the words were said that tell of it."""
        first = place.end <= event.trigger.start
        between = (
            self.story.text[place.end : event.trigger.start]
            if first
            else self.story.text[event.trigger.end : place.start]
        )
        begin = max([event.sentence.start, *(end for _, end in self.story.lines if end <= place.start)])
        if first and _LEAD.fullmatch(self.story.text[begin : place.start].strip()):
            return False
        if ";" in between or (not first and _TOLD_IN.search(between)):
            return True
        return not _SAME_DOER.search(between) and is_parted(f"{between}was " if first else between)

    def _strikes_abroad(self, event: Event, place: Place) -> bool:
        """Whether forces of the country that a story is filed from hit others: then hardly where it is filed."""
        hit = {side.country for side in self.named(event.recipients)}
        doers = self.named(event.actors)
        home = all(one.country == place.country and not set(one.sectors) - _STATE_FORCES for one in doers)
        return event.type == "ASSAULT" and bool(doers) and home and None not in hit and bool(hit - {place.country})

    def _is_between_others(self, event: Event, place: Place) -> bool:
        """Whether one other state than that of the place strikes another."""
        sides = [{a.country for a in self.named(side)} for side in (event.actors, event.recipients)]
        return event.type == "ASSAULT" and all(sides) and not {None, place.country} & (sides[0] | sides[1])

    def _finest(self, place: Place, among: Sequence[Place]) -> Place:
        """A place, or the one named right before it that it contains: "Lujan (Buenos Aires)"."""
        for finer in among:
            if finer.country == place.country and _LINK.fullmatch(
                self.story.text[finer.end : max(finer.end, place.start)]
            ):
                return finer
        return place

    def _fullest(self, place: Place, within: Span, taken: Sequence[tuple[int, int]]) -> Place:
        """A province or country as the end of the chain that names a finer place in it."""
        if place.precision not in COARSE:
            return place
        for span in chains(self.story.clean, within, taken):
            if span.start < place.start and place.end <= span.end:
                finer = self.story.place(Place(text=span.text, start=span.start, end=span.end))
                return finer if finer.lat is not None else place
        return place

    def _target(self, event: Event) -> Place | None:
        """The town or district that is attacked, where no other place is told."""
        sides = [(a.start, a.end) for a in event.recipients] if event.type == "ASSAULT" else []
        inside = (p for p in self.story.places if p.precision not in COARSE and _meets(p, sides))
        found = next(
            (p for p in inside if not _CAPITAL.match(self.story.text, p.end)), None
        )  # no given name of a person
        return replace(found, rule="place-of-the-target") if found else None

    def _chain_of(self, event: Event, taken: Sequence[tuple[int, int]]) -> Place | None:
        """The first words behind a preposition in the sentence that the gazetteer knows."""
        table = self.story.resources.actors
        for span in chains(self.story.clean, event.sentence, taken):
            if _ORIGIN.search(self.story.text[event.sentence.start : span.start]):
                continue
            place = self.story.place(Place(text=span.text, start=span.start, end=span.end))
            likely = "inside" in (place.rule or "") or not self.story.countries or place.country in self.story.countries
            if place.lat is not None and likely and not any(n.first == 0 for n in table.named(split_words(span.text))):
                return replace(place, rule=f"preposition; {place.rule}")
        return None

    def _place_of_document(self, event: Event, taken: Sequence[tuple[int, int]]) -> Place | None:
        """The place that the document names last before the event, where its sentence names none; else the first."""
        fine = [p for p in self.story.places if p.precision not in VAGUE and p.country and not _meets(p, taken)]
        fine = [p for p in fine if self._may_be_of(event, p) and not _NAMED_AFTER.match(self.story.text, p.end)]
        before = [p for p in fine if p.start < event.trigger.start]
        only = len({(p.lat, p.lon) for p in fine}) == 1
        brief = len(self.story.text) < BRIEF and len({p.country for p in before or fine}) == 1
        if event.status != "actual" or not (only or brief):
            return None  # a longer story tells of several places, and of what was before
        near = before[-1] if before else fine[0]
        if len({p.name for p in self.story.places if p.country == near.country}) == 1 and not self._is_main(
            near.country
        ):
            return None  # the only name of its country: rather a person's
        line = Span(text="", start=max(0, near.start - CONTAINER), end=near.end + CONTAINER)
        return replace(self._fullest(near, line, taken), rule="place-of-document")

    def _is_main(self, country: str | None) -> bool:
        """Whether a document names no country more often."""
        return self.story.countries[country or ""] >= max(self.story.countries.values(), default=0)

    def _home_of(self, event: Event, *, told: bool) -> Place | None:
        """The country of the sides, where they are all of one: force and protest at home.

        Where a place is `told`, though unknown, one side is enough, if it acts at home.
        """
        if event.type not in ON_SITE:
            return None
        known = self._known_sides(event)
        both = all(any(a.country for a in self.named(s)) for s in (event.actors, event.recipients))
        alone = event.type == "PROTEST" or (told and bool(known) and all(_acts_at_home(side) for side in known))
        if len({side.country for side in known}) != 1 or not (both or alone):
            return None
        return self._country_of(known[0], "country-of-the-sides")

    def _at_home(self, event: Event) -> Place | None:
        """The country of the sides, where a longer story clearly plays there and no other state has a part in the event."""
        item = next(item for item in reversed(self.story.items) if item.start <= event.trigger.start)
        if len(self.story.text) < BRIEF or item.two or not item.at_home or item.filed not in {None, item.home}:
            return None
        doers = [side for side in self.named(event.actors) if side.country]
        others = [side for side in self.named(event.recipients) if side.country]
        abroad = event.type in ON_SITE and not all(_acts_at_home(side) for side in doers)
        if not doers or abroad or {side.country for side in (*doers, *others)} != {item.home}:
            return None
        return self._country_of(doers[0], "story-at-home")

    def _country_of(self, side: Actor, rule: str) -> Place | None:
        """The country of a side as a place, at the words that name the side."""
        state = self.story.resources.gazetteer.country(side.country or "")
        if state is None:
            return None
        return Place(text=side.text, start=side.start, end=side.end, **state._replace(rule=rule)._asdict())


def _acts_at_home(side: Actor) -> bool:
    """Whether a side is likely met in its own country: all but forces of states that often fight abroad."""
    return not ("MIL" in side.sectors and side.country in EXPEDITIONARY)


def _sides(event: Event) -> list[tuple[int, int]]:
    """Where the sides of an event are named, without what says where they are ("soldiers | in Gao")."""
    return [
        (a.start, a.start + (cut.start() if (cut := _LOCATED.search(a.text)) else len(a.text)))
        for a in (*event.actors, *event.recipients, *event.said_by)
    ]


def _meets(place: Place, taken: Sequence[tuple[int, int]]) -> bool:
    return any(place.start < end and start < place.end for start, end in taken)


def _km(a: Place, b: Place) -> float:
    """Distance of two places, 0 where one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return 0.0
    return distance_km((a.lat, a.lon), (b.lat, b.lon))
