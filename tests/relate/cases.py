"""The cases of tests/relate/cases: reports with the group that each belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.relate import Report, report

FOLDER = Path(__file__).parent / "cases"
PLACES = {  # degrees
    "Baghdad": (33.34, 44.40), "Baghdad airport": (33.26, 44.23), "Taji": (33.52, 44.27), "Ain al-Asad": (33.79, 42.44),
    "Erbil": (36.19, 44.01), "Qaim": (34.37, 41.09), "Qayyarah": (35.80, 43.29), "Kirkuk": (35.47, 44.39),
    "Altun Kupri": (35.75, 44.14), "Nasiriyah": (31.04, 46.26), "Karbala": (32.61, 44.02), "Mosul": (36.34, 43.13),
    "Tikrit": (34.61, 43.68), "Ankara": (39.93, 32.86), "Istanbul": (41.01, 28.95), "Idlib": (35.93, 36.63),
    "Douma": (33.57, 36.40), "Damascus": (33.51, 36.29), "Maiduguri": (11.85, 13.16), "Damaturu": (11.75, 11.96),
    "Maroua": (10.59, 14.32), "Chibok": (10.87, 12.85), "Dapchi": (12.49, 11.50), "Moscow": (55.75, 37.62),
    "Washington": (38.90, -77.04), "Naypyidaw": (19.75, 96.12), "Bamako": (12.65, -8.00), "Brussels": (50.85, 4.35),
    "Kathmandu": (27.70, 85.32), "Riyadh": (24.69, 46.72), "Beirut": (33.89, 35.50), "Cairo": (30.06, 31.25),
    "Rafah": (31.28, 34.24), "Tehran": (35.69, 51.42), "Juba": (4.85, 31.58), "Yei": (4.09, 30.68), "Paris": (48.85, 2.35),
    "London": (51.51, -0.13), "Singapore": (1.29, 103.85), "Hanoi": (21.03, 105.85), "Berlin": (52.52, 13.41),
    "Bogota": (4.61, -74.08), "Kabul": (34.53, 69.17), "Kandahar": (31.61, 65.71), "Abqaiq": (25.93, 49.67),
    "Vladivostok": (43.11, 131.87), "Seoul": (37.57, 126.98), "Panama City": (8.99, -79.52), "Havana": (23.13, -82.38),
    "Geneva": (46.20, 6.15), "Hong Kong": (22.28, 114.16), "Gibraltar": (36.14, -5.35), "Galwan": (34.75, 78.17),
    "Tawang": (27.59, 91.86),
}  # fmt: skip
COUNTRIES = {"Kuwait": "KWT"}


def cases(name: str) -> tuple[list[Report], list[int]]:
    """Reports of one file, and the group of each."""
    found = [(int(line.split("|")[0]), _report(n, line)) for n, line in enumerate(_lines(name))]
    return [r for _, r in found], [g for g, _ in found]


def _lines(name: str) -> Iterator[str]:
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "==")):
            yield line


def _report(number: int, line: str) -> Report:
    _, published, kind, actors, recipients, place, day, killed, sentence = (part.strip() for part in line.split("|"))
    when = {"from": date.fromisoformat(day), "to": date.fromisoformat(day)} if day else None
    return report(row(number, date.fromisoformat(published), kind, actors, recipients, place, when, killed, sentence))


def row(
    number: int,
    published: date,
    kind: str,
    actors: str,
    recipients: str,
    place: str,
    when: dict[str, date] | None,
    killed: str,
    sentence: str,
) -> dict[str, Any]:
    """A stored event as `relate` reads it."""
    label, status = kind.split()
    low = float(killed or 0)
    toll = {"text": killed, "start": 0, "end": 0, "low": low, "high": low, "unit": None}
    lat, lon = PLACES.get(place, (None, None))
    where = {"name": place, "country": COUNTRIES.get(place), "lat": lat, "lon": lon}
    return {
        "event_id": f"e{number:04d}",
        "doc_id": f"d{number:04d}",
        "published": published,
        "publisher": f"paper {number % 4}",
        "type": label,
        "modes": [],
        "status": status,
        "trigger": {"text": sentence},
        "sentence": {"text": sentence, "start": 0, "end": len(sentence)},
        "actors": _actors(actors),
        "recipients": _actors(recipients),
        "when": when,
        "where": where | {"precision": "city" if lat else "country"} if place else None,
        "counts": {"killed": toll} if killed else {},
        "quad": 4,
        "score": -9.0,
        "confidence": 0.8,
    }


def _actors(text: str) -> list[dict[str, Any]]:
    return [_actor(part.strip()) for part in text.split(";") if part.strip() not in {"", "-"}]


def _actor(code: str) -> dict[str, Any]:
    code, _, name = code.partition(":")
    return {
        "text": name or code,
        "start": 0,
        "end": 0,
        "name": name or None,
        "actor_id": f"person:{name.lower().replace(' ', '-')}" if name else None,
        "country": code[:3],
        "sectors": [],
        "code": code,
    }
