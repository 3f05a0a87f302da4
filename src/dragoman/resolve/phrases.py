"""What a phrase tells of an actor by its own words: names that are known, then nouns and titles that tell a sector."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from dragoman.resolve.names import Hit, Word, split_words
from dragoman.resolve.table import (
    DETERMINERS,
    NEAR,
    NON_STATE,
    RULES,
    STOPS,
    UNKNOWN,
    ActorTable,
    Entity,
    Identity,
    Named,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

_ROUGHLY = frozenset(
    "at least most up to as many no fewer less more than close about around over nearly almost".split()
)
_DEPENDENCE = frozenset(
    "backed allied aligned linked affiliated funded supported sponsored trained armed equipped based born made "
    "occupied held controlled administered inspired friendly leaning speaking owned flagged built supplied".split()
)
AGAINST = frozenset({"anti", "pro"})
_AMERICAS = frozenset("latin central south north inter ibero pan".split())  # no words of the United States
_JOINS = re.compile(r",|\band\b|&", re.IGNORECASE)
# What stands between names that are joined.
_JOIN = re.compile(r"\.?\s*(?:,|,?\s+and\b|\s&)\s*(?:the\s+)?", re.IGNORECASE)
_KOREAS = re.compile(r"\b(?:the two|both(?: the)?|two|the) koreas\b", re.IGNORECASE)
_SITUATED = frozenset("in near on outside inside across over around against after during by to".split())
_PLACING = STOPS - {"of", "from"}
_TITLE_SURNAMES = frozenset("shah king prince bishop judge major pope sultan emir imam justice marshal".split())
_WEAK = frozenset({"GOV", "CVL", "ELI"})  # as a modifier these say less than the head ("government forces" are MIL)
_ARMED = frozenset({"REB", "PRM", "UAF", "CRM"})  # these colour soldiers ("rebel soldiers" are REB)
_NAMES = {"GOV": "Government of {}", "MIL": "Armed forces of {}", "COP": "Police of {}", "LEG": "Parliament of {}",
          "JUD": "Judiciary of {}", "SPY": "Intelligence service of {}"}  # fmt: skip
ALIKE = 0.6  # share of letters that two spellings of a name have in common
_COUNCIL = "organisation:united-nations-security-council"
_STATE_OFFICES = frozenset("president minister premier chancellor king queen".split())


class Reading(NamedTuple):
    """A mention taken apart: its known names, sectors, and whether a name is its head."""

    text: str
    core: tuple[Word, ...]
    names: tuple[Named, ...]  # those of the core that are no mere dependence, then of its complements
    head: Named | None
    sectors: tuple[str, ...]
    noun: str | None  # key of the head noun
    former: bool
    led: bool


def resolve_actor(
    text: str, *, on: date | None = None, home: str | None = None, table: ActorTable, near: Sequence[str] = ()
) -> Identity:
    """Who a mention names by its own words, at a date; UNKNOWN where they do not tell.

    `home` and `near` are countries of the document (ISO 3166-1 alpha-3), used to choose between namesakes only.
    """
    around = tuple(dict.fromkeys([*([home] if home else []), *near]))
    return identify(read_phrase(text, table, on, around), table, on, around) or UNKNOWN


def read_phrase(text: str, table: ActorTable, on: date | None, near: Sequence[str]) -> Reading:
    words = split_words(text)
    named = [n for n in table.named(words, on=on, near=near) if not _is_somebody_else(n, words, table)]
    free = independent(named, words, text)
    covered = {i for name in named for i in range(name.first, name.last)}
    nouns = [noun for noun in table.nouns(words) if not covered & set(range(noun[0].first, noun[0].last))]
    nouns = [noun for noun in nouns if not _is_surname(noun[0], words, table) and not _is_dwelling(noun[0], words)]
    inside = covered | {i for hit, _, _ in nouns for i in range(hit.first, hit.last)}
    start, end = _core(words, text, inside)
    in_core = [name for name in free if start <= name.first < end]
    beyond = [name for name in free if name.first >= end]
    placed = end < len(words) and words[end].key in _SITUATED  # "officials in the village" are none of it
    sectors, noun = _sectors([n for n in nouns if n[0].first < end] if placed else nouns, start, end, table)
    return Reading(
        text=text,
        core=tuple(words[start:end]),
        names=tuple(in_core + beyond),
        head=next((name for name in reversed(in_core) if name.last == end), None),
        sectors=sectors,
        noun=noun,
        former=any(word.key in table.compiled.elite for word in words[start:end]),
        led=any(words[name.last].key == "led" for name in in_core if name.last < len(words)),
    )


def _is_somebody_else(name: Named, words: Sequence[Word], table: ActorTable) -> bool:
    """Whether a known surname stands beside a name that is not that person's: "Juan | Castro", "Putin | Ivanov"."""
    if name.entity.kind != "person" or name.last - name.first > 1:
        return False
    own = split_words(name.entity.name)
    here, spelled_so = words[name.first], all(word.text.isupper() for word in words)
    before = words[name.first - 1] if name.first else None
    after = words[name.last] if name.last < len(words) else None
    if after and after.start == here.end + 1 and not here.possessive and here.key == own[-1].key:
        return table.is_unknown_name(after, spelled_so)
    if before is None or before.possessive or here.start != before.end + 1:
        return False
    return table.is_unknown_name(before, spelled_so) and not any(_is_spelled_alike(before.key, w.key) for w in own)


