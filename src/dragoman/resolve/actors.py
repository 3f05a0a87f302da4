"""Who a mention names: identity, country, sectors and code of an actor at a date.

A mention is read as news writes it: names that are known (states, organisations, groups, persons), then nouns and titles
that tell a sector ("Turkish warplanes" is TUR, MIL), then the document ("the group", "he"), then the country of its
sentence or of the dateline ("the government"). Whatever no rule tells stays `None`; `rule` says which one decided.

A code is the country or non-state code, the organisation's own letters, then at most two sectors, the more telling
first: USAGOV, IRQMIL, IRQGOVMIL (a ministry of defence), IGOUNO. People without an office any more are ELI.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from functools import cached_property
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from dragoman.resolve.allusions import CALLED, NEIGHBOURS, OF_PAIR, OWNED, PAIR, PAIR_OF, REALMS, RULERS, one_of
from dragoman.resolve.names import Hit, Word, find_names, longest_by_first_word, name_key, split_words
from dragoman.resolve.places import find_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from dragoman.records import Place
    from dragoman.resolve.places import Gazetteer

NON_STATE = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})


class Identity(NamedTuple):
    """What is known of an actor; `rule` names what decided, `actor_id` is null for those known by their noun alone."""

    name: str | None
    actor_id: str | None
    country: str | None  # ISO 3166-1 alpha-3 or a non-state code
    sectors: tuple[str, ...]
    code: str | None
    rule: str | None


UNKNOWN = Identity(None, None, None, (), None, None)


_CHIEF = frozenset({"president", "prime minister", "chancellor", "king", "queen", "emir", "supreme leader", "premier"})


class Term(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """Months or days, both ends included, in which an actor holds an office or a sector; an open end is empty."""

    since: str
    until: str
    sectors: tuple[str, ...]
    office: str = ""

    def covers(self, day: str) -> bool:
        """True where an ISO day lies in the term."""
        return self.since <= day[: len(self.since)] and (not self.until or day[: len(self.until)] <= self.until)


class Entity(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A known actor: kind is state, organisation, group or person."""

    actor_id: str
    name: str
    kind: str
    country: str
    sectors: tuple[str, ...] = ()
    code: str = ""
    terms: tuple[Term, ...] = ()

    def held(self, on: date | None) -> tuple[Term, ...]:
        """Terms that run on a day; without a day the last one."""
        if on is None:
            return self.terms[-1:] if self.kind == "person" else ()
        return tuple(term for term in self.terms if term.covers(on.isoformat()))

    def leads(self, on: date | None) -> bool:
        """True where a person heads a state or its government on a day."""
        return any(term.office in _CHIEF for term in self.held(on))

    def sectors_on(self, on: date | None) -> tuple[str, ...]:
        """Sectors on a day: those of the offices held, of the chief one alone; ELI after the last, nothing known before."""
        terms = tuple(term for term in self.held(on) if term.office in _CHIEF) or self.held(on)
        held = tuple(dict.fromkeys(sector for term in terms for sector in term.sectors))
        if terms or self.kind != "person":
            return held or self.sectors
        past = on is not None and any(term.until and term.until < on.isoformat() for term in self.terms)
        return ("ELI",) if past else ()


class Compiled(msgspec.Struct, frozen=True):
    """What the compiler writes and the table loads."""

    digest: str
    entities: list[Entity]
    names: dict[str, tuple[tuple[int, str], ...]]  # key -> entity and role: name, adjective, people, seat
    surnames: dict[str, tuple[int, ...]]
    acronyms: list[str]  # keys that count in capitals only
    nouns: dict[str, str]
    colours: dict[str, str]
    titles: list[str]
    neutral: dict[str, str]
    elite: list[str]
    iso2: dict[str, str]  # ISO 3166-1 alpha-2 -> alpha-3


class Named(NamedTuple):
    """A known actor in the words `[first, last)` of a mention."""

    entity: Entity
    role: str
    first: int
    last: int


_DETERMINERS = frozenset(
    "the a an this that these those its his her their our some several many most all both other another any few more "
    "two three four five six seven eight nine ten dozen dozens hundreds thousands scores tens hundred thousand million "
    "millions group groups number numbers at least about around nearly almost over one part lot lots majority handful "
    "members crowd crowds column columns band bands series array remnants elements up to than".split()
)
_ROUGHLY = frozenset(
    "at least most up to as many no fewer less more than close about around over nearly almost".split()
)
_STOPS = frozenset(
    "of in from at for to on with against near by who that which whose including inside outside across over during "
    "after under loyal aboard based among between via linked".split()
)
_DEPENDENCE = frozenset(
    "backed allied aligned linked affiliated funded supported sponsored trained armed equipped based born made "
    "occupied held controlled administered inspired friendly leaning speaking owned flagged built supplied".split()
)
_AGAINST = frozenset({"anti", "pro"})
_AMERICAS = frozenset("latin central south north inter ibero pan".split())  # no words of the United States
_JOINS = re.compile(r",|\band\b|&", re.IGNORECASE)
# What stands between names that are joined.
_JOIN = re.compile(r"\.?\s*(?:,|,?\s+and\b|\s&)\s*(?:the\s+)?", re.IGNORECASE)
_KOREAS = re.compile(r"\b(?:the two|both(?: the)?|two|the) koreas\b", re.IGNORECASE)
_SITUATED = frozenset("in near on outside inside across over around against after during by to".split())
_PLACING = _STOPS - {"of", "from"}
_VERBS = frozenset("is us who it ice car pan pas can led let aim all no".split())
_NEAR = frozenset("northern southern eastern western central north south east west new greater".split())
_GIVEN = frozenset(
    "jordan chad israel georgia india kenya paris london sofia victoria kingston santiago america cuba ireland france "
    "washington holland china montana virginia carolina indiana tennessee nevada dakota sydney lima".split()
)
_FAMILY = frozenset(
    "jordan chad israel ireland holland england france germany washington london berlin paris wales scotland montana "
    "virginia brazil israel poland spain turkey york lima".split()
)
_TITLE_SURNAMES = frozenset("shah king prince bishop judge major pope sultan emir imam justice marshal".split())
_COMMON_SURNAMES = frozenset(
    "ali khan singh kim lee brown may hague johnson smith rice powell clark wang li park moon major cook hu howard "
    "martin key king peters turner wilson campbell clarke grey gray young hunt ford carter bishop payne cox hill mbeki "
    "santos lopez gonzalez garcia perez rodriguez fernandez castro silva costa sousa ahmed hassan hussein mohamed muhammad "
    "diallo traore keita toure conde camara diaw ba sall toledo garcia long black white green baker scott abbott".split()
)
_AS_WORD = frozenset({"eta"})  # said and written as a word, as longer ones are by some papers: "Nato", "Farc"
_NO_ACRONYM = frozenset("alba arena mend neos sana sica kanu nabu biff wafa udar unga".split())  # words and names
_SISTERS = {  # names of two places: the state, unless the sentence has one of these words
    "georgia": ("USA", frozenset("atlanta savannah gov sen ga macon kemp warnock ossoff republican republicans democrat democrats gop runoff county sheriff alabama florida tennessee".split())),
    "congo": ("COG", frozenset("brazzaville sassou nguesso".split())),
    "congolese": ("COG", frozenset("brazzaville sassou nguesso".split())),
    "korea": ("PRK", frozenset("pyongyang".split())),
}  # fmt: skip
_WEAK = frozenset({"GOV", "CVL", "ELI"})  # as a modifier these say less than the head ("government forces" are MIL)
_ARMED = frozenset({"REB", "PRM", "UAF", "CRM"})  # these colour soldiers ("rebel soldiers" are REB)
_NAMES = {"GOV": "Government of {}", "MIL": "Armed forces of {}", "COP": "Police of {}", "LEG": "Parliament of {}",
          "JUD": "Judiciary of {}", "SPY": "Intelligence service of {}"}  # fmt: skip


