"""Dictionaries of actors that people own, read and laid over the packaged table.

Four kinds are told apart by their content: PETRARCH actors (`HAMID_KARZAI_ [AFGGOV 011222-140929]`, synonyms behind
`+`), PETRARCH agents (`GENDARME_ [~COP]`), FollowTheMoney or OpenSanctions entities (a JSON object a line), and CSV with
the columns name, aliases, country, sectors, since, until, kind.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

import msgspec

from dragoman.errors import InputError
from dragoman.resolve.names import name_key
from dragoman.resolve.table import NON_STATE, Compiled, Entity, Term

KINDS = ("person", "group", "organisation", "state")
ALWAYS = "0001"  # the year in which a term without a beginning begins
TOPICS = {  # FollowTheMoney topics that tell a sector
    "gov": "GOV",
    "gov.national": "GOV",
    "gov.head": "GOV",
    "gov.executive": "GOV",
    "gov.security": "COP",
    "gov.legislative": "LEG",
    "gov.judicial": "JUD",
    "mil": "MIL",
    "role.pep": "GOV",
    "pol.party": "PTY",
    "pol.union": "LAB",
    "crime.terror": "REB",
    "crime.war": "REB",
    "rel": "REL",
    "media": "MED",
    "role.journo": "MED",
    "fin.bank": "BUS",
    "corp.public": "BUS",
}
SCHEMAS = {"Person": "person", "PublicBody": "organisation", "Organization": "organisation", "Company": "organisation"}
_CODE = re.compile(r"\[\s*(~?[A-Za-z]{3,})\s*([<>]?\s*\d[\d-]*)?\s*\]")
_PLURAL = re.compile(r"\{([^}]*)\}")


class Own(msgspec.Struct, frozen=True, kw_only=True):
    """An actor of a dictionary: its names, the first one canonical, and its codes with their dates."""

    names: tuple[str, ...]
    kind: str
    country: str
    terms: tuple[Term, ...]


class Dictionary(msgspec.Struct, frozen=True, kw_only=True):
    """What was read of one file; `nouns` are words that tell a sector (agents)."""

    source: str
    actors: tuple[Own, ...] = ()
    nouns: dict[str, str] = {}

    @property
    def digest(self) -> str:
        """Content hash, as records name it."""
        return blake2b(msgspec.json.encode(self), digest_size=4).hexdigest()


class Fault(NamedTuple):
    """A line that could not be read, and why."""

    line: int
    reason: str


def read_dictionary(text: str, source: str, compiled: Compiled) -> tuple[Dictionary, list[Fault]]:
    """The actors and nouns of a dictionary, and the lines that could not be read.

    Args:
        text: the whole file.
        source: its name, kept as provenance.
        compiled: the packaged table, which knows the countries.

    Raises:
        InputError: `dictionary`, where the text is of none of the four kinds.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    first = next((line for line in lines if line.strip() and not line.lstrip().startswith(("#", ";"))), "")
    states = {e.country for e in compiled.entities if e.kind == "state"}
    faults: list[Fault] = []
    if first.lstrip().startswith("{"):
        return Dictionary(source=source, actors=tuple(_entities(lines, compiled.iso2, faults))), faults
    if "[~" in text:
        return Dictionary(source=source, nouns=dict(_agents(lines, faults))), faults
    if _CODE.search(text):
        return Dictionary(source=source, actors=tuple(_petrarch(lines, states, faults))), faults
    if "name" in [column.strip().lower() for column in first.split(",")]:
        return Dictionary(source=source, actors=tuple(_table(lines, states, compiled.iso2, faults))), faults
    raise InputError(
        "dictionary",
        f"{source} is no dictionary that dragoman knows: give PETRARCH actors or agents, FollowTheMoney JSON lines, "
        "or CSV with the columns name, country and sectors.",
    )


