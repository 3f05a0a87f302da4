"""A coded document -> the same, with every actor, place, date and number identified as far as its words allow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.records import Actor, Coded, Event, Figure, Place, Quantity, Quote, Relation, Span, Time
from dragoman.resolve.actors import ActorResolver, ActorTable
from dragoman.resolve.dates import find_times, resolve_time
from dragoman.resolve.numbers import parse_quantity
from dragoman.resolve.places import Gazetteer, resolve_place

BEFORE = 80  # characters that tell whether a time lies ahead


@dataclass(frozen=True, slots=True)
class Resources:
    """The tables that resolving needs, loaded once."""

    actors: ActorTable
    gazetteer: Gazetteer

    @classmethod
    def load(cls) -> Resources:
        """The packaged tables."""
        return cls(ActorTable.load(), Gazetteer.load())


def resolve(coded: Coded, resources: Resources, dateline: Span | None = None) -> Coded:
    """Identify everything in a document; `dateline` is the place it was filed from."""
    return _Resolving(coded, resources, dateline).whole()


class _Resolving:
    """One document being resolved: its anchor date, home country, places so far and named actors."""

    def __init__(self, coded: Coded, resources: Resources, dateline: Span | None) -> None:
        self.coded = coded
        self.text = coded.document.text
        self.resources = resources
        self.countries: Counter[str] = Counter()
        self.near: list[tuple[float, float]] = []
        self.said: date | None = self._first_day()
        filed = dateline and self.place(Place(text=dateline.text, start=dateline.start, end=dateline.end))
        self.home = filed.country if filed else None
        self.actors = ActorResolver(resources.actors, on=coded.document.published, home=self.home)

    def whole(self) -> Coded:
        known = {(a.start, a.end, s.start): self.actor(a, s) for a, s in self._mentions()}

        def named(actors: Sequence[Actor], sentence: Span) -> tuple[Actor, ...]:
            return tuple(known[a.start, a.end, sentence.start] for a in actors)

        return replace(
            self.coded,
            events=tuple(self._event(e, named) for e in self.coded.events),
            figures=tuple(self._figure(f, named) for f in self.coded.figures),
            relations=tuple(self._relation(r, named) for r in self.coded.relations),
            quotes=tuple(self._quote(q) for q in self.coded.quotes),
        )

    def _mentions(self) -> list[tuple[Actor, Span]]:
        """Every actor with its sentence, in text order, so that a full name comes before its short forms."""
        found = [(a, e.sentence) for e in self.coded.events for a in (*e.actors, *e.recipients, *e.said_by)]
        found += [(a, f.sentence) for f in self.coded.figures for a in f.holders]
        found += [(a, r.sentence) for r in self.coded.relations for a in r.sides]
        return sorted(found, key=lambda x: (x[0].start, x[0].end))

    def actor(self, actor: Actor, sentence: Span) -> Actor:
        found = self.actors.resolve(actor.text, sentence.text, actor.start)
        if found.country:
            self.countries[found.country] += 1
        return replace(
            actor,
            name=found.name,
            actor_id=found.actor_id,
            country=found.country,
            sectors=tuple(found.sectors),
            code=found.code,
            rule=found.rule,
        )

    def place(self, place: Place) -> Place:
        found = resolve_place(
            place.text, countries=self.countries, near=self.near[-5:], gazetteer=self.resources.gazetteer
        )
        if found is None:
            return place
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

    def time(self, time: Time) -> Time:
        """The time read; words that say no time of their own are widened to the expression they touch."""
        found = self._read(time)
        if found.value:
            return found
        head = max(0, time.start - BEFORE)
        for wider in find_times(self.text[head : time.end + BEFORE]):
            start, end = head + wider.start, head + wider.end
            if start <= time.end + 1 and time.start <= end + 1:
                return self._read(Time(text=self.text[start:end], start=start, end=end))
        return found

    def _read(self, time: Time) -> Time:
        before = self.text[max(0, time.start - BEFORE) : time.start]
        found = resolve_time(time.text, self.coded.document.published or self.said, before=before, reference=self.said)
        return replace(
            time,
            value=found.value,
            start_day=found.start_day,
            end_day=found.end_day,
            precision=found.precision,
            basis=found.basis,
            rule=found.rule,
        )

    def quantity(self, quantity: Quantity) -> Quantity:
        low, high, unit = parse_quantity(quantity.text)
        return replace(quantity, low=low, high=high, unit=unit)

    def _event(self, event: Event, named: Callable[[Sequence[Actor], Span], tuple[Actor, ...]]) -> Event:
        return replace(
            event,
            actors=named(event.actors, event.sentence),
            recipients=named(event.recipients, event.sentence),
            said_by=named(event.said_by, event.sentence),
            when=self.time(event.when) if event.when else self._day_of(event.sentence),
            where=self.place(event.where) if event.where else None,
            counts={name: self.quantity(q) for name, q in event.counts.items()},
        )

    def _figure(self, figure: Figure, named: Callable[[Sequence[Actor], Span], tuple[Actor, ...]]) -> Figure:
        return replace(
            figure,
            value=self.quantity(figure.value),
            holders=named(figure.holders, figure.sentence),
            where=self.place(figure.where) if figure.where else None,
            when=self.time(figure.when) if figure.when else None,
        )

    def _relation(self, relation: Relation, named: Callable[[Sequence[Actor], Span], tuple[Actor, ...]]) -> Relation:
        return replace(
            relation,
            sides=named(relation.sides, relation.sentence),
            when=self.time(relation.when) if relation.when else None,
        )

    def _quote(self, quote: Quote) -> Quote:
        sentence = Span(text=quote.content.text, start=quote.content.start, end=quote.content.end)
        return replace(quote, speaker=self.actor(quote.speaker, sentence) if quote.speaker else None)

    def _day_of(self, sentence: Span) -> Time | None:
        """The only day that the sentence of an event names, where the tagger gave it none."""
        found = find_times(sentence.text)
        if len(found) != 1:
            return None
        start = sentence.start + found[0].start
        time = self.time(Time(text=found[0].text, start=start, end=start + len(found[0].text)))
        if time.precision not in {"day", "time"}:
            return None
        return replace(time, rule="only-day-of-sentence")

    def _first_day(self) -> date | None:
        """The first full date of the text: the anchor of a document without a date of its own."""
        for found in find_times(self.text):
            value = resolve_time(found.text, None)
            if value.precision == "day" and value.start_day:
                return value.start_day
        return None
