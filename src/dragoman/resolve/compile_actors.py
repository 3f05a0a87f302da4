"""Compiles the YAML of `data/actors` into `data/actors.json`: `python -m dragoman.resolve.compile_actors`.

Needed only after a change of the YAML (and needs PyYAML); a test keeps the two in step.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import msgspec
import yaml

from dragoman.resolve.names import name_key
from dragoman.resolve.table import Compiled, Entity, Term

DATA = Path(__file__).parent.parent / "data"
SOURCES = ("countries", "organisations", "groups", "people", "sectors")
_PLURALS = {"man": "men", "woman": "women", "child": "children", "person": "persons", "thief": "thieves"}
_PARTICLES = {
    "al",
    "el",
    "ul",
    "bin",
    "ben",
    "ibn",
    "von",
    "van",
    "de",
    "da",
    "dos",
    "del",
    "della",
    "di",
    "du",
    "la",
    "le",
    "abu",
    "ould",
}
_BODIES = {"UN": "UNO", "NATO": "NAT", "EU": "EUR", "AU": "AFU", "Arab": "ARL"}  # of the people of organisations
_SHORT = 5  # letters: a name in capitals up to here is an acronym, matched in capitals only


def digest(folder: Path) -> str:
    """Hash of the YAML sources, the same on any machine."""
    return hashlib.sha256(b"".join((folder / f"{name}.yaml").read_bytes() for name in SOURCES)).hexdigest()


def compile_actors(folder: Path) -> Compiled:
    """The table made from the YAML files of a folder; raises ValueError naming a bad entry."""
    files = {name: yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8")) for name in SOURCES}
    table = _Builder()
    table.add_countries(files["countries"])
    table.add_organisations(files["organisations"])
    table.add_groups(files["groups"])
    table.add_people(files["people"])
    nouns, colours = _nouns(files["sectors"]["sectors"])
    return Compiled(
        digest=digest(folder),
        entities=table.entities,
        names={key: tuple(held) for key, held in sorted(table.names.items())},
        surnames={key: tuple(held) for key, held in sorted(table.surnames.items())},
        acronyms=sorted(table.acronyms),
        nouns=dict(sorted(nouns.items())),
        colours=dict(sorted(colours.items())),
        titles=sorted({name_key(t) for s in files["sectors"]["sectors"].values() for t in s.get("titles", [])}),
        neutral=dict(
            sorted((key, sector or "") for noun, sector in files["sectors"]["neutral"].items() for key in _forms(noun))
        ),
        elite=sorted(files["sectors"]["elite"]),
        iso2={data["iso2"]: code for code, data in files["countries"].items()},
    )


class _Builder:
    """Collects entities and the names that lead to them."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self.names: dict[str, list[tuple[int, str]]] = {}
        self.surnames: dict[str, list[int]] = {}
        self.acronyms: set[str] = set()
        self._people: dict[tuple[str, str], int] = {}

    def add_countries(self, countries: dict[str, Any]) -> None:
        for code, data in countries.items():
            index = self._add(Entity(f"state:{code}", data["name"], "state", code))
            for role, field in (("name", "aliases"), ("adjective", "adjectives"), ("people", "people")):
                self._name(index, role, [data["name"]] * (role == "name") + data.get(field, []))
            self._name(index, "seat", data.get("capitals", []) + data.get("seats", []))

    def add_organisations(self, organisations: dict[str, Any]) -> None:
        for name, data in organisations.items():
            self._add_named(name, data, "organisation", data["country"], data.get("sectors", []))

    def add_groups(self, groups: dict[str, Any]) -> None:
        for country, by_sector in groups.items():
            for sectors, members in by_sector.items():
                for name, data in members.items():
                    known = {"aliases": data} if isinstance(data, list) else data or {}
                    self._add_named(name, known, "group", country, sectors.split("+"))

    def _add_named(self, name: str, data: dict[str, Any], kind: str, country: str, sectors: list[str]) -> None:
        terms = [_term(span, sector) for sector, spans in data.get("terms", {}).items() for span in spans.split(",")]
        entity = Entity(
            f"{kind}:{name_key(name).replace(' ', '-')}",
            name,
            kind,
            country,
            tuple(sectors),
            data.get("code", ""),
            tuple(terms),
        )
        self._name(self._add(entity), "name", [name, *data.get("aliases", [])])

    def add_people(self, people: dict[str, Any]) -> None:
        for country, offices in people.items():
            for office, holders in offices.items():
                sector = _office_sector(country, office)
                for names, spans in holders.items():
                    self._person(country, office, sector, [part.strip() for part in names.split("|")], str(spans))

    def _person(self, country: str, office: str, sector: str, names: list[str], spans: str) -> None:
        terms = tuple(_term(span, sector, office) for span in spans.split(","))
        index = self._people.get((country, names[0]))
        if index is None:
            code = _BODIES.get(office.split(" ", maxsplit=1)[0], "") if country == "IGO" else ""
            entity = Entity(f"person:{name_key(names[0]).replace(' ', '-')}", names[0], "person", country, (), code)
            index = self._people[country, names[0]] = self._add(entity)
            self._name(index, "name", names)
            for surname in {_surname(name) for name in names if " " in name}:
                self.surnames.setdefault(surname, []).append(index)
        known = self.entities[index]
        self.entities[index] = msgspec.structs.replace(known, terms=known.terms + terms)

    def _add(self, entity: Entity) -> int:
        self.entities.append(entity)
        return len(self.entities) - 1

    def _name(self, index: int, role: str, names: list[str]) -> None:
        for name in names:
            key = name_key(name)
            if not key:
                raise ValueError(f"empty name of {self.entities[index].name}")
            holders = self.names.setdefault(key, [])
            if all(index != known for known, _ in holders):
                holders.append((index, role))
            letters = re.sub(r"[^\w]", "", name)
            if letters.isupper() and len(letters) <= _SHORT:
                self.acronyms.add(key)


