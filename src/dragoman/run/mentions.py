"""Mentions of one document as they leave the house: {doc_id, kind, text, start, end, ...}."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from dragoman.coding.quotes import quotes
from dragoman.records import Place, Tagged
from dragoman.resolve.actors import ActorResolver, main_country
from dragoman.resolve.dates import times
from dragoman.resolve.names import split_words
from dragoman.resolve.numbers import find_quantities
from dragoman.resolve.places import find_places
from dragoman.resolve.resources import Resources
from dragoman.resolve.table import Named


def mentions(tagged: Tagged, resources: Resources) -> list[dict[str, Any]]:
    """Actors, places, times, quantities and quotes of a document in text order, identified; furniture is left out."""
    text, document = tagged.document.text, tagged.document
    story = [(s.start, s.end) for s in tagged.sentences]
    named = resources.actors.named(split_words(text), on=document.published)
    places = find_places(text, resources.gazetteer, resources.actors, named)
    found = [
        *_actors(tagged, resources, places, named),
        *(
            {"kind": "place", "text": p.text, "start": p.start, "end": p.end, "name": p.name, "country": p.country}
            | {"lat": p.lat, "lon": p.lon, "geonameid": p.geonameid}
            for p in places
        ),
        *(
            {"kind": "time", "text": t.text, "start": t.start, "end": t.end, "value": t.value, "basis": t.basis}
            | {"from": t.start_day and t.start_day.isoformat(), "to": t.end_day and t.end_day.isoformat()}
            for t in times(text, document.published)
        ),
        *(
            {"kind": "quantity", "text": q.text, "start": q.start, "end": q.end, "low": q.low, "high": q.high}
            | {"unit": q.unit}
            for q in find_quantities(text)
        ),
    ]
    inside = [m for m in found if any(a <= m["start"] and m["end"] <= b for a, b in story)]
    said = [
        {"kind": "quote", "text": q.content.text, "start": q.content.start, "end": q.content.end, "direct": q.direct}
        | {"speaker": q.speaker and q.speaker.text, "cue": q.cue and q.cue.text}
        for q in quotes(text, document.doc_id, tagged.sentences)
    ]
    return [{"doc_id": document.doc_id} | m for m in sorted(inside + said, key=lambda m: (m["start"], m["end"]))]


def _actors(
    tagged: Tagged, resources: Resources, places: Sequence[Place], named: Sequence[Named]
) -> list[dict[str, Any]]:
    text, on = tagged.document.text, tagged.document.published
    home, at_home = main_country(named, split_words(text), text)
    abroad, _ = main_country(named, split_words(text), text, besides=home)
    resolver = ActorResolver(
        resources.actors, on=on, home=home, at_home=at_home, abroad=abroad, gazetteer=resources.gazetteer
    )
    sentences = [(s.start, text[s.start : s.end]) for s in tagged.sentences]
    found = []
    for start, end in sorted({(m.start, m.end) for m in tagged.mentions if m.kind == "actor"}):
        sentence_start, sentence = sentences[bisect_right(sentences, start, key=lambda s: s[0]) - 1]
        resolver.know_places(sentence, _within(places, sentence_start, sentence_start + len(sentence)))
        if own := _within(places, start, end):
            resolver.know_places(text[start:end], own)
        known = resolver.resolve(text[start:end], sentence, start - sentence_start)
        found.append(
            {"kind": "actor", "text": text[start:end], "start": start, "end": end, "name": known.name}
            | {"country": known.country, "code": known.code}
        )
    return found


def _within(places: Sequence[Place], start: int, end: int) -> list[Place]:
    return [p for p in places if start <= p.start and p.end <= end]