def merged(compiled: Compiled, dictionaries: Sequence[Dictionary]) -> Compiled:
    """The table with the actors of dictionaries before its own, later dictionaries before earlier ones."""
    entities, nouns = list(compiled.entities), dict(compiled.nouns)
    names, surnames = dict(compiled.names), dict(compiled.surnames)
    for dictionary in dictionaries:
        nouns |= dictionary.nouns
        for own in dictionary.actors:
            index = len(entities)
            entities.append(_entity(own))
            for key in filter(None, dict.fromkeys(map(name_key, own.names))):
                names[key] = ((index, "name"), *names.get(key, ()))
            if own.kind == "person" and " " in own.names[0].strip():
                surname = name_key(own.names[0]).rpartition(" ")[2]
                surnames[surname] = (index, *surnames.get(surname, ()))
    return msgspec.structs.replace(compiled, entities=entities, names=names, surnames=surnames, nouns=nouns)


def _entity(own: Own) -> Entity:
    lasting = next((t.sectors for t in own.terms if not t.until), ())
    sectors = () if own.kind == "person" else lasting
    name = own.names[0]
    return Entity(f"{own.kind}:{name_key(name).replace(' ', '-')}", name, own.kind, own.country, sectors, "", own.terms)


def _petrarch(lines: Iterable[str], states: set[str], faults: list[Fault]) -> Iterator[Own]:
    """Actors with synonyms behind `+` and codes in brackets, on the line of the name or on lines of their own."""
    names: list[str] = []
    codes: list[tuple[str, str]] = []
    begun = 0
    for number, line in enumerate([*lines, "END_"], 1):
        words = re.sub(r"[;#].*", "", line).strip()
        name, found = _CODE.sub("", words).strip(), _CODE.findall(words)
        if name and not name.startswith("+"):
            yield from _own(names, codes, states, begun, faults)
            names, codes, begun = [_plain(name)], [], number
        elif name:
            names.append(_plain(name[1:]))
        codes += found


def _plain(name: str) -> str:
    """HAMID_KARZAI_ as Hamid Karzai; short words keep their capitals, as they may be initials."""
    words = [w for w in re.split(r"[_\s]+", name) if w]
    return " ".join(w if len(w) < 4 and len(words) == 1 else w.capitalize() for w in words)


def _own(
    names: list[str], codes: list[tuple[str, str]], states: set[str], line: int, faults: list[Fault]
) -> Iterator[Own]:
    if not names:
        return
    try:
        read = [_coded(code, when, states) for code, when in codes]
    except ValueError as error:
        faults.append(Fault(line, str(error)))
        return
    if not read:
        faults.append(Fault(line, f"{names[0]} has no code in brackets"))
        return
    dated = any(t.since != ALWAYS or t.until for _, t in read)
    kind = "person" if dated or any("ELI" in t.sectors for _, t in read) else "group"
    yield Own(names=tuple(names), kind=kind, country=read[0][0], terms=tuple(t for _, t in read))


def _coded(code: str, when: str, states: set[str]) -> tuple[str, Term]:
    """Country and term of a CAMEO code such as AFGGOV with its dates."""
    country, rest = code[:3].upper(), code[3:].upper()
    if country not in states and country not in NON_STATE:
        raise ValueError(f"[{code}]: {country} is neither a country nor a non-state code")
    since, until = _days(when.strip())
    return country, Term(since, until, tuple(rest[i : i + 3] for i in range(0, len(rest) - 2, 3)))


def _days(when: str) -> tuple[str, str]:
    """Both ends of `<020613`, `>020613` or `020613-090820`."""
    if when.startswith("<"):
        return ALWAYS, _day(when[1:])
    if when.startswith(">"):
        return _day(when[1:]), ""
    since, _, until = when.partition("-")
    return _day(since) or ALWAYS, _day(until)


def _day(digits: str) -> str:
    """An ISO day of YYMMDD or YYYYMMDD; two figures from 30 on are of the last century."""
    digits = digits.strip()
    if not digits:
        return ""
    if len(digits) == 6:
        digits = ("19" if digits >= "30" else "20") + digits
    if not re.fullmatch(r"\d{8}", digits):
        raise ValueError(f"{digits} is no date: write YYMMDD or YYYYMMDD")
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"