def _is_spelled_alike(one: str, two: str) -> bool:
    """Whether two words may be one name: "Moammar" and "Muammar", "V." and "Vladimir"."""
    return (len(one) == 1 and two.startswith(one)) or SequenceMatcher(None, one, two).ratio() >= ALIKE


def _is_dwelling(hit: Hit, words: Sequence[Word]) -> bool:
    """Whether a house is no chamber of a parliament: that has a capital."""
    return hit.key in {"house", "houses"} and words[hit.first].text[:1].islower()


def _is_surname(hit: Hit, words: Sequence[Word], table: ActorTable) -> bool:
    """True for Shah in "Anwar Shah" and Bishop in "Kate Bishop": a title that stands behind an unknown name."""
    if hit.key not in _TITLE_SURNAMES or hit.first == 0 or not words[hit.first].text[0].isupper():
        return False
    before = words[hit.first - 1]
    known = table.has_noun(before.key) or before.key in table.compiled.names or before.key in table.compiled.elite
    plain = before.key in DETERMINERS or before.key in STOPS or before.key in NEAR
    return before.text[0].isupper() and not before.text.isupper() and not before.possessive and not known and not plain


def independent(named: Iterable[Named], words: Sequence[Word], text: str) -> list[Named]:
    """Names that say who it is, not who backs it or whom it is against ("Iranian-backed", "anti-Taliban")."""
    free = []
    for name in named:
        after = words[name.last] if name.last < len(words) else None
        before = words[name.first - 1] if name.first else None
        if (
            after
            and after.key in _DEPENDENCE
            and text[words[name.last - 1].end : after.start].strip(".") in {"-", "‑", "–"}
        ):
            continue
        if before and (before.key in AGAINST or (before.key == "ethnic" and name.role != "name")):
            continue
        if before and before.key in _AMERICAS and words[name.first].key in {"america", "american", "americans"}:
            continue
        free.append(name)
    return free


def each_state(text: str, table: ActorTable) -> list[str]:
    """A mention that joins states or organisations of states, as one mention for each: "Thai soldiers", "Lao soldiers".

    Empty where it joins none: "France", "the border between Syria and Turkey", "Bosnia and Herzegovina".
    """
    text = _KOREAS.sub("North Korea, South Korea", text) if "koreas" in text.lower() else text
    if not _JOINS.search(text):
        return []
    words = split_words(text)
    joined: list[Named] = []
    for name in independent(table.named(words), words, text):
        gap = text[words[joined[-1].last - 1].end : words[name.first].start] if joined else ""
        if joined and not _JOIN.fullmatch(gap):
            continue
        if name.entity.kind == "state" or name.entity.country in NON_STATE:
            joined.append(name)
    if len({name.entity.country for name in joined}) < 2 or not _are_theirs(words[: joined[0].first]):
        return []
    before, after = text[: words[joined[0].first].start], text[words[joined[-1].last - 1].end :]
    return [before + text[words[n.first].start : words[n.last - 1].end] + after for n in joined]


