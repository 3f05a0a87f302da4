"""A coded document -> the same, with every actor, place, date and number identified as far as its words allow."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from dragoman import ontology
from dragoman.coding.rules import ANSWERED
from dragoman.records import Actor, Coded, Event, Figure, Place, Quote, Relation, Sentence, Span
from dragoman.resolve.actors import ActorResolver
from dragoman.resolve.counts import Counts
from dragoman.resolve.days import Days
from dragoman.resolve.places import resolve_place
from dragoman.resolve.resources import Resources
from dragoman.resolve.story import BEFORE, NAMED_WITHIN, VAGUE, Story
from dragoman.resolve.where import Where

UNSURE = 0.6  # of the confidence of a side
SPOKE = 800  # characters between a speaker and "he"
LOCAL = frozenset({"ASSAULT", "COERCE", "PROTEST"})  # types whose sides are mostly of where they happen
THIRD, TWO = "third-party", 2
_MEDIATES = re.compile(r"mediat|broker|host|facilitat|shuttl|between", re.IGNORECASE)
PLACE_STANDS = "place-stands-for-people"
_STATE_BODIES = frozenset({"GOV", "MIL", "JUD", "LEG"})
_HOSTS = re.compile(  # before a place where those who meet are guests
    r"\b(?:talks|conference|summit|meeting|negotiations|session|met|meets?|agreed?|signed|accord|deal)\s+(?:[a-z]+\s+){0,3}(?:in|at)\s+(?:the\s+)?(?:[A-Z]\w+\s+)?$"
)
_PARAGRAPH = re.compile(r"[^\n]+")
_OPENS_IN = re.compile(
    r"\s*(?:[Ii]n|[Aa]t|[Bb]ack in)\s+(?:the\s+(?:[a-z]+\s+){0,2}(?:city|capital|town|port|village)\s+(?:of\s+)?)?(?=[A-Z])"
)
_WITH = re.compile(r"\bwith (?:the )?$", re.IGNORECASE)
_HE = re.compile(r"he|she", re.IGNORECASE)
_PRONOUN = re.compile(r"he|she|it|they|we|i|you", re.IGNORECASE)
_IN_PART = frozenset({"name and noun", "adjective and noun", "organisation and noun", "group and noun", "people"})
LEAST_SUM = 1000  # of money without a currency
_GIVEN = frozenset({"aid", "forces"})
_OF_OTHERS = frozenset(
    {"forces", "killed", "injured", "detained", "displaced", "cases", "votes"}
)  # that somebody counts
_TELEPHONE = re.compile(r"\d+-\d{3}-\d{3,}")
_COUNTS_OTHERS = re.compile(
    r"\s(?:put|puts|has put|had put|estimates?|estimated)\s+(?:(?:their|the)\s+(?:total\s+)?(?:number|strength|size|total|toll|figure)"
    r"|the\s+dead)\b"
)
_VOTES_FOR = re.compile(r"\s+(?:votes\s+)?for\s+(?:the\s+)?[\w]")
_BETWEEN_TWO = re.compile(
    r"\bbetween\s+(?:the\s+two|both|them)\b|\b(?:two-way|bilateral|mutual)\s+(?:trade|commerce)\b", re.IGNORECASE
)
_AND_BEFORE = re.compile(r"(?:\b(?:and|while)|,|;)\s+$")
_FROM_WHOM = re.compile(r"\s+(?:is to come |to come |coming |came |comes )?from (?:the )?")


class _Resolving:
    """One document being resolved: its story, and who is named in it."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.days = Days(story)
        self.where = Where(story, self.named)
        self.counts = Counts(story)
        self.searched: set[int] = set()  # where the sentences begin whose places and states the actors know
        self.known: dict[tuple[int, int], tuple[Actor, ...]] = {}
        resources = story.resources
        self.actors = ActorResolver(resources.actors, on=story.coded.document.published, gazetteer=resources.gazetteer)

    def whole(self) -> Coded:
        self.known = self._identified()
        return replace(
            self.story.coded,
            events=self.counts.each_its_own(_without_victims([self._event(e) for e in self.story.coded.events])),
            figures=self._in_money([self._figure(f) for f in self.story.coded.figures]),
            relations=tuple(self._relation(r) for r in self.story.coded.relations),
            quotes=self._quotes(),
        )

    def named(self, actors: Sequence[Actor]) -> tuple[Actor, ...]:
        """The actors, identified: one for each state that a mention joins, each as sure of its part as it was."""
        return tuple(
            one
            if (one.confidence, one.alleged) == (a.confidence, a.alleged)
            else replace(one, confidence=a.confidence, alleged=a.alleged)
            for a in actors
            for one in self.known[a.start, a.end]
        )

    def _identified(self) -> dict[tuple[int, int], tuple[Actor, ...]]:
        """Every actor, in text order; persons whom the text names elsewhere explain short names too."""
        found = {}
        mentions, items = self._mentions(), list(self.story.items)
        scenes = self._scenes()
        persons = [p for p in self._persons() if not any(a.start < p.end and p.start < a.end for a, _ in mentions)]
        for actor, sentence in mentions:
            while items and items[0].start <= actor.start:
                _, home, at_home, abroad, two, _ = items.pop(0)
                self.actors.stand(home, at_home=at_home, abroad=abroad, two=two, union=self.story.union)
            while persons and persons[0].start < actor.start:
                self.actors.meet(persons.pop(0).text)
            self.actors.scene = next((place for end, place in scenes if actor.start < end), None)
            found[actor.start, actor.end] = self.each(actor, sentence)
        return found

    def _scenes(self) -> list[tuple[int, str | None]]:
        """Where each paragraph ends, and the country of the town it begins in: "In Wellington the government ..."."""
        found = []
        for paragraph in _PARAGRAPH.finditer(self.story.clean):
            opens = _OPENS_IN.match(paragraph[0])
            at = paragraph.start() + opens.end() if opens else -1
            place = next((p for p in self.story.places if p.start == at and p.precision not in VAGUE), None)
            found.append((paragraph.end(), place.country if place else None))
        return found

    def _persons(self) -> list[Span]:
        """Where the text names a known person in full."""
        spans = [
            (self.story.words[n.first].start, self.story.words[n.last - 1].end)
            for n in self.story.names
            if n.entity.kind == "person" and n.last - n.first > 1
        ]
        return [Span(text=self.story.text[start:end], start=start, end=end) for start, end in sorted(spans)]

    def _mentions(self) -> list[tuple[Actor, Span]]:
        """Every actor with its own sentence, once, in text order, so that a full name comes before its short forms."""
        found = [(a, e.sentence) for e in self.story.coded.events for a in (*e.actors, *e.recipients, *e.said_by)]
        found += [(a, f.sentence) for f in self.story.coded.figures for a in f.holders]
        found += [(a, r.sentence) for r in self.story.coded.relations for a in r.sides]
        found += [(q.speaker, q.content) for q in self.story.coded.quotes if q.speaker]
        once = {(a.start, a.end): (a, self._sentence_of(a, near)) for a, near in found}
        return sorted(once.values(), key=lambda x: (x[0].start, x[0].end))

    def _sentence_of(self, actor: Actor, near: Span) -> Span:
        """The sentence that a mention stands in, which may be before that of its event; else that of the event."""
        found = self.story.sentence_at(actor.start)
        if found is None or actor.end > found.end:
            return Span(text=near.text, start=near.start, end=near.end)
        return Span(text=self.story.text[found.start : found.end], start=found.start, end=found.end)

    def each(self, actor: Actor, sentence: Span) -> tuple[Actor, ...]:
        """Who a mention names, in its sentence."""
        if sentence.start not in self.searched:
            self.searched.add(sentence.start)
            inside = self.story.inside(sentence.start, sentence.end)
            self.actors.know_places(sentence.text, [p for p in inside if self._tells_country(p)])
            first, last = (bisect_left(self.story.states, (at,)) for at in (sentence.start, sentence.end))
            told = (c for at, c in self.story.states[first:last] if not self.story.is_filed(at))
            self.actors.know_states(sentence.text, told)
        begun = self.story.begun(actor.start, actor.end)  # "Idlib" begins "Idlib province"
        self.actors.know_places(actor.text, begun)
        each = self.actors.resolve_each(actor.text, sentence.text, max(actor.start - sentence.start, 0))
        self.story.countries.update(found.country for found in each if found.country)
        return tuple(
            Actor(
                text=actor.text,
                start=actor.start,
                end=actor.end,
                name=found.name,
                actor_id=found.actor_id,
                country=found.country,
                sectors=tuple(found.sectors),
                code=found.code,
                rule=found.rule,
                confidence=actor.confidence,
                alleged=actor.alleged,
            )
            for found in each
        )

    def _tells_country(self, place: Place) -> bool:
        """Whether a place tells whose the police or the government of its sentence are: not where it only hosts talks."""
        hosts = _HOSTS.search(self.story.text, max(0, place.start - BEFORE), place.start)
        seat = self.story.union and place.country == "BEL"
        filed = self.story.is_filed(place.start)
        return not (hosts or seat or filed or self.story.acts(place) or self.story.standing(place)[1])

    def _event(self, event: Event) -> Event:
        when, past = self.days.of(event)
        where = self.where.of(event)
        others = (
            self.days.came_after(event),
            ANSWERED.search(self.story.text, event.sentence.start, event.trigger.start),
        )
        if where and any(other and where.start < other.start() for other in others):
            where = None  # that of what came after it
        recipients = tuple(self._local(event, self._town(event, one), where) for one in self.named(event.recipients))
        if event.type == "RETREAT":  # a town left is where it was, no recipient
            stands = PLACE_STANDS in event.rules and where is not None and where.precision not in VAGUE
            recipients = () if stands else tuple(one for one in recipients if not self._is_town(one))
        actors = tuple(self._local(event, one, where) for one in self.named(event.actors))
        event = _on_own_ground(event, actors, where)
        return replace(
            event,
            status="historical" if past else event.status,
            rules=(*event.rules, "long-past-is-historical") if past else event.rules,
            actors=actors,
            recipients=recipients,
            said_by=self.named(event.said_by),
            when=when,
            where=where,
            counts=self.counts.of(event),
        )

    def _town(self, event: Event, side: Actor) -> Actor:
        """A side; if it is a town that only the gazetteer knows, of the country it lies in."""
        if side.country or side.sectors or not side.text[:1].isupper():
            return side
        gazetteer = self.story.resources.gazetteer  # what is refused here is no place of the document either
        place = resolve_place(side.text, countries=self.story.countries, near=self.story.near[-5:], gazetteer=gazetteer)
        if place is None or not place.country or self.story.is_namesake(place):
            return side
        if self.where.is_elsewhere(side.text, place.country, event):
            return side
        return replace(side, country=place.country, code=place.country, rule="town")

    def _local(self, event: Event, side: Actor, where: Place | None) -> Actor:
        """Who was put in the home country for want of better, of an arrest or attack elsewhere: of where the text has it."""
        told = event.where is not None and self.story.paragraphs_before(event.sentence.start, 1) <= event.where.start
        if event.type not in LOCAL or side.rule != "home" or not told or not where or not where.country:
            return side
        if where.country == side.country or "MIL" in side.sectors or "-of-the-" in (where.rule or ""):
            return side  # where it was done is not told, but taken from the sides
        found = self.actors.placed(side.sectors, where.country, "where it was done")
        return replace(
            side, name=found.name, actor_id=found.actor_id, country=found.country, code=found.code, rule=found.rule
        )

    def _is_town(self, side: Actor) -> bool:
        known = self.story.known(side.start, side.end)
        return side.rule == "town" or (known is not None and known.precision in {"city", "site"} and not side.actor_id)

    def _figure(self, figure: Figure) -> Figure:
        value = self.counts.quantity(figure.value)
        beside = self._beside(figure)
        where = figure.where if not (beside and figure.where and _overlap(beside, figure.where)) else None
        return replace(
            figure,
            value=value,
            holders=(beside,) if beside else self._holders(figure),
            where=self.story.place(where) if where else None,
            when=self.days.time(figure.when) if figure.when else None,
        )

    def _holders(self, figure: Figure) -> tuple[Actor, ...]:
        """Whose a figure is: not who counts ("Iraq puts their number at 650"), nor whom a vote was lost to.

        Trade between "the two" is that of both states of the story.
        """
        value = figure.value
        counts = _COUNTS_OTHERS.search(self.story.text, figure.sentence.start, value.start)
        lost = figure.kind == "votes" and _VOTES_FOR.match(self.story.text, value.end)
        before = counts.start() + 1 if counts else value.start if lost else 0
        holders = self.named([a for a in figure.holders if figure.kind not in _OF_OTHERS or a.start >= before])
        if figure.kind != "trade" or not _BETWEEN_TWO.search(figure.sentence.text):
            return holders
        item = next(item for item in reversed(self.story.items) if item.start <= value.start)
        told = {side.country for side in holders if side.country}
        pair = {country for country in (item.home, item.abroad) if country}
        if len(told) > 1 or len(pair) != 2 or not item.two or not told <= pair:
            return holders
        missing = [self.story.last_named(country, value.start) for country in sorted(pair - told)]
        return (*(side for side in holders if side.country), *(side for side in missing if side))

    def _beside(self, figure: Figure) -> Actor | None:
        """The state right beside a sum or a force: "Chad promised $5 million and | Mali $3 million", "9 million from Italy"."""
        value = figure.value
        if figure.kind not in _GIVEN:
            return None
        for name in (n for n in self.story.names if n.entity.kind == "state" and n.role == "name"):
            start, end = self.story.words[name.first].start, self.story.words[name.last - 1].end
            gap = self.story.text[end : value.start] if end < value.start else None
            joined = gap == " " and _AND_BEFORE.search(self.story.text, max(0, start - NAMED_WITHIN), start)
            behind = start > value.end and _FROM_WHOM.fullmatch(self.story.text, value.end, start)
            if joined or (behind and figure.kind == "aid"):
                return Actor(
                    text=self.story.text[start:end], start=start, end=end, name=name.entity.name, actor_id=name.entity.actor_id,
                    country=name.entity.country, code=name.entity.country, rule="beside-the-number",
                )  # fmt: skip
        return None

    def _in_money(self, figures: Sequence[Figure]) -> tuple[Figure, ...]:
        """The figures without telephone numbers; a sum without a currency is of that of the sum told last before it."""
        found: list[Figure] = []
        money: str | None = None
        for figure in sorted(figures, key=lambda f: f.value.start):
            value = figure.value
            if value.low is None and value.high is None and _TELEPHONE.search(value.text):
                continue
            if figure.kind in {"aid", "trade"}:
                money = value.unit if value.unit and value.unit.isupper() else money
                if value.unit is None and money and (value.low or value.high or 0) >= LEAST_SUM:
                    value = replace(value, unit=money)
            found.append(replace(figure, value=value))
        order = [figure.figure_id for figure in figures]
        return tuple(sorted(found, key=lambda f: order.index(f.figure_id)))

    def _relation(self, relation: Relation) -> Relation:
        return replace(
            relation,
            sides=self._both_sides(relation),
            when=self.days.time(relation.when) if relation.when else None,
        )

    def _both_sides(self, relation: Relation) -> tuple[Actor, ...]:
        """The sides of a statement on relations; where it tells one state or none, the two that the story is about."""
        sides = self.named(relation.sides)
        item = next(item for item in reversed(self.story.items) if item.start <= relation.trigger.start)
        told = {side.country for side in sides if side.country}
        pair = {country for country in (item.home, item.abroad) if country}
        stately = all(not side.sectors or _STATE_BODIES & set(side.sectors) for side in sides)
        if len(sides) > 1 or not stately:
            return sides
        if (
            len(told) == 1
            and item.home
            and any(_WITH.search(self.story.text, max(0, side.start - NAMED_WITHIN), side.start) for side in sides)
        ):
            pair = told | {item.home}  # "relations with Washington" are those of home
        elif not item.two or not told <= pair:
            pair = told | self._named_beside(relation, told)
        if len(pair) != 2:
            return sides
        kept = tuple(side for side in sides if side.country)
        missing = [self.story.last_named(country, relation.trigger.start) for country in sorted(pair - told)]
        return (*kept, *(side for side in missing if side))

    def _named_beside(self, relation: Relation, told: set[str]) -> set[str]:
        """The states that the paragraph names before a statement, besides those it tells."""
        start = self.story.text.rfind("\n", 0, relation.trigger.start) + 1
        return {country for at, country in self.story.states if start <= at < relation.trigger.start} - told

    def _quotes(self) -> tuple[Quote, ...]:
        """Every quote with its speaker; "he" is whoever spoke last before, if that is one person."""
        found, last = [], None
        for quote in self.story.coded.quotes:
            speaker = self.named([quote.speaker])[0] if quote.speaker else None
            if speaker and _HE.fullmatch(speaker.text):
                speaker = _as_before(speaker, last) if last and speaker.start - last.end < SPOKE else speaker
            last = speaker if speaker and _is_one(speaker) else last
            found.append(replace(quote, speaker=speaker))
        return tuple(found)