class ActorTable:
    """Known actors and the nouns that tell a sector."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self._acronyms = frozenset(compiled.acronyms)
        self._titles = frozenset(compiled.titles)
        self._elite = frozenset(compiled.elite)
        self._name_reach = longest_by_first_word(compiled.names)
        self._nouns = compiled.nouns | compiled.neutral
        self._noun_reach = longest_by_first_word(self._nouns.keys() | compiled.colours.keys())
        self._noun_keys = self._nouns.keys() | compiled.colours.keys()

    @classmethod
    def load(cls) -> ActorTable:
        """The table that the package carries."""
        data = (files("dragoman") / "data" / "actors.json").read_bytes()
        return cls(msgspec.json.decode(data, type=Compiled))

    @cached_property
    def _states(self) -> dict[str, Entity]:
        return {entity.country: entity for entity in self.compiled.entities if entity.kind == "state"}

    def called(self, name: str) -> list[tuple[Entity, str]]:
        """Everybody who bears exactly this name, with the role of the name (name, adjective, people, seat)."""
        return [(self.compiled.entities[i], role) for i, role in self.compiled.names.get(name_key(name), ())]

    def state(self, country: str) -> Entity | None:
        """The state with an ISO 3166-1 alpha-3 code."""
        return self._states.get(country)

    @cached_property
    def _people(self) -> dict[str, list[Entity]]:
        people: dict[str, list[Entity]] = {}
        for entity in self.compiled.entities:
            if entity.kind == "person":
                people.setdefault(entity.actor_id, []).append(entity)
        return people

    def people(self, actor_id: str) -> Sequence[Entity]:
        """Persons with an id: more than one where somebody had offices of a state and of an organisation."""
        return self._people.get(actor_id, ())

    def has_noun(self, key: str) -> bool:
        """True where a word is a noun, a title or a colour of actors."""
        return key in self._noun_keys

    def is_title(self, key: str) -> bool:
        """True where a word is an office or rank before a name."""
        return key in self._titles or key in _HONORIFICS

    def named(self, words: Sequence[Word], *, on: date | None = None, near: Sequence[str] = ()) -> list[Named]:
        """Known actors among the words; of several with one name, the one near these countries and in office."""
        hits = list(find_names(words, self.compiled.names, self._name_reach))
        if not hits:
            return []
        shouted = sum([word.text.isupper() for word in words]) > _SHOUTED * len(words)
        running = shouted and len(words) > 3
        found = []
        for hit in hits:
            if running and hit.key in _VERBS:
                continue
            if self._spelled_as_name(hit, words) and (shouted or not self._is_personal(hit, words)):
                entity, role = self._best(hit.key, words, on, near)
                found.append(Named(entity, role, hit.first, hit.last))
        return found

    def _spelled_as_name(self, hit: Hit, words: Sequence[Word]) -> bool:
        first = words[hit.first].text
        if hit.key in self._acronyms:
            as_word = first.istitle() and hit.key not in _NO_ACRONYM and (len(hit.key) > 3 or hit.key in _AS_WORD)
            own = words[hit.first : hit.last]
            return as_word or all(w.text.isupper() or w.text.isdigit() or w.text == "the" for w in own)
        return (
            first[0].isupper()
            or first[0].isdigit()
            or not first[0].isascii()
            or first in {"al", "al-"}
            or (hit.last - hit.first > 1 and words[hit.last - 1].text[0].isupper())
        )

    def _is_personal(self, hit: Hit, words: Sequence[Word]) -> bool:
        """True for Jordan in "Jordan Smith" and "Michael Jordan"."""
        if hit.last - hit.first > 1:
            return False
        after = words[hit.last] if hit.last < len(words) else None
        before = words[hit.first - 1] if hit.first else None
        here = words[hit.first]
        if (
            hit.key in _GIVEN
            and after
            and not here.possessive
            and self._unknown_capital(after)
            and after.start == here.end + 1
        ):
            return True
        return bool(
            hit.key in _FAMILY and before and not before.possessive and here.start == before.end + 1
            and self._unknown_capital(before)
        )  # fmt: skip

    def is_unknown_name(self, word: Word, shouted: bool) -> bool:
        """Whether a word is a name that no table knows: no noun, title or state; `shouted` if all are in capitals."""
        return not self.is_title(word.key) and self._unknown_capital(
            word._replace(text=word.text.title()) if shouted else word
        )

    def _unknown_capital(self, word: Word) -> bool:
        known = word.key in self._noun_keys or word.key in self.compiled.names or word.key in self._elite
        return (
            word.text[0].isupper()
            and not word.text.isupper()
            and not known
            and (
                word.key not in _NEAR
                and word.key not in _DETERMINERS
                and word.key not in _STOPS
                and word.key not in _PLAIN
            )
        )

    def _best(self, key: str, words: Sequence[Word], on: date | None, near: Sequence[str]) -> tuple[Entity, str]:
        holders = [(self.compiled.entities[index], role) for index, role in self.compiled.names[key]]
        sister = _SISTERS.get(key)
        if sister and (sister[0] in near[:1] or any(word.key in sister[1] for word in words)):
            return self._states[sister[0]], holders[0][1]
        if len(holders) == 1:
            return holders[0]
        return max(
            holders,
            key=lambda h: (h[0].country in near, bool(h[0].held(on)), h[0].kind == "state", h[0].leads(on)),
        )

    def by_surname(
        self, key: str, *, on: date | None, near: Sequence[str], titled: bool, title: str = ""
    ) -> Entity | None:
        """The person in office (or just out of it) whom news of the day calls by this surname alone.

        Of several, the only one who holds the office that the title ends with, else the only head of a state or its government.
        """
        people = [self.compiled.entities[index] for index in self.compiled.surnames.get(key, ())]
        close = [person for person in people if person.country in near] or people
        current = [person for person in close if person.held(on)] or [p for p in close if titled and p.sectors_on(on)]
        titles = [p for p in current if any(f" {title}".endswith(f" {term.office}") for term in p.held(on))]
        for chosen in (titles, [p for p in current if p.leads(on)]):
            current = chosen if len(chosen) == 1 else current
        ruling = title in _RULES or any(title.endswith(office) for office in _CHIEF)
        if ruling and len(current) != 1 and not any(person.held(on) for person in current):
            current = _last_chief(current or close, on, near)
        if len(current) != 1:
            return None
        sure = current[0].country in near or titled or key not in _COMMON_SURNAMES
        return current[0] if sure else None

    def nouns(self, words: Sequence[Word]) -> list[tuple[Hit, str | None, bool]]:
        """Nouns of actors among the words: where, the sector (null for a neutral one), and whether it can be a head."""
        found: list[tuple[Hit, str | None, bool]] = []
        for hit in find_names(words, self._noun_keys, self._noun_reach):
            if hit.key in {"major", "general", "united"} and words[hit.first].text.islower() and hit.last < len(words):
                continue
            if hit.key in self.compiled.neutral:
                found.append((hit, None, True))
            else:
                head = self.compiled.nouns.get(hit.key)
                found.append((hit, head or self.compiled.colours[hit.key], head is not None))
        return found


_HONORIFICS = frozenset("mr mrs ms dr sir lord lady dame madame sheikh prof comandante senor don herr".split())
_PLAIN = frozenset("mr mrs ms dr sir lord in on at as but and with from for after when while saudi hajj".split())
_RULES = frozenset({"administration", "regime", "presidency"})  # called by the name of who heads them
_REMEMBERED = 20
_IDEOLOGY = re.compile("(ist|ic|al)$")
_PERSONAL = {"he": "person", "she": "person", "him": "person", "her": "person", "himself": "person", "herself": "person",
             "it": "body", "itself": "body", "they": "many", "them": "many", "themselves": "many"}  # fmt: skip


ALIKE = 0.6  # share of letters that two spellings of a name have in common
_COUNCIL = "organisation:united-nations-security-council"
_STATE_OFFICES = frozenset("president minister premier chancellor king queen".split())
_SAYS = frozenset("say says said".split())  # then the phrase is who tells it, no apposition
_SHOUTED = 0.9  # share of words in capitals from which on capitals tell no names


class _Reading(NamedTuple):
    """A mention taken apart: its known names, sectors, and whether a name is its head."""

    text: str
    core: tuple[Word, ...]
    names: tuple[Named, ...]  # those of the core that are no mere dependence, then of its complements
    head: Named | None
    sectors: tuple[str, ...]
    noun: str | None  # key of the head noun
    former: bool
    led: bool


def _last_chief(people: Sequence[Entity], on: date | None, near: Sequence[str]) -> list[Entity]:
    """Of those who once headed a state or its government, all of one state, the last: whom history calls so.

    One whose state is not `near` left not more than `_REMEMBERED` years ago.
    """
    day = on.isoformat() if on else "9"
    terms = [
        (term, person) for person in people for term in person.terms if term.office in _CHIEF and term.since <= day
    ]
    if on:
        since = str(on.year - _REMEMBERED)
        terms = [(term, person) for term, person in terms if person.country in near or term.until >= since]
    if len({person.country for _, person in terms}) != 1:
        return []
    return [max(terms, key=lambda t: t[0].since)[1]]


def resolve_actor(
    text: str, *, on: date | None = None, home: str | None = None, table: ActorTable, near: Sequence[str] = ()
) -> Identity:
    """Who a mention names by its own words, at a date; UNKNOWN where they do not tell.

    `home` and `near` are countries of the document (ISO 3166-1 alpha-3), used to choose between namesakes only.
    """
    around = tuple(dict.fromkeys([*([home] if home else []), *near]))
    return _identify(_read(text, table, on, around), table, on, around) or UNKNOWN


def _read(text: str, table: ActorTable, on: date | None, near: Sequence[str]) -> _Reading:
    words = split_words(text)
    named = [n for n in table.named(words, on=on, near=near) if not _is_somebody_else(n, words, table)]
    free = _independent(named, words, text)
    covered = {i for name in named for i in range(name.first, name.last)}
    nouns = [noun for noun in table.nouns(words) if not covered & set(range(noun[0].first, noun[0].last))]
    nouns = [noun for noun in nouns if not _is_surname(noun[0], words, table) and not _is_dwelling(noun[0], words)]
    inside = covered | {i for hit, _, _ in nouns for i in range(hit.first, hit.last)}
    start, end = _core(words, text, inside)
    in_core = [name for name in free if start <= name.first < end]
    beyond = [name for name in free if name.first >= end]
    placed = end < len(words) and words[end].key in _SITUATED  # "officials in the village" are none of it
    sectors, noun = _sectors([n for n in nouns if n[0].first < end] if placed else nouns, start, end, table)
    return _Reading(
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
    plain = before.key in _DETERMINERS or before.key in _STOPS or before.key in _NEAR
    return before.text[0].isupper() and not before.text.isupper() and not before.possessive and not known and not plain


def _independent(named: Iterable[Named], words: Sequence[Word], text: str) -> list[Named]:
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
        if before and (before.key in _AGAINST or (before.key == "ethnic" and name.role != "name")):
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
    for name in _independent(table.named(words), words, text):
        gap = text[words[joined[-1].last - 1].end : words[name.first].start] if joined else ""
        if joined and not _JOIN.fullmatch(gap):
            continue
        if name.entity.kind == "state" or name.entity.country in NON_STATE:
            joined.append(name)
    if len({name.entity.country for name in joined}) < 2 or any(w.key in _PLACING for w in words[: joined[0].first]):
        return []
    before, after = text[: words[joined[0].first].start], text[words[joined[-1].last - 1].end :]
    return [before + text[words[n.first].start : words[n.last - 1].end] + after for n in joined]


def _core(words: Sequence[Word], text: str, inside: set[int]) -> tuple[int, int]:
    """Words of the head phrase: up to the first preposition or comma, after "at least", "dozens of" and the like."""
    start = end = next((i for i, word in enumerate(words) if word.key not in _ROUGHLY), 0)
    while start < len(words):
        end = start
        while end < len(words) and (end in inside or words[end].key not in _STOPS):
            end += 1
            if end < len(words) and "," in text[words[end - 1].end : words[end].start] and end not in inside:
                break
            if end < len(words) and text[words[end - 1].end : words[end].start].strip() in {",", "(", "—", "–"}:
                break
        amount = all(word.key in _DETERMINERS or word.key.isdigit() for word in words[start:end])
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


def _identify(reading: _Reading, table: ActorTable, on: date | None, near: Sequence[str]) -> Identity | None:
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


def _home_of(head: Named, reading: _Reading) -> Named:
    """Whose people is meant: "Ecuadorean Indians" are of Ecuador."""
    if head.role != "people":
        return head
    before = (name for name in reading.names if name.last == head.first and name.role == "adjective")
    return next((name._replace(role="people") for name in before if name.entity.kind == "state"), head)


def _leads(name: Named, reading: _Reading) -> bool:
    """A person is meant where the name ends the head phrase, not in "Trump supporters" or "allies of Putin"."""
    return reading.head is name or (not reading.core and name is reading.names[0])


def _national_council(reading: _Reading) -> Identity | None:
    """A state's own: "Iraq's National Security Council"; the bare name is that of the United Nations."""
    head = reading.head
    if head is None or head.entity.actor_id != _COUNCIL or head.last - head.first != 2:
        return None
    state = next((name.entity for name in reading.names if name.entity.kind == "state"), None)
    if state:
        return _identity(_titled("GOV", state), f"{state.actor_id}/GOV", state.country, ("GOV",), "", "name and noun")
    national = 0 < head.first <= len(reading.core) and reading.core[head.first - 1].key == "national"
    return _identity(None, None, None, ("GOV",), "", "noun") if national else None