def _are_theirs(before: Sequence[Word]) -> bool:
    """True where what stands before joined states is of each of them: "police in", but not "the border between"."""
    placing = [i for i, word in enumerate(before) if word.key in _PLACING]
    if not placing:
        return True
    at = placing[0]
    many = at > 0 and (before[at - 1].key.endswith("s") or before[at - 1].key == "police")
    return many and len(placing) == 1 and before[at].key == "in" and all(w.key == "the" for w in before[at + 1 :])


def _core(words: Sequence[Word], text: str, inside: set[int]) -> tuple[int, int]:
    """Words of the head phrase: up to the first preposition or comma, after "at least", "dozens of" and the like."""
    start = end = next((i for i, word in enumerate(words) if word.key not in _ROUGHLY), 0)
    while start < len(words):
        end = start
        while end < len(words) and (end in inside or words[end].key not in STOPS):
            end += 1
            if end < len(words) and "," in text[words[end - 1].end : words[end].start] and end not in inside:
                break
            if end < len(words) and text[words[end - 1].end : words[end].start].strip() in {",", "(", "—", "–"}:
                break
        amount = all(word.key in DETERMINERS or word.key.isdigit() for word in words[start:end])
        if not amount or end >= len(words) or words[end].key != "of":
            break
        start = end + 1
    return start, max(end, start)


def _sectors(
    nouns: Sequence[tuple[Hit, str | None, bool]], start: int, end: int, table: ActorTable
) -> tuple[tuple[str, ...], str | None]:
    """Sectors that the nouns tell, head first, and the head noun; a neutral head takes those of its neighbours."""
    here = [noun for noun in nouns if start <= noun[0].first < end]
    heads = [noun for noun in here if noun[2]]
    if not heads:
        return _merge([sector for _, sector, _ in here]), None
    hit, sector, _ = heads[-1]
    others = [noun[1] for noun in here if noun[0] is not hit]
    if sector is None:
        others += [noun[1] for noun in nouns if noun[0].first >= end and noun[2]][: 0 if any(others) else 1]
        told = _merge(others)
        fallback = table.compiled.neutral[hit.key]
        return told or ((fallback,) if fallback else ()), hit.key
    return _merge([sector, *others]), hit.key


def _merge(sectors: Iterable[str | None]) -> tuple[str, ...]:
    """Sectors without repetition; weak ones yield, and an armed colour takes the place of MIL."""
    known = list(dict.fromkeys(part for sector in sectors if sector for part in sector.split("+")))
    if not known:
        return ()
    head, *rest = known
    if head == "MIL" and _ARMED & set(rest):
        head, rest = next((sector, []) for sector in rest if sector in _ARMED)
    if head in _WEAK and len(known) > 1 and head != "GOV" and set(rest) - _WEAK:
        head, rest = rest[0], rest[1:]
    return (head, *(sector for sector in rest if sector not in _WEAK and not (sector == "MIL" and head in _ARMED)))


def identify(reading: Reading, table: ActorTable, on: date | None, near: Sequence[str]) -> Identity | None:
    person = next((name for name in reading.names if name.entity.kind == "person" and _leads(name, reading)), None)
    if person and _is_namesake(person, reading):
        reading = reading._replace(names=tuple(name for name in reading.names if name is not person), head=None)
    elif person:
        return _as_entity(_in_office(person.entity, reading, table), on, reading, "person")
    if not reading.names:
        titled = _titled_surname(reading, table, on, near)
        if titled:
            return _as_entity(titled, on, reading, "surname")
        holder = _surname_before_noun(reading, table, on, near)
        return _of_owner(holder, reading, on, table) if holder else _by_nouns(reading, None, table, "noun")
    if council := _national_council(reading):
        return council
    if reading.head and reading.head.entity.kind != "state":
        return _as_entity(reading.head.entity, on, reading, reading.head.entity.kind)
    owner = next((name for name in reading.names if name.entity.kind != "state"), None)
    first = reading.names[0]
    if owner and (first is owner or first.first < len(reading.core)):
        return _of_owner(owner.entity, reading, on, table)
    if reading.head and reading.head.role in {"name", "seat", "people"} and not _adjective_use(reading):
        return _as_state(_home_of(reading.head, reading), reading, table)
    entity = _titled_surname(reading, table, on, (first.entity.country, *near))
    if entity and entity.country == first.entity.country:
        return _as_entity(entity, on, reading, "surname")
    return _by_nouns(reading, first.entity.country, table, "led by" if reading.led else f"{first.role} and noun")