def resolve(
    coded: Coded, resources: Resources, datelines: Sequence[Span] = (), sentences: Sequence[Sentence] = ()
) -> Coded:
    """Identify everything in a document.

    Args:
        coded: the document with what was coded.
        resources: the tables.
        datelines: the places it was filed from: one, or one for each item of a round-up.
        sentences: of the story, in order; a toll told in the sentence after its event is found by them.
    """
    if not (coded.events or coded.figures or coded.relations or coded.quotes):
        return coded
    return _Resolving(Story(coded, resources, datelines, sentences)).whole()


def _on_own_ground(event: Event, actors: Sequence[Actor], where: Place | None) -> Event:
    """Two sides that meet in the country of one of them meet on no third party's ground, unless one mediates."""
    countries = {side.country for side in actors if side.country}
    own = where is not None and where.country in countries and len(countries) == TWO
    if THIRD not in event.modes or not own or _MEDIATES.search(event.trigger.text):
        return event
    modes = tuple(mode for mode in event.modes if mode != THIRD)
    about, about_modes = (event.about.type, event.about.modes) if event.about else (None, ())
    return replace(
        event,
        modes=modes,
        score=ontology.score(event.type, modes),
        cameo=ontology.cameo(event.type, modes, about, about_modes, event.contexts),
        rules=(*event.rules, "own-ground-is-no-third-party"),
    )