def _is_namesake(person: Named, reading: _Reading) -> bool:
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


def _is_of_another_people(person: Named, reading: _Reading) -> bool:
    """Whether the adjective of another state and an occupation stand before a name: "the Ecuadorean pilot | Jaime Ortega"."""
    before = [n for n in reading.names if n.role == "adjective" and n.last < person.first and n.entity.kind == "state"]
    named = person.entity.country in {*NON_STATE, *(name.entity.country for name in before)}
    return bool(before) and not named and before[-1].first == 0 and reading.noun not in _STATE_OFFICES


def _in_office(person: Entity, reading: _Reading, table: ActorTable) -> Entity:
    """Of a person who served a state and an organisation, the one whom the words tell: "NATO chief Jens Stoltenberg"."""
    told = {name.entity.country for name in reading.names if name.entity.kind == "organisation"}
    return next((same for same in table.people(person.actor_id) if same.country in told), person)


def _adjective_use(reading: _Reading) -> bool:
    return bool(reading.head and reading.head.role == "adjective")


def _titled_surname(reading: _Reading, table: ActorTable, on: date | None, near: Sequence[str]) -> Entity | None:
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
        if before and not titled and before[-1].key not in _DETERMINERS:
            return None  # a given name that is not the known one: somebody else
        title = " ".join(word.key for word in before)
        return table.by_surname(key, on=on, near=near, titled=titled, title=title)
    return None