def _home_of(head: Named, reading: Reading) -> Named:
    """Whose people is meant: "Ecuadorean Indians" are of Ecuador."""
    if head.role != "people":
        return head
    before = (name for name in reading.names if name.last == head.first and name.role == "adjective")
    return next((name._replace(role="people") for name in before if name.entity.kind == "state"), head)


def _leads(name: Named, reading: Reading) -> bool:
    """A person is meant where the name ends the head phrase, not in "Trump supporters" or "allies of Putin"."""
    return reading.head is name or (not reading.core and name is reading.names[0])


def _national_council(reading: Reading) -> Identity | None:
    """A state's own: "Iraq's National Security Council"; the bare name is that of the United Nations."""
    head = reading.head
    if head is None or head.entity.actor_id != _COUNCIL or head.last - head.first != 2:
        return None
    state = next((name.entity for name in reading.names if name.entity.kind == "state"), None)
    if state:
        return identity_of(
            titled_name("GOV", state), f"{state.actor_id}/GOV", state.country, ("GOV",), "", "name and noun"
        )
    national = 0 < head.first <= len(reading.core) and reading.core[head.first - 1].key == "national"
    return identity_of(None, None, None, ("GOV",), "", "noun") if national else None


def _is_namesake(person: Named, reading: Reading) -> bool:
    """Whether the words put an office of another state before a surname: "Honduran President | Castro"."""
    if person.first >= len(reading.core):
        return False
    if _is_of_another_people(person, reading):
        return True
    own = reading.core[person.first].key in _STATE_OFFICES  # "Saudi | King Abdullah"
    before = person.first > 0 and reading.core[person.first - 1].key in _STATE_OFFICES
    states = [name for name in reading.names if name.entity.kind == "state" and name.last <= person.first]
    return (
        person.last - person.first == 1 + own
        and (own or before)
        and bool(states)
        and all(name.entity.country != person.entity.country for name in states)
    )


def _is_of_another_people(person: Named, reading: Reading) -> bool:
    """Whether the adjective of another state and an occupation stand before a name: "the Ecuadorean pilot | Jaime Ortega"."""
    before = [n for n in reading.names if n.role == "adjective" and n.last < person.first and n.entity.kind == "state"]
    named = person.entity.country in {*NON_STATE, *(name.entity.country for name in before)}
    return bool(before) and not named and before[-1].first == 0 and reading.noun not in _STATE_OFFICES


def _in_office(person: Entity, reading: Reading, table: ActorTable) -> Entity:
    """Of a person who served a state and an organisation, the one whom the words tell: "NATO chief Jens Stoltenberg"."""
    told = {name.entity.country for name in reading.names if name.entity.kind == "organisation"}
    return next((same for same in table.people(person.actor_id) if same.country in told), person)


def _adjective_use(reading: Reading) -> bool:
    return bool(reading.head and reading.head.role == "adjective")


def _titled_surname(reading: Reading, table: ActorTable, on: date | None, near: Sequence[str]) -> Entity | None:
    """The person of "Mr. Biden", "President Xi" or "Netanyahu": the last words of the head phrase are a surname."""
    words = reading.core
    for size in (3, 2, 1):
        if len(words) < size or not words[-size].text[:1].isupper():
            continue
        key = " ".join(word.key for word in words[-size:])
        before = words[: len(words) - size]
        if key not in table.compiled.surnames or table.has_noun(key):
            continue
        given = bool(before) and before[-1].text[:1].isupper() and not table.has_noun(before[-1].key)
        titled = bool(before) and (table.is_title(before[-1].key) or bool(reading.noun and not given))
        if before and not titled and before[-1].key not in DETERMINERS:
            return None  # a given name that is not the known one: somebody else
        title = " ".join(word.key for word in before)
        return table.by_surname(key, on=on, near=near, titled=titled, title=title)
    return None


def _surname_before_noun(reading: Reading, table: ActorTable, on: date | None, near: Sequence[str]) -> Entity | None:
    """The person of "the Biden administration" or "Trump's supporters"."""
    if not reading.noun or not reading.core:
        return None
    words = [word for word in reading.core if word.key not in DETERMINERS]
    capital = words and words[0].text[0].isupper() and not table.has_noun(words[0].key)
    if not capital or len(words) == 1:
        return None
    if words[1].text.istitle() and not words[0].possessive and not table.has_noun(words[1].key):
        return None  # "West African leaders"
    return table.by_surname(words[0].key, on=on, near=near, titled=reading.noun in RULES, title=reading.noun)


