"""The table of known actors: states, organisations, groups and persons, with what each held at a date."""

from __future__ import annotations

from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from dragoman.resolve.names import Hit, Word, find_names, longest_by_first_word, name_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


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


DETERMINERS = frozenset(
    "the a an this that these those its his her their our some several many most all both other another any few more "
    "two three four five six seven eight nine ten dozen dozens hundreds thousands scores tens hundred thousand million "
    "millions group groups number numbers at least about around nearly almost over one part lot lots majority handful "
    "members crowd crowds column columns band bands series array remnants elements up to than".split()
)
STOPS = frozenset(
    "of in from at for to on with against near by who that which whose including inside outside across over during "
    "after under loyal aboard based among between via linked".split()
)
_VERBS = frozenset("is us who it ice car pan pas can led let aim all no".split())
NEAR = frozenset("northern southern eastern western central north south east west new greater".split())
_GIVEN = frozenset(
    "jordan chad israel georgia india kenya paris london sofia victoria kingston santiago america cuba ireland france "
    "washington holland china montana virginia carolina indiana tennessee nevada dakota sydney lima".split()
)
_FAMILY = frozenset(
    "jordan chad israel ireland holland england france germany washington london berlin paris wales scotland montana "
    "virginia brazil israel poland spain turkey york lima".split()
)
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
_HONORIFICS = frozenset("mr mrs ms dr sir lord lady dame madame sheikh prof comandante senor don herr".split())
_PLAIN = frozenset("mr mrs ms dr sir lord in on at as but and with from for after when while saudi hajj".split())
RULES = frozenset({"administration", "regime", "presidency"})  # called by the name of who heads them
_REMEMBERED = 20  # years for which who once led a state is called by the office
_SHOUTED = 0.9  # share of words in capitals from which on capitals tell no names


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
                word.key not in NEAR
                and word.key not in DETERMINERS
                and word.key not in STOPS
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
        ruling = title in RULES or any(title.endswith(office) for office in _CHIEF)
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