def _surname_before_noun(reading: _Reading, table: ActorTable, on: date | None, near: Sequence[str]) -> Entity | None:
    """The person of "the Biden administration" or "Trump's supporters"."""
    if not reading.noun or not reading.core:
        return None
    words = [word for word in reading.core if word.key not in _DETERMINERS]
    capital = words and words[0].text[0].isupper() and not table.has_noun(words[0].key)
    if not capital or len(words) == 1:
        return None
    if words[1].text.istitle() and not words[0].possessive and not table.has_noun(words[1].key):
        return None  # "West African leaders"
    return table.by_surname(words[0].key, on=on, near=near, titled=reading.noun in _RULES, title=reading.noun)


def _as_entity(entity: Entity, on: date | None, reading: _Reading, rule: str) -> Identity:
    sectors = entity.sectors_on(on)
    if reading.former and entity.kind == "person":
        sectors = ("ELI",)
    elif entity.kind == "person" and (not sectors or (sectors == ("ELI",) and reading.sectors[:1] == ("MIL",))):
        sectors = reading.sectors  # "General": who died in office, too
    return _identity(entity.name, entity.actor_id, entity.country, sectors, entity.code, rule)


def _of_owner(owner: Entity, reading: _Reading, on: date | None, table: ActorTable) -> Identity:
    """Somebody of an organisation, group or person: "UN peacekeepers", "Taliban fighters", "the Trump administration"."""
    told = reading.sectors if table.compiled.neutral.get(reading.noun or "") is None else ()
    if owner.kind == "person":
        return _identity(None, None, owner.country, told or owner.sectors_on(on), "", "person and noun")
    own = owner.sectors_on(on)
    if own == ("CVL",) and told:
        own = told  # some of a people: "Rohingya refugees", "Kashmiri separatists"
    elif owner.country in NON_STATE:
        own = tuple(sector for sector in told if sector in {"MIL", "COP", "JUD"}) or own
    elif told and told[0] not in {"GOV", "REB", "CVL", "ELI", "PTY"} and own[:1] != ("REB",):
        own = (*own, *(sector for sector in told if sector not in own)) if own[:1] != told[:1] else told
    return _identity(owner.name, owner.actor_id, owner.country, own, owner.code, f"{owner.kind} and noun")


def _as_state(head: Named, reading: _Reading, table: ActorTable) -> Identity:
    state = head.entity
    if head.role == "seat":
        return _identity(_titled("GOV", state), f"{state.actor_id}/GOV", state.country, ("GOV",), "", "seat")
    if head.role == "people":
        sectors = ("ELI",) if reading.former else reading.sectors or ("CVL",)
        return _identity(None, None, state.country, sectors, "", "people")
    if reading.sectors and reading.noun and reading.core and not table.is_title(reading.core[-1].key):
        nationwide = {"state", "nation", "country", "republic", "kingdom", "side", "power", "ally"}
        if reading.noun not in nationwide and reading.sectors != ("GOV",):
            return _by_nouns(reading, state.country, table, "name and noun") or _plain(state)
    return _plain(state)


def _plain(state: Entity) -> Identity:
    return _identity(state.name, state.actor_id, state.country, (), "", "name")


def _by_nouns(reading: _Reading, country: str | None, table: ActorTable, rule: str) -> Identity | None:
    """An actor known by its noun, and by its country where the words tell one."""
    sectors = reading.sectors
    if reading.former and sectors:
        sectors = ("ELI",) if sectors[0] not in _ARMED else sectors
    if not sectors and country is None:
        return None
    if country in NON_STATE or country is None:
        return _identity(None, None, country, sectors, "", rule)
    state = table.state(country)
    name = _titled(sectors[0], state) if state and len(sectors) == 1 and not reading.former else None
    actor_id = f"{state.actor_id}/{sectors[0]}" if state and name else None
    return _identity(name, actor_id, country, sectors, "", rule)


def _titled(sector: str, state: Entity) -> str | None:
    """Name of a state's body: "Armed forces of the Netherlands"."""
    with_article = state.name.startswith(("United ", "Central ", "Democratic ", "Czech ", "Republic ", "Dominican R"))
    with_article |= state.name.endswith(("Islands", "lands", "ppines", "Bahamas", "Maldives", "Comoros", "Gambia"))
    form = _NAMES.get(sector)
    return form.format(f"the {state.name}" if with_article else state.name) if form else None


def _identity(
    name: str | None, actor_id: str | None, country: str | None, sectors: tuple[str, ...], own: str, rule: str
) -> Identity:
    code = f"{country}{own}{''.join(sectors[:2])}" if country else None
    return Identity(name, actor_id, country or None, sectors, code, rule)


class _Known(NamedTuple):
    """Somebody met earlier in the document."""

    identity: Identity
    keys: tuple[str, ...]  # words of the name
    noun: str | None
    kind: str  # person, body, many