def _agents(lines: Iterable[str], faults: list[Fault]) -> Iterator[tuple[str, str]]:
    """Nouns and their sector, with a plural in braces or the usual one."""
    for number, line in enumerate(lines, 1):
        words = re.sub(r"[;#].*", "", line).strip()
        if not words or words.startswith("!"):
            continue
        found = _CODE.search(words)
        noun = _CODE.sub("", _PLURAL.sub("", words)).strip()
        if not found or not found[1].startswith("~") or not noun:
            faults.append(Fault(number, "an agent is written NOUN_ [~COP]"))
            continue
        key, plural = name_key(noun.replace("_", " ")), _PLURAL.search(words)
        many = plural[1].split(",") if plural and plural[1].strip() else [f"{key}s"]
        for form in (key, *(name_key(m.replace("_", " ")) for m in many)):
            yield form, found[1][1:4].upper()


def _entities(lines: Iterable[str], iso2: Mapping[str, str], faults: list[Fault]) -> Iterator[Own]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entity = msgspec.json.decode(line)
            own = _followed(entity["schema"], entity["properties"], iso2)
        except (msgspec.DecodeError, KeyError, TypeError, AttributeError) as error:
            faults.append(Fault(number, f"no FollowTheMoney entity: {type(error).__name__} {error}"))
            continue
        if own:
            yield own


def _followed(schema: str, properties: Mapping[str, list[Any]], iso2: Mapping[str, str]) -> Own | None:
    """A person or body; other entities (addresses, ownerships) are passed over."""
    names = [*properties.get("name", []), *properties.get("alias", [])]
    if not names or schema not in {*SCHEMAS, "LegalEntity"}:
        return None
    places = [*properties.get("country", []), *properties.get("nationality", []), *properties.get("jurisdiction", [])]
    country = next((iso2[p.upper()] for p in places if p.upper() in iso2), "")
    sectors = dict.fromkeys(TOPICS[topic] for topic in properties.get("topics", []) if topic in TOPICS)
    term = Term(ALWAYS, "", tuple(sectors))
    return Own(names=tuple(names), kind=SCHEMAS.get(schema, "organisation"), country=country, terms=(term,))


def _table(lines: list[str], states: set[str], iso2: Mapping[str, str], faults: list[Fault]) -> Iterator[Own]:
    reader = csv.DictReader(lines)
    reader.fieldnames = [column.strip().lower() for column in reader.fieldnames or []]
    for row in reader:
        cell = {k: (v or "").strip() for k, v in row.items() if isinstance(k, str) and not isinstance(v, list)}
        country = iso2.get(cell.get("country", "").upper(), cell.get("country", "").upper())
        kind = cell.get("kind") or "group"
        wrong = _wrong(cell, country, kind, states)
        if wrong:
            faults.append(Fault(reader.line_num, wrong))
            continue
        sectors = tuple(s for s in re.split(r"[;|+\s]+", cell.get("sectors", "").upper()) if s)
        term = Term(cell.get("since") or ALWAYS, cell.get("until", ""), sectors, cell.get("office", ""))
        aliases = [a.strip() for a in re.split(r"[;|]", cell.get("aliases", "")) if a.strip()]
        yield Own(names=(cell["name"], *aliases), kind=kind, country=country, terms=(term,))


def _wrong(cell: Mapping[str, str], country: str, kind: str, states: set[str]) -> str | None:
    """What is wrong with a row, in words."""
    if not cell.get("name"):
        return "the row has no name"
    if country and country not in states and country not in NON_STATE:
        return f"{country} is neither a country (ISO 3166) nor a non-state code"
    if kind not in KINDS:
        return f"{kind} is no kind: write {', '.join(KINDS)}"
    bad = next(
        (cell[k] for k in ("since", "until") if cell.get(k) and not re.fullmatch(r"\d{4}(-\d\d){0,2}", cell[k])), ""
    )
    return f"{bad} is no date: write 2005, 2005-05 or 2005-05-20" if bad else None