def _as_entity(entity: Entity, on: date | None, reading: Reading, rule: str) -> Identity:
    sectors = entity.sectors_on(on)
    if reading.former and entity.kind == "person":
        sectors = ("ELI",)
    elif entity.kind == "person" and (not sectors or (sectors == ("ELI",) and reading.sectors[:1] == ("MIL",))):
        sectors = reading.sectors  # "General": who died in office, too
    return identity_of(entity.name, entity.actor_id, entity.country, sectors, entity.code, rule)


def _of_owner(owner: Entity, reading: Reading, on: date | None, table: ActorTable) -> Identity:
    """Somebody of an organisation, group or person: "UN peacekeepers", "Taliban fighters", "the Trump administration"."""
    told = reading.sectors if table.compiled.neutral.get(reading.noun or "") is None else ()
    if owner.kind == "person":
        return identity_of(None, None, owner.country, told or owner.sectors_on(on), "", "person and noun")
    own = owner.sectors_on(on)
    if own == ("CVL",) and told:
        own = told  # some of a people: "Rohingya refugees", "Kashmiri separatists"
    elif owner.country in NON_STATE:
        own = tuple(sector for sector in told if sector in {"MIL", "COP", "JUD"}) or own
    elif told and told[0] not in {"GOV", "REB", "CVL", "ELI", "PTY"} and own[:1] != ("REB",):
        own = (*own, *(sector for sector in told if sector not in own)) if own[:1] != told[:1] else told
    return identity_of(owner.name, owner.actor_id, owner.country, own, owner.code, f"{owner.kind} and noun")


def _as_state(head: Named, reading: Reading, table: ActorTable) -> Identity:
    state = head.entity
    if head.role == "seat":
        return identity_of(titled_name("GOV", state), f"{state.actor_id}/GOV", state.country, ("GOV",), "", "seat")
    if head.role == "people":
        sectors = ("ELI",) if reading.former else reading.sectors or ("CVL",)
        return identity_of(None, None, state.country, sectors, "", "people")
    if reading.sectors and reading.noun and reading.core and not table.is_title(reading.core[-1].key):
        nationwide = {"state", "nation", "country", "republic", "kingdom", "side", "power", "ally"}
        if reading.noun not in nationwide and reading.sectors != ("GOV",):
            return _by_nouns(reading, state.country, table, "name and noun") or plain_state(state)
    return plain_state(state)


def plain_state(state: Entity) -> Identity:
    return identity_of(state.name, state.actor_id, state.country, (), "", "name")


def _by_nouns(reading: Reading, country: str | None, table: ActorTable, rule: str) -> Identity | None:
    """An actor known by its noun, and by its country where the words tell one."""
    sectors = reading.sectors
    if reading.former and sectors:
        sectors = ("ELI",) if sectors[0] not in _ARMED else sectors
    if not sectors and country is None:
        return None
    if country in NON_STATE or country is None:
        return identity_of(None, None, country, sectors, "", rule)
    state = table.state(country)
    name = titled_name(sectors[0], state) if state and len(sectors) == 1 and not reading.former else None
    actor_id = f"{state.actor_id}/{sectors[0]}" if state and name else None
    return identity_of(name, actor_id, country, sectors, "", rule)


def titled_name(sector: str, state: Entity) -> str | None:
    """Name of a state's body: "Armed forces of the Netherlands"."""
    with_article = state.name.startswith(("United ", "Central ", "Democratic ", "Czech ", "Republic ", "Dominican R"))
    with_article |= state.name.endswith(("Islands", "lands", "ppines", "Bahamas", "Maldives", "Comoros", "Gambia"))
    form = _NAMES.get(sector)
    return form.format(f"the {state.name}" if with_article else state.name) if form else None


def identity_of(
    name: str | None, actor_id: str | None, country: str | None, sectors: tuple[str, ...], own: str, rule: str
) -> Identity:
    code = f"{country}{own}{''.join(sectors[:2])}" if country else None
    return Identity(name, actor_id, country or None, sectors, code, rule)
