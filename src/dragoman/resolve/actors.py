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
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from dragoman.resolve.allusions import CALLED, NEIGHBOURS, OF_PAIR, OWNED, PAIR, PAIR_OF, REALMS, RULERS, one_of
from dragoman.resolve.names import Word, split_words
from dragoman.resolve.phrases import (
    AGAINST,
    Reading,
    each_state,
    identify,
    identity_of,
    independent,
    plain_state,
    read_phrase,
    titled_name,
)
from dragoman.resolve.places import find_places
from dragoman.resolve.table import NON_STATE, RULES, UNKNOWN, ActorTable, Entity, Identity, Named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from dragoman.records import Place
    from dragoman.resolve.places import Gazetteer

_IDEOLOGY = re.compile("(ist|ic|al)$")
_PERSONAL = {"he": "person", "she": "person", "him": "person", "her": "person", "himself": "person", "herself": "person",
             "it": "body", "itself": "body", "they": "many", "them": "many", "themselves": "many"}  # fmt: skip
_SAYS = frozenset("say says said".split())  # then the phrase is who tells it, no apposition


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
        reading = read_phrase(text, self._table, self._on, near)
        identity = self._neighbour(reading, sentence, start, start + len(text))
        identity = identity or identify(reading, self._table, self._on, near)
        if self._union and identity and (identity.rule, identity.country) == ("seat", "BEL"):
            identity = identify(read_phrase("European Union", self._table, self._on, near), self._table, self._on, near)
        if identity is None or identity.country is None:
            identity = self._by_story(identity, reading, sentence, start, place_country)
        if identity:
            named = _is_called_by_name(reading, self._table)
            keys = _name_words(identity, reading, self._table, named)
            self._met.append(_Known(identity, keys, _called(reading), _number(identity, reading, named)))
        return identity or UNKNOWN

    def _by_story(
        self, identity: Identity | None, reading: Reading, sentence: str, start: int, place_country: str | None
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
        return plain_state(state)._replace(rule=rule) if state else None

    def _told(self, before: str) -> Iterator[str | None]:
        """The countries told so far, the nearest first: of the sentence, of who was met, of the story."""
        yield from (entity.country for *_, entity in reversed(self._states_in(before)))
        yield from (known.identity.country for known in reversed(self._met))
        yield from (self._home, self._abroad)

    def _realm(self, reading: Reading, before: str) -> Identity | None:
        """The state of the form told last that is "the kingdom", or whose ruler is "the crown prince"; "the world body"."""
        if body := next((body for words, body in CALLED if _ends(reading.core, words)), None):
            return identify(read_phrase(body, self._table, self._on, ()), self._table, self._on, ())
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

    def _neighbour(self, reading: Reading, sentence: str, start: int, end: int) -> Identity | None:
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
        sectors = read_phrase(text, self._table, self._on, ()).sectors if held else ()
        known = [self.placed(sectors, one, "the two") if held else self._state(one, "the two") for one in pair if one]
        found = tuple(state for state in known if state)
        if len(found) != 2:
            return (UNKNOWN._replace(sectors=sectors, rule="of two"),) if held else ()
        return found

    def _introduced(self, text: str, before: str, reading: Reading) -> Identity | None:
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
        return identity_of(text, None, last.identity.country, last.identity.sectors, "", "description")

    def _short_name(self, reading: Reading, before: str) -> Identity | None:
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

    def _definite(self, reading: Reading, before: str) -> Identity | None:
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

    def _of_body(self, reading: Reading) -> Identity | None:
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
        self, text: str, sentence: str, start: int, reading: Reading, near: Sequence[str]
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
        described = identify(read_phrase(phrase, self._table, self._on, near), self._table, self._on, near)
        if described and described.country in NON_STATE and described.rule == "organisation and noun":
            return described._replace(name=text, actor_id=None, rule="description")
        if described is None or not described.sectors or (not described.country and described.sectors == ("CVL",)):
            return None  # "Goma, a city of a million people"
        country = described.country or self._home
        return identity_of(text, None, country, described.sectors, "", "description") if country else None

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
        name = titled_name(identity.sectors[0], state) if state and len(identity.sectors) == 1 else None
        actor_id = f"{state.actor_id}/{identity.sectors[0]}" if state and name else None
        return identity_of(name or identity.name, actor_id, country, identity.sectors, "", rule)

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
        named = independent(self._table.named(words, on=self._on), words, text)
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
        at = next((i + 1 for i, word in enumerate(words[:-1]) if word.key in AGAINST), None)
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
        named = independent(self._table.named(words, on=self._on), words, before)
        return any(name.entity.kind == "state" and name.role == "name" for name in named)

    def _has_own_name(self, reading: Reading, before: str) -> bool:
        """True for "Ana Dumitru", and for "the Dumitru regime" where its capital is not that of the sentence."""
        ruled = (
            reading.noun in RULES
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


def _is_foreign(reading: Reading, before: str) -> bool:
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


def _called(reading: Reading) -> str | None:
    """The noun that a mention is called by, also behind a name: "coalition" of "the U.S.-led coalition"."""
    last = reading.core[-1] if reading.core else None
    return last.key if last and last.key in _REFERRED else reading.noun


def _is_called_by_name(reading: Reading, table: ActorTable) -> bool:
    """Whether a mention with a title ends with a name of its own: "ambassador Faruk Sezgin"."""
    last = reading.core[-1] if reading.core and reading.noun and not reading.head else None
    return bool(last and last.text[:1].isupper() and not last.text.isupper() and not table.has_noun(last.key))


def _name_words(identity: Identity, reading: Reading, table: ActorTable, named: bool) -> tuple[str, ...]:
    """Words by which the document can call the actor later on: the last of its names, as known and as written."""
    if identity.actor_id and identity.actor_id.startswith("state:"):
        return (reading.core[-1].key,) if named else ()
    if identity.actor_id and identity.actor_id.startswith(("group:", "organisation:")):
        spelled = (*reading.core, *split_words(identity.name or ""))
        return tuple(dict.fromkeys(w.key for w in spelled if w.text[:1].isupper() and len(w.key) > SHORT))
    written = [word.key for word in reading.core if word.text[:1].isupper() and not table.has_noun(word.key)]
    known = [word.key for word in split_words(identity.name or "")]
    return tuple(dict.fromkeys([*written[-1:], *known[-1:]]))


def _number(identity: Identity, reading: Reading, named: bool) -> str:
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
    states = [n.entity.country for n in independent(named, words, text) if n.entity.kind == "state"]
    counts = Counter(country for country in states if country not in NON_STATE and country != besides)
    most = counts.most_common(2)  # of equals the one that was met first
    return (most[0][0], len(most) < 2 or most[0][1] > most[1][1]) if most else (None, True)