class ActorResolver:
    """Resolves the mentions of one document, best in text order: full names explain the short ones after them."""

    def __init__(
        self,
        table: ActorTable,
        *,
        on: date | None = None,
        home: str | None = None,
        at_home: bool = True,
        abroad: str | None = None,
        gazetteer: Gazetteer | None = None,
    ) -> None:
        """With a gazetteer, cities and provinces tell countries too ("police in Lagos").

        `at_home` tells whether the story clearly plays in its home country, and not in another as much; `abroad` is
        the country that it names most besides.
        """
        self._table = table
        self._gazetteer = gazetteer
        self._named_in: dict[str, tuple[str, ...]] = {}
        self._place_in: dict[tuple[str, bool], str | None] = {}
        self._on = on
        self._home = home
        self._at_home = at_home
        self._abroad = abroad
        self._pair: tuple[str | None, ...] = ()
        self._union = False
        self._met: list[_Known] = []
        self.scene: str | None = None  # the country of the town in which the paragraph begins

    def resolve(self, text: str, sentence: str, start: int, *, place_country: str | None = None) -> Identity:
        """Who a mention names, given its sentence; UNKNOWN where nothing tells.

        `start` is its offset in the sentence or in the document: the first place in the sentence where these words
        stand is meant, if they do not stand there.
        `place_country` is the country of the sentence's place where it is known (ISO 3166-1 alpha-3).
        """
        pronoun = _PERSONAL.get(text.lower().strip())
        if pronoun:
            return self._pronoun(pronoun) or UNKNOWN
        if not sentence.startswith(text, start):
            start = max(sentence.find(text), 0)
        around, near = self._around(sentence, place_country)
        if text in _HALVES and {"KOR", "PRK"} & {self._home, *around, *(known.identity.country for known in self._met)}:
            return self.resolve(f"{text} Korea", sentence, start)._replace(rule="half of Korea")
        reading = _read(text, self._table, self._on, near)
        identity = self._neighbour(reading, sentence, start, start + len(text))
        identity = identity or _identify(reading, self._table, self._on, near)
        if self._union and identity and (identity.rule, identity.country) == ("seat", "BEL"):
            identity = _identify(_read("European Union", self._table, self._on, near), self._table, self._on, near)
        if identity is None or identity.country is None:
            identity = self._by_story(identity, reading, sentence, start, place_country)
        if identity:
            named = _is_called_by_name(reading, self._table)
            keys = _name_words(identity, reading, self._table, named)
            self._met.append(_Known(identity, keys, _called(reading), _number(identity, reading, named)))
        return identity or UNKNOWN

    def _by_story(
        self, identity: Identity | None, reading: _Reading, sentence: str, start: int, place_country: str | None
    ) -> Identity | None:
        """Who a mention without a country of its own is, by what the story told before and the words beside it."""
        text, before = reading.text, sentence[:start]
        around, near = self._around(sentence, place_country)
        return (
            self._realm(reading, before)
            or self._short_name(reading, before)
            or self._definite(reading, before)
            or self._of_body(reading)
            or self._described(text, sentence, start, reading, near)
            or self._introduced(text, before, reading)
            or self._by_place(text, identity)
            or self._national(
                identity,
                sentence,
                start,
                start + len(text),
                around,
                place_country,
                named=self._has_own_name(reading, before),
                foreign=_is_foreign(reading, before),
            )
        )

    def _around(self, sentence: str, place_country: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The states of a sentence, and the same behind the home country."""
        around = self._countries(sentence, place_country)
        return around, tuple(dict.fromkeys([*([self._home] if self._home else []), *around]))

    def stand(self, home: str | None, *, at_home: bool, abroad: str | None, two: bool, union: bool = False) -> None:
        """Begin a story, or the next item of a round-up, in which nobody has been met yet.

        `two` tells whether it is about its home country and the one `abroad`, `union` whether "Brussels" is the
        European Union.
        """
        self._union = union
        self._home, self._at_home, self._abroad = home, at_home, abroad
        self._pair = (home, abroad) if two else ()
        self._met.clear()

    def meet(self, name: str) -> None:
        """Tell of a person whom the document names in full, so that the surname alone is known after it."""
        self.resolve(name, name, 0)

    def resolve_each(
        self, text: str, sentence: str, start: int, *, place_country: str | None = None
    ) -> tuple[Identity, ...]:
        """The same, with one identity for each state that a mention joins: "Thai and Cambodian soldiers"."""
        if pair := self._two_states(text, sentence[:start]):
            return pair
        each = each_state(text, self._table) or [text]
        return tuple(self.resolve(one, sentence, start, place_country=place_country) for one in each)

    def know_places(self, words: str, places: Iterable[Place]) -> None:
        """Tell the places of a sentence or a mention as the document means them, which one sentence may not show."""
        found = list(places)
        for within_states in (False, True):
            self._place_in[words, within_states] = _one_country(found, within_states=within_states)

    def know_states(self, sentence: str, countries: Iterable[str]) -> None:
        """Tell the states that a sentence names, where the names of the whole document are known."""
        self._named_in.setdefault(sentence, tuple(dict.fromkeys(countries)))

    def _countries(self, sentence: str, place: str | None) -> tuple[str, ...]:
        """States that a sentence names, in order, its place first."""
        if sentence not in self._named_in:
            self.know_states(sentence, (entity.country for *_, entity in self._states_in(sentence)))
        found = self._named_in[sentence]
        return tuple(dict.fromkeys([place, *found])) if place else found

    def _pronoun(self, kind: str) -> Identity | None:
        """The nearest earlier actor that the pronoun can stand for."""
        wanted = {"person": {"person"}, "body": {"body"}, "many": {"many", "body"}}[kind]
        known = next((known.identity for known in reversed(self._met) if known.kind in wanted), None)
        return known._replace(rule=f"pronoun for {known.name or known.code}") if known else None

    def _state(self, country: str, rule: str) -> Identity | None:
        state = self._table.state(country)
        return _plain(state)._replace(rule=rule) if state else None

    def _told(self, before: str) -> Iterator[str | None]:
        """The countries told so far, the nearest first: of the sentence, of who was met, of the story."""
        yield from (entity.country for *_, entity in reversed(self._states_in(before)))
        yield from (known.identity.country for known in reversed(self._met))
        yield from (self._home, self._abroad)

    def _realm(self, reading: _Reading, before: str) -> Identity | None:
        """The state of the form told last that is "the kingdom", or whose ruler is "the crown prince"; "the world body"."""
        if body := next((body for words, body in CALLED if _ends(reading.core, words)), None):
            return _identify(_read(body, self._table, self._on, ()), self._table, self._on, ())
        key = reading.core[-1].key if reading.core and not reading.names else ""
        plain = all(word.text.islower() and not self._table.has_noun(word.key) for word in reading.core[:-1])
        if len(reading.core) > 1 + (plain or (reading.core[0].key in _FORMAL if reading.core else 0)):
            return None
        if key in REALMS and (country := one_of(REALMS[key], self._told(before))):
            return self._state(country, f"the {key}")
        if key not in RULERS or not (country := one_of(RULERS[key], self._told(before))):
            return None
        persons = (k.identity for k in reversed(self._met) if k.kind == "person" and k.identity.country == country)
        ruler = next((person for person in persons if self._held_office(person, key, ending=True)), None)
        known = UNKNOWN._replace(sectors=("GOV",))
        return ruler._replace(rule=f"the {key}") if ruler else self._of_country(known, country, f"the {key}")

    def _neighbour(self, reading: _Reading, sentence: str, start: int, end: int) -> Identity | None:
        """A state's neighbour: the one named right behind it, else the other of the two states of the story."""
        if not reading.core or reading.core[-1].key not in NEIGHBOURS:
            return None
        owned = reading.names[:1] or OWNED.search(sentence[:start])
        if not owned and _ARTICLE.search(sentence[:start]) and not _BEHIND.match(sentence, end):
            rest = {country for country in self._pair if country} - {self._home}
            return (self._state(rest.pop(), "the other of two") if rest else None) or _A_NEIGHBOUR
        if not owned:
            return None  # somebody's neighbour
        named = self._states_in(sentence[end : end + 40])
        if named and re.fullmatch(r",?\s+(?:the\s+)?", sentence[end : end + named[0][0]]):
            return self._state(named[0][2].country, "neighbour named")
        before = sentence[: owned.start()] if isinstance(owned, re.Match) else ""
        owner = reading.names[0].entity.country if reading.names else self._owner(f"{before}its ")
        others = set(self._pair) - {owner}
        other = others.pop() if len(others) == 1 else None
        return (self._state(other, "the other of two") if other else None) or _A_NEIGHBOUR

    def _two_states(self, text: str, before: str) -> tuple[Identity, ...]:
        """The states of "the two governments", or theirs of "both armies": the two named before in the sentence, else of the story."""
        theirs = bool(_THEIR.search(before) and PAIR_OF.fullmatch(f"both {text}"))
        held = bool(PAIR_OF.fullmatch(text) or OF_PAIR.fullmatch(text)) or theirs
        if not held and not PAIR.fullmatch(text):
            return ()
        named = tuple(dict.fromkeys(entity.country for *_, entity in self._states_in(before)))
        pair = named if len(named) == 2 else self._pair
        sectors = _read(text, self._table, self._on, ()).sectors if held else ()
        known = [self.placed(sectors, one, "the two") if held else self._state(one, "the two") for one in pair if one]
        found = tuple(state for state in known if state)
        if len(found) != 2:
            return (UNKNOWN._replace(sectors=sectors, rule="of two"),) if held else ()
        return found

    def _introduced(self, text: str, before: str, reading: _Reading) -> Identity | None:
        """An unknown name by who was called right before it: "a British army spokesman, Major John Reeve"."""
        last = self._met[-1] if self._met and before.endswith(", ") and not reading.names else None
        if last is None or not last.noun or last.noun.endswith("s") or not last.identity.country:
            return None
        called = (
            bool(reading.core)
            and reading.core[-1].text[:1].isupper()
            and not self._table.has_noun(reading.core[-1].key)
        )
        phrase = re.split(r"[,;:“\"]", before[:-2])[-1]
        noun = re.search(rf"\b{re.escape(last.noun)}\b", phrase)  # no name: "Baker Hughes, General Electric"
        if not called or not noun or re.search(r"\b(?:said|says|who|which|that)\b", phrase[noun.end() :]):
            return None
        return _identity(text, None, last.identity.country, last.identity.sectors, "", "description")

    def _short_name(self, reading: _Reading, before: str) -> Identity | None:
        """Kadhimi for Mustafa al-Kadhimi: the last word of a full name met before; "the Tigers", any word of a group's."""
        if not reading.core or not reading.core[-1].text[:1].isupper() or len(reading.core) > 3:
            return None
        key = reading.core[-1].key
        if len(reading.core) == 1 and _ARTICLE.search(before) and before.rstrip(" ")[-3:].islower():
            groups = (
                k for k in reversed(self._met) if (k.identity.actor_id or "").startswith(("group:", "organisation:"))
            )
            if group := next((k.identity for k in groups if key in k.keys), None):
                return group._replace(rule="short name")
        if self._table.has_noun(key) or any(
            w.text[0].isupper() and not self._table.is_title(w.key) and not self._table.has_noun(w.key)
            for w in reading.core[:-1]
        ):
            return None
        for known in reversed(self._met):
            if key in known.keys:
                return known.identity._replace(rule="short name")
        return None

    def _definite(self, reading: _Reading, before: str) -> Identity | None:
        """The nearest earlier one of the kind of "the group", "the ministry", "the prime minister".

        Mentions leave the article out, as a rule. Then a body of a state ("the army") is rather that of the home country.
        """
        inside = bool(reading.core) and reading.core[0].key in _DEFINITE
        if not reading.noun or len(reading.core) > 4:
            return None
        if not (inside or _ARTICLE.search(before)):
            return self._sent_by_body(reading.noun)
        kinds = _BODIES.get(reading.noun)
        alike = inside or kinds or reading.noun in _REFERRED
        for known in reversed(self._met):
            if known.identity.country is None:
                continue
            if (
                (alike and known.noun == reading.noun)
                or _is_body_of(reading.noun, known)
                or (kinds and kinds & set(known.identity.sectors) and known.kind != "person")
            ):
                return known.identity._replace(rule=f"the {reading.noun}")
            if (
                kinds == _ANY_BODY
                and known.identity.actor_id
                and known.identity.actor_id.startswith(("group:", "organisation:"))
                and not {"MIL", "GOV"} & set(known.identity.sectors)
            ):
                return known.identity._replace(rule=f"the {reading.noun}")
            alone = not [w for w in reading.core if w.key not in {*_DEFINITE, *reading.noun.split()}]
            if alone and known.kind == "person" and self._held_office(known.identity, reading.noun):
                return known.identity._replace(rule=f"the {reading.noun}")
        return None

    def _sent_by_body(self, noun: str) -> Identity | None:
        """The last inspectors, observers or peacekeepers of an organisation, whom the text calls by this noun alone."""
        known = (k.identity for k in reversed(self._met) if noun in _SENT_BY_BODY and k.noun == noun)
        found = next((identity for identity in known if identity.country), None)
        return found._replace(rule=f"the {noun}") if found and found.country in NON_STATE else None

    def _of_body(self, reading: _Reading) -> Identity | None:
        """Somebody of a body named before: "coalition soldiers" after "the U.S.-led coalition"."""
        first = reading.core[0].key if len(reading.core) > 1 else None
        if first not in _REFERRED:
            return None
        owner = next((k.identity for k in reversed(self._met) if k.noun == first and k.identity.country), None)
        return owner._replace(rule=f"of the {first}") if owner else None

    def _held_office(self, identity: Identity, noun: str, *, ending: bool = False) -> bool:
        people = self._table.people(identity.actor_id or "")
        offices = [term.office.replace("-", " ") for person in people for term in person.held(self._on)]
        return any(office == noun or (ending and office.endswith(f" {noun}")) for office in offices)

    def _described(
        self, text: str, sentence: str, start: int, reading: _Reading, near: Sequence[str]
    ) -> Identity | None:
        """An unknown name by what stands beside it: "Javad Karimi, Iran's deputy oil minister,"."""
        if not reading.core or not reading.core[-1].text[:1].isupper() or reading.noun:
            return None
        after = sentence[start + len(text) : start + len(text) + 120]
        if not after.startswith(","):
            return None
        phrase = after[1:].split(",")[0].split(" who ")[0].strip(" .")
        words = split_words(phrase)
        if not words or words[0].text in {"and", "but", "while", "as", "in"} or _SAYS & {word.text for word in words}:
            return None
        described = _identify(_read(phrase, self._table, self._on, near), self._table, self._on, near)
        if described and described.country in NON_STATE and described.rule == "organisation and noun":
            return described._replace(name=text, actor_id=None, rule="description")
        if described is None or not described.sectors or (not described.country and described.sectors == ("CVL",)):
            return None  # "Goma, a city of a million people"
        country = described.country or self._home
        return _identity(text, None, country, described.sectors, "", "description") if country else None

    def _by_place(self, text: str, identity: Identity | None) -> Identity | None:
        """The country of a city or province within the mention: "Lagos police", "protesters in Barcelona"."""
        country = self._country_of_places(text)
        return self._of_country(identity or UNKNOWN, country, "place in the mention") if country else None

    def _country_of_places(self, text: str, *, within_states: bool = False) -> str | None:
        """The country of the place names of a text, if it is one; states themselves are left out `within_states`."""
        if self._gazetteer is None:
            return None
        known = (text, within_states)
        if known not in self._place_in:
            places = find_places(text, self._gazetteer, self._table)
            self._place_in[known] = _one_country(places, within_states=within_states)
        return self._place_in[known]

    def placed(self, sectors: Sequence[str], country: str, rule: str) -> Identity:
        """Somebody known by sectors alone, of a country."""
        return self._of_country(UNKNOWN._replace(sectors=tuple(sectors)), country, rule)

    def _of_country(self, identity: Identity, country: str, rule: str) -> Identity:
        """Somebody known by a noun alone, now with a country."""
        state = self._table.state(country)
        name = _titled(identity.sectors[0], state) if state and len(identity.sectors) == 1 else None
        actor_id = f"{state.actor_id}/{identity.sectors[0]}" if state and name else None
        return _identity(name or identity.name, actor_id, country, identity.sectors, "", rule)

    def _national(
        self,
        identity: Identity | None,
        sentence: str,
        start: int,
        end: int,
        around: Sequence[str],
        place: str | None,
        *,
        named: bool,
        foreign: bool,
    ) -> Identity | None:
        """The country of "the government", "police": what its sentence is about, else the document."""
        if side := self._on_side(sentence[end:]):
            return self._of_country(identity or UNKNOWN._replace(name=sentence[start:end]), side, "side behind it")
        if identity and identity.sectors and _PARTY_TAG.match(sentence, end):
            return self._of_country(identity, "USA", "party and state behind it")
        if identity is None or not identity.sectors or foreign or _OF_MANY.match(sentence, end):
            return identity
        if named:  # "Prime Minister Ana Dumitru" may be from anywhere: not from where the sentence plays
            return self._speaking(sentence[start:end]) or (
                self._of_country(identity, self._home, "home") if self._home and not around else identity
            )
        inside = _OF_ITS.search(sentence[start:end])
        if owner := self._owner(sentence[:start]) or (inside and self._owner(sentence[: start + inside.end()])):
            return self._of_country(identity, owner, "owner before it")
        if _SENT.search(sentence[start:end]):
            return self._sent(
                identity, around, self._country_after(sentence[end:]) or place or self._country_of_places(sentence)
            )
        told = self._tellers(sentence, start, end, around, place)
        country, rule = next(((country, rule) for country, rule in told if country), (None, ""))
        return self._of_country(identity, country, rule) if country else identity

    def _on_side(self, rest: str) -> str | None:
        """The country of "on the Iraqi side" right behind a mention, or of "on the Turkish" after that."""
        found = _ON_SIDE.match(rest)
        named = self._table.named(split_words(found["who"] or found["other"]), on=self._on) if found else []
        return named[0].entity.country if len(named) == 1 and named[0].entity.kind == "state" else None

    def _speaking(self, text: str) -> Identity | None:
        """A spokesman without more speaks for the body told last, which is rarely that of the home country."""
        known = reversed(self._met) if _SPEAKER.match(text) else ()
        bodies = (k.identity for k in known if k.kind == "body" and k.identity.country)
        body = next((b for b in bodies if b.sectors or b.country in NON_STATE), None)
        return body._replace(rule="spokesman of the body before") if body else None

    def _tellers(
        self, sentence: str, start: int, end: int, around: Sequence[str], place: str | None
    ) -> Iterator[tuple[str | None, str]]:
        """What tells the country of a noun, the surest first, with the name of the rule."""
        yield self._country_after(sentence[end:]), "place after it"
        yield self._person_behind(sentence[end:]), "person behind it"
        yield self._cause(sentence[start:end]), "whom they are for or against"
        yield place or self._country_of_places(sentence, within_states=True), "place of the sentence"
        alone = len(around) == 1 and self._home not in around and not self._is_of_home(sentence)
        if alone and (not self._home or self._is_told(sentence[:start])):
            yield around[0], "only country of the sentence"
        if len(around) > 1 and self._home in around and not self._at_home:
            yield self._nearest(sentence, start, end), "nearest country of the sentence"
        yield self.scene, "town of the paragraph"
        if self._home == "USA" and _UNAMERICAN.search(sentence[start:end]):
            yield self._abroad, "not of the United States"
        yield self._home, "home"

    def _person_behind(self, rest: str) -> str | None:
        """The country of a known person whose name follows: "one of the losing candidates, Andrei Sannikov"."""
        words = split_words(rest[:60]) if rest.startswith(", ") else ()
        named = self._table.named(words, on=self._on)[:1] if words else []
        person = next((n.entity for n in named if n.first == 0 and n.last > 1 and n.entity.kind == "person"), None)
        return person.country if person else None

    def _is_of_home(self, sentence: str) -> bool:
        """Whether a sentence names a person of the home country who was met before."""
        keys = {word.key for word in split_words(sentence)}
        return any(
            known.kind == "person" and known.identity.country == self._home and keys.intersection(known.keys)
            for known in self._met
        )

    def _states_in(self, text: str) -> list[tuple[int, int, Entity]]:
        """Where a text names states, by whatever name that says who it is, and which."""
        words = split_words(text)
        named = _independent(self._table.named(words, on=self._on), words, text)
        return [(words[n.first].start, words[n.last - 1].end, n.entity) for n in named if n.entity.kind == "state"]

    def _owner(self, before: str) -> str | None:
        """The state whose they are: "Rwanda marched its | troops"; rather one that acts than one where something is."""
        if _HIS.search(before):
            return next((k.identity.country for k in reversed(self._met) if k.kind == "person"), None)
        if not _ITS.search(before):
            return None
        if _ITS.fullmatch(before):
            bodies = (k.identity.country for k in reversed(self._met) if k.kind == "body")
            return next(filter(None, bodies), None)  # "Its spokesman": of the one before
        states = self._states_in(before)
        acting = [entity for start, _, entity in states if not _WITHIN.search(before[:start])]
        return (acting or [entity for *_, entity in states])[-1].country if states else None

    def _sent(self, identity: Identity, around: Sequence[str], host: str | None) -> Identity:
        """An embassy, an envoy, exiles: of the one other state of the sentence or of home, never of where they are."""
        others = [country for country in around if country != host]
        country = others[0] if len(others) == 1 else self._home
        return self._of_country(identity, country, "not of its host") if country and country != host else identity

    def _cause(self, text: str) -> str | None:
        """The country of the leader or group that somebody is for or against: "anti-Morsi protesters"."""
        words = split_words(text)
        at = next((i + 1 for i, word in enumerate(words[:-1]) if word.key in _AGAINST), None)
        if at is None:
            return None
        known = [n.entity for n in self._table.named(words[at:], on=self._on) if n.first == 0]
        cause = known[0] if known else self._table.by_surname(words[at].key, on=self._on, near=(), titled=True)
        return cause.country if cause and cause.kind in {"group", "person"} and cause.country not in NON_STATE else None

    def _nearest(self, sentence: str, start: int, end: int) -> str | None:
        """The state named nearest to a mention, rather before it."""
        states = self._states_in(sentence)
        acting = [state for state in states if not _ASIDE.search(sentence[: state[0]])] or states
        gaps = [(start - b if b <= start else 2 * (a - end), entity.country) for a, b, entity in acting]
        return min((gap for gap in gaps if gap[0] >= 0), default=(0, None))[1]

    def _is_told(self, before: str) -> bool:
        """Whether a state is named in the words before a mention, not only in "American" or "Iran-backed"."""
        words = split_words(before)
        named = _independent(self._table.named(words, on=self._on), words, before)
        return any(name.entity.kind == "state" and name.role == "name" for name in named)

    def _has_own_name(self, reading: _Reading, before: str) -> bool:
        """True for "Ana Dumitru", and for "the Dumitru regime" where its capital is not that of the sentence."""
        ruled = (
            reading.noun in _RULES
            and len(reading.core) > 1
            and before.strip()
            and not _IDEOLOGY.search(reading.core[0].key)
        )
        called = reading.core[:1] if ruled else reading.core[-1:]
        return any(w.text[0].isupper() and not w.text.isupper() and not self._table.has_noun(w.key) for w in called)

    def _country_after(self, rest: str) -> str | None:
        """Country of "in Iraq" or "of Iraq" right behind a mention."""
        words = split_words(rest[:60])
        if not words or words[0].key not in {"in", "of", "from"} or rest[: words[0].start].strip():
            return None
        named = self._table.named(words[1:5], on=self._on)
        near = [n for n in named if n.entity.kind == "state" and n.first <= 2 and n.role in {"name", "seat"}]
        return near[0].entity.country if near else None


def _one_country(places: Iterable[Place], *, within_states: bool) -> str | None:
    """The country of places, if it is one; states themselves are left out `within_states`."""
    found = {place.country for place in places if not within_states or place.precision != "country"}
    return found.pop() if len(found) == 1 else None


_THEIR = re.compile(r"\btheir\s+$", re.IGNORECASE)
_ITS = re.compile(r"\bits\s+(?:own\s+)?$", re.IGNORECASE)
_FORMAL = frozenset({"the", "this", "crown", "desert", "grand", "gulf", "young", "ageing"})
SHORT = 3  # letters: words of a group's name that are as short call nobody
_OF_ITS = re.compile(r"\bof (?:its|his|her) ", re.IGNORECASE)
_BEHIND = re.compile(r"\s+(?:of|who|whose)\b")
_A_NEIGHBOUR = UNKNOWN._replace(rule="a neighbour")
_HIS = re.compile(r"\b(?:his|her)\s+(?:own\s+)?$", re.IGNORECASE)
_WITHIN = re.compile(
    r"\b(?:in|into|of|from|to|at|near|inside|outside|over|across|through|against)\s+(?:the\s+)?$", re.IGNORECASE
)
_ASIDE = re.compile(r"\b(?:from|to|into|against|between|with|on)\s+(?:the\s+)?$", re.IGNORECASE)
_ON_SIDE = re.compile(
    r"\s+(?:on|for|from) the (?P<who>(?:[A-Z][\w-]+ ){1,2})side\b|\s+on the (?P<other>[A-Z][\w-]+)[,.]"
)
_PARTY_TAG = re.compile(r",?\s*\(?[RDI]-[A-Z][a-zA-Z]")  # "(D-Conn.)"
_OF_MANY = re.compile(
    r"\s+(?:of|from)\s+(?:[\w-]+\s+){0,4}?(?:countries|nations|nationalities|states)\b", re.IGNORECASE
)
_UNAMERICAN = re.compile(
    r"\b(?:government|parliament|premier|junta|militias?|guerrillas|rebels|insurgents|king)$", re.IGNORECASE
)
_SENT = re.compile(r"\b(?:embass(?:y|ies)|ambassadors?|envoys?|consulates?|exiles?)\b|-in-exile\b", re.IGNORECASE)
_SPEAKER = re.compile(r"(?:foreign ministry )?spokes(?:man|woman|person)\b", re.IGNORECASE)
_HALVES = frozenset({"North", "South"})  # of Korea, where it is spoken of
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_ARTICLE = re.compile(r"\b(?:the|this|that|these|those)\s+$", re.IGNORECASE)
_SENT_BY_BODY = frozenset("peacekeepers inspectors observers monitors mediators envoy mediator".split())
_REFERRED = (  # whose they are was told before
    frozenset({"coalition", "embassy", "ambassador", "mission", "consulate"}) | _SENT_BY_BODY
)
_ABROAD = frozenset(
    {
        "foreign",
        "international",
        "multinational",
        "western",
        "european",
        "overseas",
        "unidentified",
        "unknown",
        "neighbouring",
        "neighboring",
    }
)
_PARTNERS = frozenset("governments armies countries nations states sides leaders capitals neighbours neighbors".split())
_REGIONS = frozenset(
    "african american andean arab asian balkan baltic caribbean eurasian gulf latin nordic scandinavian".split()
)
_MANY = _PARTNERS | frozenset(
    "creditors diplomats envoys mediators ministers monarchies monitors observers peacekeepers powers presidents".split()
)
_FORCES = frozenset("forces troops soldiers jets aircraft planes warplanes helicopters".split())
_AFFAIRS = frozenset("ministry minister affairs secretary office policy relations".split())  # of one's own state
_ANY_BODY = frozenset({"REB", "PTY", "OPP", "CRM", "PRM", "UAF", "NGO", "SOC"})
_BODIES = {
    "group": _ANY_BODY, "movement": _ANY_BODY, "organisation": _ANY_BODY, "organization": _ANY_BODY, "body": _ANY_BODY,
    "militants": frozenset({"REB"}), "rebels": frozenset({"REB"}), "insurgents": frozenset({"REB"}), "militia": frozenset({"REB", "PRM"}),
    "fighters": frozenset({"REB"}), "guerrillas": frozenset({"REB"}), "separatists": frozenset({"REB"}), "jihadists": frozenset({"REB"}),
    "party": frozenset({"PTY"}), "company": frozenset({"BUS"}), "firm": frozenset({"BUS"}), "bank": frozenset({"BUS"}),
    "union": frozenset({"LAB"}), "alliance": frozenset({"PTY", "MIL"}), "gang": frozenset({"CRM"}), "faction": _ANY_BODY,
}  # fmt: skip


def _is_foreign(reading: _Reading, before: str) -> bool:
    """Whether somebody is of no one state, or not of the home country: "foreign troops", "two governments"."""
    keys = [word.key for word in reading.core]
    abroad = any(one in _ABROAD and two not in _AFFAIRS for one, two in pairwise([*keys, ""]))
    last = before.rstrip().rpartition(" ")[2].lower()
    both = bool({"two", "both"} & set(keys) and _PARTNERS & set(keys))
    abroad |= any(one in {"coalition", "allied"} and two in _FORCES for one, two in pairwise(keys))
    abroad |= bool(_REGIONS & set(keys) and _MANY & set(keys)) or keys[-1:] in (["states"], ["countries"], ["nations"])
    return abroad or both or (last in _ABROAD and bool(keys) and keys[0] not in _AFFAIRS)


def _is_body_of(noun: str, known: _Known) -> bool:
    """Whether "the agency" is an organisation met before, whose name has the word."""
    return (known.identity.actor_id or "").startswith("organisation:") and noun in known.keys


def _ends(core: Sequence[Word], words: str) -> bool:
    """Whether a head phrase ends with these words, or is them."""
    wanted = words.split()
    return [word.key for word in core[-len(wanted) :]] == wanted


def _called(reading: _Reading) -> str | None:
    """The noun that a mention is called by, also behind a name: "coalition" of "the U.S.-led coalition"."""
    last = reading.core[-1] if reading.core else None
    return last.key if last and last.key in _REFERRED else reading.noun


def _is_called_by_name(reading: _Reading, table: ActorTable) -> bool:
    """Whether a mention with a title ends with a name of its own: "ambassador Faruk Sezgin"."""
    last = reading.core[-1] if reading.core and reading.noun and not reading.head else None
    return bool(last and last.text[:1].isupper() and not last.text.isupper() and not table.has_noun(last.key))


def _name_words(identity: Identity, reading: _Reading, table: ActorTable, named: bool) -> tuple[str, ...]:
    """Words by which the document can call the actor later on: the last of its names, as known and as written."""
    if identity.actor_id and identity.actor_id.startswith("state:"):
        return (reading.core[-1].key,) if named else ()
    if identity.actor_id and identity.actor_id.startswith(("group:", "organisation:")):
        spelled = (*reading.core, *split_words(identity.name or ""))
        return tuple(dict.fromkeys(w.key for w in spelled if w.text[:1].isupper() and len(w.key) > SHORT))
    written = [word.key for word in reading.core if word.text[:1].isupper() and not table.has_noun(word.key)]
    known = [word.key for word in split_words(identity.name or "")]
    return tuple(dict.fromkeys([*written[-1:], *known[-1:]]))


def _number(identity: Identity, reading: _Reading, named: bool) -> str:
    if named or (identity.actor_id or "").startswith("person:"):
        return "person"
    if reading.noun and reading.noun.endswith("s") and identity.name is None:
        return "many"
    if identity.rule == "description" or (
        reading.noun and identity.name is None and any(w.text[0].isupper() for w in reading.core[-1:])
    ):
        return "person"
    return "many" if identity.rule == "people" else "body"


def main_country(
    named: Iterable[Named], words: Sequence[Word], text: str, besides: str | None = None
) -> tuple[str | None, bool]:
    """The state that a text names most `besides` one, the earlier one of equals, and whether it has no equal.

    It is the home of "the government" without a dateline. Who backs others ("Iran-backed") does not count.
    """
    states = [n.entity.country for n in _independent(named, words, text) if n.entity.kind == "state"]
    counts = Counter(country for country in states if country not in NON_STATE and country != besides)
    most = counts.most_common(2)  # of equals the one that was met first
    return (most[0][0], len(most) < 2 or most[0][1] > most[1][1]) if most else (None, True)