def _without_victims(events: Sequence[Event]) -> list[Event]:
    """The events; who is named in another sentence than an attack is no doer of it who was killed in one himself.

    Nor is who was hit by it, if that is not sure.
    """
    attacks = [e for e in events if e.type == "ASSAULT"]
    hit = {side.actor_id for e in attacks for side in e.recipients if (side.actor_id or "").startswith("person:")}

    def stray(event: Event, doer: Actor) -> bool:
        here = event.sentence.start <= doer.start < event.sentence.end
        own = doer.actor_id in {side.actor_id for side in event.recipients}
        doubtful = doer.confidence is not None and doer.confidence < UNSURE
        return doer.actor_id is not None and not here and (doer.actor_id in hit or (own and doubtful))

    return [
        replace(e, actors=tuple(a for a in e.actors if not stray(e, a))) if e.type == "ASSAULT" else e for e in events
    ]


def _is_one(speaker: Actor) -> bool:
    """Whether a speaker is one person: no state, organisation or group as such, no pronoun, no plural."""
    whole = (speaker.actor_id or "").startswith(("state:", "organisation:", "group:")) and speaker.rule not in _IN_PART
    many = speaker.text.rstrip().endswith("s") and not speaker.text.split()[-1][:1].isupper()
    thing = not speaker.sectors and speaker.text.islower()  # "the report", "a resolution"
    return not whole and not many and not thing and not _PRONOUN.fullmatch(speaker.text)


def _as_before(pronoun: Actor, last: Actor) -> Actor:
    """A pronoun that is who spoke before."""
    return replace(
        last,
        text=pronoun.text,
        start=pronoun.start,
        end=pronoun.end,
        name=last.name or last.text,
        rule="who-spoke-before",
    )


def _overlap(one: Actor, other: Place) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end