def _office_sector(country: str, office: str) -> str:
    """Sector of an office; one written in capitals is a sector itself."""
    if office.isupper() or country == "IGO":
        return office if office.isupper() else ""
    for start, sector in (("defence", "GOV+MIL"), ("army", "MIL"), ("speaker", "LEG"), ("pope", "REL")):
        if office.startswith(start):
            return sector
    return "GOV"


def _term(span: str, sector: str, office: str = "") -> Term:
    """A term of office from "2005-05/2006-05"; an open end is empty."""
    since, _, until = span.strip().partition("/")
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", since) or not re.fullmatch(r"(\d{4}(-\d\d){0,2})?", until):
        raise ValueError(f"a term is written 2005-05/2006-05, not {span!r}")
    return Term(since, until, tuple(sector.split("+")) if sector else (), office)


def _surname(name: str) -> str:
    words = name_key(name).split(" ")
    first = len(words) - 1
    while first > 1 and words[first - 1] in _PARTICLES:
        first -= 1
    return " ".join(words[first:])


def _nouns(sectors: dict[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    nouns: dict[str, str] = {}
    colours: dict[str, str] = {}
    for code, lists in sectors.items():
        for noun in lists.get("titles", []) + lists.get("nouns", []):
            for key in _forms(noun):
                nouns.setdefault(key, code)
        for word in lists.get("words") or []:
            colours.setdefault(name_key(word), code)
    return nouns, colours


def _forms(noun: str) -> set[str]:
    """Keys of a noun in singular and plural."""
    singular = name_key(noun)
    head, _, last = singular.rpartition(" ")
    if " of " in singular or " in " in singular:
        first, _, rest = singular.partition(" ")
        return {singular, f"{_plural(first)} {rest}"}
    return {singular, f"{head} {_plural(last)}".strip()}


def _plural(word: str) -> str:
    for one, many in _PLURALS.items():
        if word.endswith(one) and not word.endswith("human"):
            return word[: -len(one)] + many
    if word.endswith("s") and not word.endswith("ss"):
        return word
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(ss|x|ch|sh)$", word) and not word.endswith("monarch") else "s")


def main() -> None:
    """Writes `data/actors.json`."""
    compiled = compile_actors(DATA / "actors")
    (DATA / "actors.json").write_bytes(msgspec.json.encode(compiled))
    print(f"{len(compiled.entities):,} actors, {len(compiled.names):,} names, {len(compiled.nouns):,} nouns")


if __name__ == "__main__":
    main()
