"""A coded document -> the same, with every actor, place, date and number identified as far as its words allow."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from calendar import month_name
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, partial
from typing import NamedTuple

from dragoman import ontology
from dragoman.coding.rules import ANSWERED
from dragoman.records import Actor, Coded, Event, Figure, Place, Quantity, Quote, Relation, Sentence, Span, Time
from dragoman.resolve.actors import NON_STATE, ActorResolver, ActorTable, Named, main_country
from dragoman.resolve.chains import chain_at, chains, trimmed, untyped
from dragoman.resolve.dates import (
    TimeExpr,
    TimeValue,
    as_time,
    counted,
    find_times,
    is_counted,
    is_part_of_day,
    month_after,
    resolve_time,
    times,
)
from dragoman.resolve.dictionaries import Dictionary, merged
from dragoman.resolve.names import Word, split_words
from dragoman.resolve.numbers import bounded, parse_quantity
from dragoman.resolve.places import Gazetteer, PlaceIdentity, distance_km, find_places, resolve_place
from dragoman.resolve.tolls import Toll, as_quantity, tolls

MONTHS = frozenset({"March", "May", "August"})  # that are names of places, too
CONTAINER = 60  # characters within which the district or province of a village is named after it
WEEK = timedelta(days=7)
SEASON = timedelta(days=120)  # a day that is no further behind goes on from a time told before, however old
LONG_PAST = timedelta(days=45)  # the guide says "typically more than a month"
VIOLENT = frozenset({"ASSAULT", "PROTEST"})  # types whose tolls are looked for beyond the tagger's own counts
FAR = 1500.0  # km
FOREIGN = 2  # times as often as the country of the dateline another is told of, in a story about that one
UNSURE = 0.6  # of the confidence of a side
SPOKE = 800  # characters between a speaker and "he"
MUCH = 3  # times that a story names the state which it is about
NEXT = 3  # sentences after an event that may tell its toll
ON_SITE = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"})  # types that happen somewhere
BRIEF = 900  # characters: a report of one event
LOCAL = frozenset({"ASSAULT", "COERCE", "PROTEST"})  # types whose sides are mostly of where they happen
THIRD, TWO = "third-party", 2
_MEDIATES = re.compile(r"mediat|broker|host|facilitat|shuttl|between", re.IGNORECASE)
PLACE_STANDS = "place-stands-for-people"
VAGUE = frozenset({"country", "region"})
COARSE = VAGUE | {"division"}
EXPEDITIONARY = frozenset("USA GBR FRA RUS ISR TUR SAU ARE IRN RWA UGA KEN ETH".split())
_STATE_FORCES = frozenset({"GOV", "MIL"})
_STATE_BODIES = frozenset({"GOV", "MIL", "JUD", "LEG"})
NEIGHBOUR = 160.0  # km between places of one event
_LOCATED = re.compile(r"[,(]|\s(?:in|at|near|around|outside|inside)\s")
_ASIDE = re.compile(  # before places that are only spoken about, or where somebody comes from or goes
    r"\b(?:from|to|into|towards?|against|over|about|amid|between)\s+(?:the\s+)?"
    r"(?:[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,3}(?:,| and|, and|,? or) (?:the )?){0,4}$"
)
_IN = re.compile(  # before a place where something is
    r"\b(?:[Ii]n|[Aa]t|[Oo]n|[Nn]ear|[Ii]nside|[Oo]utside|[Aa]round|[Aa]cross|throughout|within|off)\s+(?:[a-z'’-]+\s+){0,3}"
    r"(?:(?:city|town|village|district|province|region|state|port|capital|outskirts|suburbs?|north|south|east|west) of\s+)?"
    r"(?:[A-Z][\w'’-]+\s+){0,2}(?:capital,?\s+)?$"
)
_HOSTS = re.compile(  # before a place where those who meet are guests
    r"\b(?:talks|conference|summit|meeting|negotiations|session|met|meets?|agreed?|signed|accord|deal)\s+(?:[a-z]+\s+){0,3}(?:in|at)\s+(?:the\s+)?(?:[A-Z]\w+\s+)?$"
)
_PARAGRAPH = re.compile(r"[^\n]+")
_OPENS_IN = re.compile(
    r"\s*(?:[Ii]n|[Aa]t|[Bb]ack in)\s+(?:the\s+(?:[a-z]+\s+){0,2}(?:city|capital|town|port|village)\s+(?:of\s+)?)?(?=[A-Z])"
)
_IN_MONTH = re.compile(rf",? (?:in|last|this|since) (?:{'|'.join(sorted(MONTHS))})\b.*$")
_MONTH = re.compile(rf"(?:(?:early|late|mid)[ -])?(?:{'|'.join(month_name[1:])})", re.IGNORECASE)
_ENDS = re.compile(r"[.!?]\s|\n")
_MISSION = re.compile(r"\b(?:embassy|embassies|consulate|legation)\b", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:In|On|At|Near|Around|Outside|Inside)(?:\s\S+){0,6}"
)  # before a place that tells where all of a sentence was
_CALLED_ON = re.compile(r"\bcall(?:s|ed|ing)? (?:up)?on (?:the )?$")
_BODY_IN = re.compile(  # before where a body is, which is spoken of
    r"\b(?:authorit(?:y|ies)|government|administration|regime|embassy|mission|junta) in (?:the )?$"
)
_SAME_DOER = re.compile(r"[,;]\s(?:and|but)\s(?:then |also |later )?\w+ed\b")  # no clause with a subject of its own
_ORIGIN = re.compile(r"\b(?:flown|flew|brought|sent|came|arrived|returned|rushed|drafted)(?: \w+)? from (?:the )?$")
_BORDER = re.compile(r"\b(?:borders?|frontiers?|boundary|crossings?)\b", re.IGNORECASE)
_WATERS = re.compile(r"\b(?:river|gulf|sea|straits?|channel|ocean|waters|lake)\b", re.IGNORECASE)
_TOLD_IN = re.compile(
    r",[^,]*\b(?:said|says|told [\w ]+|announced|reported) (?:late |early )?(?:on \w+ )?(?:in|at|from) (?:the )?$"
)
_CAPITAL = re.compile(r" [^\W\d_a-z]")
_NAMED_AFTER = re.compile(r"\s+(?:bridge|highway|road|street|square|avenue|roundabout|junction|intersection)\b")
_LINK = re.compile(r"\s*,\s*|\s+\(")  # between a place and what contains it
_STILL = re.compile(
    r"\b(?:has|have|is|are|am|will|would|may|might|can|could|says?|said|told|adds|added|now|still|today|yesterday|since|this|who|which)\b"
    r"|[\"“”]|['’](?:s|ve|re) (?:\w+ed|been)\b",
    re.IGNORECASE,
)
# before a time of which the next sentence does not go on: "had agreed in June", "that began in June"
_RETOLD = re.compile(r"\b(?:had|that|which|who|whose|whom)\b[^,;:]*$", re.IGNORECASE)
_LONG_AGO = re.compile(  # words that a long past time has
    rf"\b(?=[12adfjmnoswy])(?:(?:19|20)\d\d|{'|'.join(month_name[1:])}|months?|years?|decades?|spring|summer|autumn|fall|winter)\b",
    re.IGNORECASE,
)
_WITH = re.compile(r"\bwith (?:the )?$", re.IGNORECASE)
_DATED = frozenset({"day", "time", "week", "month", "season", "quarter", "year"})
_HE = re.compile(r"he|she", re.IGNORECASE)
_PRONOUN = re.compile(r"he|she|it|they|we|i|you", re.IGNORECASE)
_IN_PART = frozenset({"name and noun", "adjective and noun", "organisation and noun", "group and noun", "people"})
_NUMBER = r"an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a few|\d+"
_HAD = re.compile(r"\bhad\b")
_LATER = re.compile(rf"\b(?P<span>(?:{_NUMBER}) (?:day|week|month|year)s?) after\b", re.IGNORECASE)
_UNDATED = "counted-from-a-time-not-told"
_FROM_WHAT = re.compile(  # behind "a day after": what it is counted from
    r"\s+(?!(?:that|this|in|on|at|by|with|when|and|or|but|as|to|from|near|for|over|during|while|against|of)\b)\w"
)
_DAYS = frozenset({"day", "time"})
_TOLD = _DAYS | {"week", "month"}  # precise enough to count from
_BOUND = re.compile(r"\b(since|from|until|till|by|before|between|no later than)\s+(?:the\s+)?$", re.IGNORECASE)
_BY = re.compile(r"\b(until|till|by|before|no later than)\s+(?:the\s+)?$", re.IGNORECASE)  # before a deadline
_PLANNED = re.compile(r"\b(?:planned|scheduled|set|due|expected|slated)(?: to \w+)? (?:for|on|in)\s+(?:the\s+)?$")
_OPEN = re.compile(  # before what may still come
    r"\b(?:to(?! (?:the|an?|its|his|her|their|him|it|them|[A-Z]))|[Ii]f|[Uu]nless|will|would|until|till)\b"
)
_SINCE = re.compile(r"\bsince\s+$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|starting|beginning|effective)(?: on)?\s+(?:the\s+)?$", re.IGNORECASE)
_UNDER = re.compile(r"\b(?:if|unless|in case|as long as|provided(?: that)?)\s[^,;:]*$", re.IGNORECASE)
_WITHIN_HOURS = re.compile(r"\bwithin (?:[\w-]+ ){0,3}(?:hours|minutes|an hour)$", re.IGNORECASE)
_HOURS = re.compile(r"\b(?:hours?|minutes)\b", re.IGNORECASE)
_OF_WHAT = re.compile(r"\b(?:hours|minutes) (?:before|after|of) \w", re.IGNORECASE)  # "hours before the vote"
_HOURS_LATER = re.compile(r"\bhours? (?:later|after(?:wards?)?)$", re.IGNORECASE)
_LATE = re.compile(r"T(?:NI|EV|2[0-4]:\d\d)$")  # values of times after which "hours later" may be the next day
_BEGINS = re.compile(
    r"\b(?:begins|starts|opens|ends|expires|resumes|takes effect|comes into force) (?:(?:on|at|from|in) )?(?:the )?$"
)
_PART_FIRST = re.compile(
    r"(?:the )?(?:dawn|noon|mid\w+|dusk|night\w*|daybreak|sun\w+|\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m)\b"
)
_DAY_FORMS = frozenset({"day", "day-time", "night-of"})
_PERFECT = re.compile(r"\b(?:has|have|had|is|are|would|will|may|might|could)\b", re.IGNORECASE)
_GOES_ON = re.compile(  # up to the verb of who goes on from the sentence before
    r"(?:(?:But|And|Yet|In return|Instead),? )?(?:"
    r"(?:He|She|They|It)(?:,? (?:also|then|in turn|instead|later|again|however|further),?)* "
    r"|(?:He|She|They|It) (?!(?:said|told|has|have|had|is|are|was|were)\b)(?:(?!that\b|wh\w+\b|said\b)[^\s;:]+ )+and (?:(?:he|she|they|it|also) )*"
    r"|(?:The )?[A-Z](?:(?!\bwh\w+\b)[^,;:“”\"]){3,60} also )"
)
SPEECH = frozenset({"AGREE", "CONCEDE", "REQUEST", "THREATEN", "REJECT"})  # said now, of what may come
HEAD = 4  # words before a time that stands at the head of its sentence, and tells the day of all of it
_RELATIVE = re.compile(
    r"(?:\s(?:who|whose|whom|which)|,\s(?:(?:of|to|in|for|by|with|from|most of)\s)?(?:whose|whom|which|where))\s",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|unless|whether|in case|as long as|as soon as|once(?! again| more| a))\s", re.IGNORECASE
)
_WHEN = re.compile(r"\bwhen(?:ever)?\s", re.IGNORECASE)
_JOINED = re.compile(r"[,;]\s(?:and|but|while|whereas|although|though|as|or|so|yet)\s(?=(?P<clause>.*))", re.DOTALL)
_OWN_VERB = re.compile(  # a subject, which may be long, and a finite verb
    r"(?!(?:also|then|later|now)\b)(?:[^\s,;]+\s){1,12}?(?:is|are|was|were|has|have|had|will|would|may|might|can|could|must|did|does|do"
    r"|said|says|told|made|took|gave|went|came|fell|left|held|met|sent|put|set|began|broke|shot|fought|won|lost|\w{2,}ed)\b"
)
_SAID_ON = re.compile(
    r"\b(?:said|says|told|reported|announced|added|stated)(?: (?:late|early|on|in|a statement))*\s+$", re.IGNORECASE
)
_LINE = re.compile(r".{0,120}?\s[-–—]+\s", re.DOTALL)  # a dateline, with its day and its publisher
_HELD = re.compile(r"\([^()\n]*\)")  # in brackets
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")  # every full date of the text has one beside it
_NAMED_DEED = re.compile(r"(?:\b(?:the|an?|of|for|his|her|its|their)|['’]s?)\s+$", re.IGNORECASE)
NAMED_WITHIN = 25  # characters between "Friday's" and the noun of its deed
BEFORE = 80  # characters that tell whether a time lies ahead


LEAST_SUM = 1000  # of money without a currency
_GIVEN = frozenset({"aid", "forces"})
_OF_OTHERS = frozenset(
    {"forces", "killed", "injured", "detained", "displaced", "cases", "votes"}
)  # that somebody counts
_TELEPHONE = re.compile(r"\d+-\d{3}-\d{3,}")
_A_PERSON = re.compile(r"\b(?:an?|another)\s+$", re.IGNORECASE)
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
_DEAD = re.compile(  # words that say that somebody is dead
    r"\b(?:kill|dead|died?\b|dies\b|dying|death|deadl|fatal|murder|slain|slay|assassinat|execut|behead|decapitat|massacr|lynch|lives\b|life\b"
    r"|perish|losses|lost\b|loss\b|bod(?:y|ies)\b|corpse|toll\b|casualt|victim|drown|burie[ds]|burial|funeral|mourn|gunned|shot|hang(?:ed|ing)"
    r"|stoned|bludgeon|graves?\b|succumb|claimed|martyr|eliminat|neutrali|wip(?:ed|ing) out|blown up|homicid|suicide|slaughter|butcher"
    r"|did not (?:live|survive))",
    re.IGNORECASE,
)
_AMONG_THE_DEAD = re.compile(
    r"(?:\s\w+){0,4}\s(?:was|were)\samong\s(?:the\s(?:dead|victims|casualties|killed)|those\skilled)|\sof\sthe\sdead\b"
)
_INJURED = re.compile(r"\b(?:injur|wound|hurt|concuss|burns\b|hospitali)", re.IGNORECASE)
_CAME_FIRST = re.compile(  # between a deed and the toll of an earlier one that it follows
    r"\b(?:revenge|reply|response|retaliation|reprisal|vengeance|answer)\s+(?:for|to)\b|\baveng(?:e|ing)\b"
    r"|\b(?:hours?|days?|weeks?|months?|years?)\s+after\b"
)


@dataclass(frozen=True, slots=True)
class Resources:
    """The tables that resolving needs, loaded once."""

    actors: ActorTable
    gazetteer: Gazetteer
    added: tuple[str, ...] = ()  # hashes of the dictionaries laid over the packaged actors

    @classmethod
    def load(cls, dictionaries: Sequence[Dictionary] = ()) -> Resources:
        """The packaged tables, with the actors of one's own dictionaries before them."""
        table = ActorTable.load()
        if dictionaries:
            table = ActorTable(merged(table.compiled, dictionaries))
        return cls(table, Gazetteer.load(), tuple(d.digest for d in dictionaries))


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
    return _Resolving(coded, resources, datelines, sentences).whole()


class _Item(NamedTuple):
    """A story, or one item of a round-up: where it begins, its home country, and the country it names most besides.

    `at_home` tells whether it clearly plays in its home country, and not in another as much.
    """

    start: int
    home: str | None
    at_home: bool
    abroad: str | None
    two: bool  # whether it is about these two
    filed: str | None  # the country of its dateline


class _Resolving:
    """One document being resolved: its anchor date, home country, places so far and named actors."""

    def __init__(
        self, coded: Coded, resources: Resources, datelines: Sequence[Span], sentences: Sequence[Sentence]
    ) -> None:
        self.coded = coded
        self.text = coded.document.text
        self.resources = resources
        self.sentences = sentences
        lines = [_LINE.match(self.text, place.start) for place in datelines]
        self.lines = [line.span() for line in lines if line]  # an item begins behind its own
        self.countries: Counter[str] = Counter(p.country for p in self.places if p.country)
        self.near: list[tuple[float, float]] = []
        self.told: dict[int, list[Toll]] = {}
        self.timed: dict[int, list[TimeExpr]] = {}
        self.searched: set[int] = set()  # where the sentences begin whose places and states the actors know
        self.known: dict[tuple[int, int], tuple[Actor, ...]] = {}
        self.said: date | None = self._first_day()
        self.items = self._items(datelines)
        self.actors = ActorResolver(resources.actors, on=coded.document.published, gazetteer=resources.gazetteer)

    @cached_property
    def story(self) -> str:
        """The text with its furniture blanked out, which tells nothing of the story, all but the headline.

        So are the agencies that datelines name in brackets.
        """
        found = self.text
        furniture = [(f.start, f.end) for f in self.coded.document.furniture if f.kind != "headline"]
        for start, end in [*furniture, *self._agencies()]:
            found = found[:start] + " " * (end - start) + found[end:]
        return found

    def _agencies(self) -> Iterator[tuple[int, int]]:
        """What stands in the brackets of datelines and is no place as a whole."""
        for start, end in self.lines:
            for held in _HELD.finditer(self.text, start, end):
                if not self.resources.gazetteer.candidates(" ".join(w.key for w in split_words(held.group()))):
                    yield held.span()

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the story."""
        return split_words(self.story)

    @cached_property
    def names(self) -> list[Named]:
        """Every known actor that the story names; the seat of the European Union is none of Belgium."""
        return [n for n in self.spelled if not (self.union and n.entity.country == "BEL")]

    @cached_property
    def union(self) -> bool:
        """Whether "Brussels" is the European Union: it is named, and Belgium only by its capital."""
        belgian = {name.role for name in self.spelled if name.entity.country == "BEL"}
        return belgian <= {"seat"} and any(name.entity.code == "EUR" for name in self.spelled)

    @cached_property
    def spelled(self) -> list[Named]:
        """Every known actor by the words of the story."""
        return self.resources.actors.named(self.words, on=self.coded.document.published)

    @cached_property
    def states(self) -> list[tuple[int, str]]:
        """Where the text names a state, and its country."""
        return [(self.words[n.first].start, n.entity.country) for n in self.names if n.entity.kind == "state"]

    @cached_property
    def seats(self) -> frozenset[int]:
        """Where the text names a capital that may stand for its state."""
        return frozenset(self.words[n.first].start for n in self.names if n.role == "seat")

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every place name of the story, identified."""
        return find_places(self.story, self.resources.gazetteer, self.resources.actors, self.names)

    def _items(self, datelines: Sequence[Span]) -> list[_Item]:
        """The items of the document, in order; one without datelines."""
        starts = [0, *(place.start for place in datelines[1:])]
        stops = [*starts[1:], len(self.text)]
        places: Sequence[Span | None] = datelines or (None,)
        return [self._item(*item) for item in zip(starts, stops, places, strict=True)]

    def _item(self, start: int, stop: int, dateline: Span | None) -> _Item:
        """At home is where it was filed; if another state is spoken of far more, and often, it is that one."""
        filed = self.place(Place(text=dateline.text, start=dateline.start, end=dateline.end)) if dateline else None
        filed_in = filed.country if filed else None
        names = [n for n in self.names if self._is_told_in(start, stop, self.words[n.first].start)]
        places = [p for p in self.places if self._is_told_in(start, stop, p.start)]
        main, alone = main_country(names, self.words, self.text)
        told = Counter(n.entity.country for n in names)
        towns = Counter(p.country for p in places if p.precision not in VAGUE and not (filed and p.name == filed.name))
        here, there = (told[one or ""] + towns[one] for one in (filed_in, main))
        home, at_home = main or _only_country(places), alone
        if filed_in and (told[main or ""] < MUCH or there <= FOREIGN * here):
            home, at_home = filed_in, True
        abroad, _ = main_country(names, self.words, self.text, besides=home)
        third = max((n for country, n in told.items() if country not in {home, abroad, *NON_STATE}), default=0)
        two = told[home or ""] > 1 and told[abroad or ""] > max(1, 2 * third - 1)
        return _Item(start, home, at_home, abroad, two=two, filed=filed_in)

    def _is_told_in(self, start: int, stop: int, at: int) -> bool:
        """Whether a place of the text lies within an item, behind its dateline."""
        return start <= at < stop and not self._is_filed(at)

    def times(self, sentence: Span) -> list[TimeExpr]:
        """Every time expression of a sentence, found once."""
        if sentence.start not in self.timed:
            self.timed[sentence.start] = find_times(sentence.text)
        return self.timed[sentence.start]

    def whole(self) -> Coded:
        self.known = self._identified()
        return replace(
            self.coded,
            events=self._own_tolls(_without_victims([self._event(e) for e in self.coded.events])),
            figures=self._in_money([self._figure(f) for f in self.coded.figures]),
            relations=tuple(self._relation(r) for r in self.coded.relations),
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
        mentions, items = self._mentions(), list(self.items)
        scenes = self._scenes()
        persons = [p for p in self._persons() if not any(a.start < p.end and p.start < a.end for a, _ in mentions)]
        for actor, sentence in mentions:
            while items and items[0].start <= actor.start:
                _, home, at_home, abroad, two, _ = items.pop(0)
                self.actors.stand(home, at_home=at_home, abroad=abroad, two=two, union=self.union)
            while persons and persons[0].start < actor.start:
                self.actors.meet(persons.pop(0).text)
            self.actors.scene = next((place for end, place in scenes if actor.start < end), None)
            found[actor.start, actor.end] = self.each(actor, sentence)
        return found

    def _scenes(self) -> list[tuple[int, str | None]]:
        """Where each paragraph ends, and the country of the town it begins in: "In Wellington the government ..."."""
        found = []
        for paragraph in _PARAGRAPH.finditer(self.story):
            opens = _OPENS_IN.match(paragraph[0])
            at = paragraph.start() + opens.end() if opens else -1
            place = next((p for p in self.places if p.start == at and p.precision not in VAGUE), None)
            found.append((paragraph.end(), place.country if place else None))
        return found

    def _persons(self) -> list[Span]:
        """Where the text names a known person in full."""
        spans = [
            (self.words[n.first].start, self.words[n.last - 1].end)
            for n in self.names
            if n.entity.kind == "person" and n.last - n.first > 1
        ]
        return [Span(text=self.text[start:end], start=start, end=end) for start, end in sorted(spans)]

    def _mentions(self) -> list[tuple[Actor, Span]]:
        """Every actor with its own sentence, once, in text order, so that a full name comes before its short forms."""
        found = [(a, e.sentence) for e in self.coded.events for a in (*e.actors, *e.recipients, *e.said_by)]
        found += [(a, f.sentence) for f in self.coded.figures for a in f.holders]
        found += [(a, r.sentence) for r in self.coded.relations for a in r.sides]
        found += [(q.speaker, q.content) for q in self.coded.quotes if q.speaker]
        once = {(a.start, a.end): (a, self._sentence_of(a, near)) for a, near in found}
        return sorted(once.values(), key=lambda x: (x[0].start, x[0].end))

    def _sentence_of(self, actor: Actor, near: Span) -> Span:
        """The sentence that a mention stands in, which may be before that of its event; else that of the event."""
        found = self._sentence_at(actor.start)
        if found is None or actor.end > found.end:
            return Span(text=near.text, start=near.start, end=near.end)
        return Span(text=self.text[found.start : found.end], start=found.start, end=found.end)

    def _sentence_at(self, at: int) -> Sentence | None:
        """The last sentence that begins before a character, or at it."""
        after = bisect_right(self.sentences, at, key=lambda sentence: sentence.start)
        return self.sentences[after - 1] if after else None

    def each(self, actor: Actor, sentence: Span) -> tuple[Actor, ...]:
        """Who a mention names, in its sentence."""
        if sentence.start not in self.searched:
            self.searched.add(sentence.start)
            inside = self._inside(sentence.start, sentence.end)
            self.actors.know_places(sentence.text, [p for p in inside if self._tells_country(p)])
            first, last = (bisect_left(self.states, (at,)) for at in (sentence.start, sentence.end))
            told = (c for at, c in self.states[first:last] if not self._is_filed(at))
            self.actors.know_states(sentence.text, told)
        begun = self._begun(actor.start, actor.end)  # "Idlib" begins "Idlib province"
        self.actors.know_places(actor.text, begun)
        each = self.actors.resolve_each(actor.text, sentence.text, max(actor.start - sentence.start, 0))
        self.countries.update(found.country for found in each if found.country)
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

    def place(self, place: Place) -> Place:
        if _MISSION.search(place.text):
            return self._within(place)
        if known := self._known(place.start, place.end):
            return known
        start, end = trimmed(self.text, place.start, place.end)
        if known := self._known(start, end) or self._known(start, start + len(untyped(self.text[start:end]))):
            return replace(known, text=place.text, start=place.start, end=place.end)
        chain = _IN_MONTH.sub("", chain_at(self.story, start, end))
        found = resolve_place(chain, countries=self.countries, near=self.near[-5:], gazetteer=self.resources.gazetteer)
        if found is None or self._is_namesake(found):
            return self._within(place)
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

    def _is_namesake(self, found: PlaceIdentity) -> bool:
        """Whether a place lies in a country that is not told of, and far from every place that is."""
        if found.lat is None or found.lon is None or not found.country or found.country in self.countries:
            return False
        told = [
            (p.lat, p.lon) for p in self.places if p.precision not in VAGUE and p.lat is not None and p.lon is not None
        ]
        return bool(told) and min(distance_km((found.lat, found.lon), point) for point in told) > FAR

    def _begun(self, start: int, end: int) -> Sequence[Place]:
        """The place names that begin in a stretch of the text."""
        first, last = (bisect_left(self.places, at, key=lambda place: place.start) for at in (start, end))
        return self.places[first:last]

    def _inside(self, start: int, end: int) -> list[Place]:
        """The place names of a stretch of the text."""
        return [p for p in self._begun(start, end) if p.end <= end]

    def _acts(self, place: Place) -> bool:
        """Whether a place is a capital that stands for its state: "handed to Hanoi", and not "in Hanoi"."""
        before = self.text[max(0, place.start - BEFORE) : place.start]
        return place.start in self.seats and not _IN.search(before) and not self._is_filed(place.start)

    def _tells_country(self, place: Place) -> bool:
        """Whether a place tells whose the police or the government of its sentence are: not where it only hosts talks."""
        hosts = _HOSTS.search(self.text, max(0, place.start - BEFORE), place.start)
        seat = self.union and place.country == "BEL"
        filed = self._is_filed(place.start)
        return not (hosts or seat or filed or self._acts(place) or self._standing(place)[1])

    def _is_filed(self, at: int) -> bool:
        """Whether a place of the text is within its dateline."""
        return any(start <= at < end for start, end in self.lines)

    def _known(self, start: int, end: int) -> Place | None:
        """The place name that stands exactly here."""
        return next((p for p in self._begun(start, start + 1) if p.end == end), None)

    def time(self, time: Time, ahead: bool | None = None) -> Time:
        """The time read; words that say no time of their own are widened to the expression they touch.

        `ahead` tells whether it belongs to what is still to come (True) or is done (False), where that is known.
        """
        found = self._read(time, ahead)
        if found.value:
            return found
        head = max(0, time.start - BEFORE)
        for wider in find_times(self.text[head : time.end + BEFORE]):
            start, end = head + wider.start, head + wider.end
            if start <= time.end + 1 and time.start <= end + 1:
                return self._read(Time(text=self.text[start:end], start=start, end=end), ahead)
        return found

    def _read(self, time: Time, ahead: bool | None, told: Sequence[Time] | None = None) -> Time:
        """The time read after those `told` before it, by default all of the story."""
        sentence = self._sentence_at(time.start)
        begin = max(sentence.start if sentence else 0, time.start - BEFORE)
        anchor, before = self.coded.document.published or self.said, self.text[begin : time.start]
        if is_counted(time.text, before):
            return self._counted(time, ahead, told)
        if ahead is False and _WITHIN_HOURS.search(before + time.text):
            return self._counted(time, ahead, told, "hours later")
        last = self._day_around(time, told) if is_part_of_day(time.text) else None
        if last and last.precision not in _DAYS:
            return replace(last, text=time.text, start=time.start, end=time.end)
        read = partial(resolve_time, time.text, anchor, reference=last.start_day if last else None)
        found = self._after_told(time, read(before=before), told, done=ahead is False)
        by, due = _BY.search(before + time.text[: time.text.find(" ") + 1]), _PLANNED.search(before)
        if by and ahead is not True and _HAD.search(before) and not _OPEN.search(before):
            ahead, by = False, None  # "had fled by Monday"
        elif by and by[1].lower() == "before" and _OPEN.search(before):
            found = read(before="will ")  # "offered to meet before Easter"
        if anchor and (ahead or by) and (passed := self._due_by_then(time, anchor, told)):
            return as_time(time, passed)
        bound = due or (by and ahead is not True)
        if ahead is None or anchor is None or bound or _fits(found, ahead, anchor):
            return as_time(time, found)
        other = read(before="will " if ahead else "")
        return as_time(time, other if _fits(other, ahead, anchor) else found)

    def _due_by_then(self, time: Time, anchor: date, told: Sequence[Time] | None) -> TimeValue | None:
        """A deadline that has passed: the next such day after the one on which the paragraph has it set."""
        made = self._last_told(time.start, told, _DAYS, paragraphs=1)
        if made is None or made.start_day is None or _YEAR.search(time.text):
            return None
        found = resolve_time(time.text, made.start_day, before="will ")
        passed = found.start_day is not None and made.start_day < found.start_day <= anchor
        return found if passed and made.basis != "dateline" else None

    def _day_around(self, time: Time, told: Sequence[Time] | None) -> Time | None:
        """The day that a part of a day is of: the last told, else that of the lead; or what was long ago, "when" it was."""
        here = self._last_told(time.start, told, _DATED, paragraphs=1)
        if here and here.precision not in _DAYS:
            then = re.search(r"\bwhen\b", self.text[here.end : time.start])
            same = self._sentence_at(here.start) == self._sentence_at(time.start)
            return here if then and same and self._is_long_past(here) else None
        overnight = time.text.lower() == "overnight"  # which may be the night before the story, whatever was told
        last = self._last_told(time.start, told, _DAYS, paragraphs=1)
        return last if last or overnight else self._day_of_lead(time.start, told)

    def _day_of_lead(self, at: int, told: Sequence[Time] | None) -> Time | None:
        """The one day of the week before the story on which the first sentence of the story, or item, has it happen."""
        lead = next((s for s in self.sentences if s.start >= max(i.start for i in self.items if i.start <= at)), None)
        if lead is None or lead.end > at:
            return None
        told = [t for t in (self.narrated if told is None else told) if lead.start <= t.start < lead.end]
        days = [t for t in told if t.precision in _DAYS and not self._is_filed(t.start)]
        return days[0] if len(days) == 1 and self._is_narrated(days[0]) and self._is_now(days[0]) else None

    def _counted(self, time: Time, ahead: bool | None, told: Sequence[Time] | None, words: str | None = None) -> Time:
        """A time told by its distance to another: of the last told before it, else no day at all.

        A story without a date of its own counts from its first day. What is done lies not after the story. Hours after
        an evening may be the next day. `words` tell the distance, where those of the time do not.
        """
        words = words or time.text
        on = self.coded.document.published
        kinds = _DAYS if _HOURS.search(words) else _TOLD | {"year"} if "year" in time.text.lower() else _TOLD
        last = self._last_told(time.start, told, kinds)
        other = bool(_FROM_WHAT.match(self.text, time.end)) and time.text.endswith(("before", "after"))
        other = other or bool(_OF_WHAT.search(time.text)) or self.text.startswith(" of ", time.end)
        if last and _HOURS_LATER.search(words) and _LATE.search(last.value or ""):
            last = None
        if last is None and on is None and self.said:
            return as_time(time, resolve_time(time.text, self.said, reference=self.said))
        found = counted(words, last) if last and not other else TimeValue()
        if not found.value or (ahead is False and on is not None and not _fits(found, ahead, on)):
            found = replace(resolve_time(time.text, None), rule=_UNDATED)
        return as_time(time, found)

    def _after_told(
        self, time: Time, found: TimeValue, told: Sequence[Time] | None, *, done: bool = False
    ) -> TimeValue:
        """A month without a year as the next after a month of an earlier year, told before it in the paragraph."""
        on = self.coded.document.published
        near = ("nearest behind", "nearest ahead") if done else "nearest behind"
        if on is None or found.precision not in {"month", *_DAYS} or not (found.rule or "").endswith(near):
            return found
        last = self._last_told(time.start, told, None, paragraphs=1)
        if last is None or last.basis != "text" or last.precision not in _TOLD or not last.end_day:
            return found
        after = month_after(time.text, last) if last.end_day.year < on.year else TimeValue()
        if after.start_day is None or after.start_day > on:
            return found
        recent = found.precision in _DAYS and found.start_day is not None and on - found.start_day <= LONG_PAST
        return found if recent and after.start_day - last.end_day > SEASON else after

    @cached_property
    def narrated(self) -> list[Time]:
        """Every time that the story tells, in order, each read after those before it."""
        found: list[Time] = []
        for s in self.sentences or [Sentence(start=0, end=len(self.text), contexts=())]:
            for t in self.times(Span(text=self.text[s.start : s.end], start=s.start, end=s.end)):
                time = Time(text=t.text, start=s.start + t.start, end=s.start + t.end)
                found.append(self._read(time, None, found))
        return found

    def _last_told(
        self, at: int, told: Sequence[Time] | None, kinds: frozenset[str] | None, *, paragraphs: int = 2
    ) -> Time | None:
        """The last time told before a character: in its sentence, where days come first, its paragraph, the one before.

        A day of the week of the story, if no other time is told after it, stays the one that the story is at.
        """
        told = self.narrated if told is None else told
        sentence = self._sentence_at(at)
        begin = sentence.start if sentence else 0
        before = [t for t in told if t.end <= at and t.start_day and (kinds is None or t.precision in kinds)]
        before = [t for t in before if t.start < begin or not self._is_aside(t, self.text[t.end : at])]
        here = [t for t in before if t.start >= begin]
        if here and kinds:
            return next((t for t in reversed(here) if t.precision in _DAYS), here[-1])
        item = max(item.start for item in self.items if item.start <= at)
        last = next((t for t in reversed(before) if item <= t.start and self._is_narrated(t)), None)
        near = last is not None and last.start >= self._paragraphs_before(begin, paragraphs)
        return last if near or (paragraphs > 1 and last and self._is_now(last)) else None

    def _is_now(self, time: Time) -> bool:
        """Whether a time is a day of the week before the story, or after it."""
        on = self.coded.document.published
        return bool(time.precision in _DAYS and on and time.start_day and abs(on - time.start_day) <= WEEK)

    def _paragraphs_before(self, at: int, number: int) -> int:
        """Where the paragraph of a character begins, or of so many of the story, of which it is the last."""
        start = self.text.rfind("\n", 0, at) + 1
        before = self._sentence_at(start - 1) if number > 1 and start else None
        return self._paragraphs_before(before.start, number - 1) if before else start

    def _is_narrated(self, time: Time) -> bool:
        """Whether the story goes on from a time: not from a bound, when it was said, a dateline, or months ago in an aside."""
        sentence = self._sentence_at(time.start)
        begin, end = (sentence.start, sentence.end) if sentence else (0, len(self.text))
        before = self.text[begin : time.start]
        bound = _is_bound(time, before) or _SAID_ON.search(before)
        aside = time.precision not in _DAYS and self._is_aside(time, self.text[time.end : end])
        return not (bound or aside or self._is_filed(time.start))

    def _day_before(self, start: int, end: int) -> date | None:
        """The last day that a stretch of the text tells."""
        found = times(self.text[start:end], self.coded.document.published or self.said)
        days = [time.start_day for time in found if time.precision in {"day", "time"}]
        return days[-1] if days else None

    def quantity(self, quantity: Quantity) -> Quantity:
        start, end = bounded(self.text, quantity.start, quantity.end)
        low, high, unit = parse_quantity(self.text[start:end])
        return Quantity(text=self.text[start:end], start=start, end=end, low=low, high=high, unit=unit)

    def _count(self, quantity: Quantity) -> Quantity:
        """A number of people; one with "a" before is one: "an apprentice mechanic"."""
        found = self.quantity(quantity)
        if found.low is None and _A_PERSON.search(self.text, max(0, found.start - NAMED_WITHIN), found.start):
            return replace(found, low=1.0, high=1.0)
        return found

    def _event(self, event: Event) -> Event:
        ahead = _lies_ahead(event, self.text)
        told = self._told_time(event, ahead)
        told = None if told and self._is_answered(event, told) else told
        when = self._before_others(event) or told
        past = event.status == "actual" and (self._is_long_past(when) or self._is_background(event, when))
        when = when if when or past else self._goes_on(event)
        where = self._where(event)
        others = (self._later(event), ANSWERED.search(self.text, event.sentence.start, event.trigger.start))
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
            counts=self._counts(event),
        )

    def _told_time(self, event: Event, ahead: bool | None) -> Time | None:
        """The time that the tagger gave an event, read, else the only day of its sentence."""
        own = event.when
        if own is None or self._is_filed(own.start):
            return self._day_of(event)
        if not _LATER.match(self.text, own.start):
            time = self.time(own, ahead)
            return None if ahead is False and self._is_to_come(event, time) else time
        return self._day_of(event) or replace(own, rule="came-after-another")  # counted from a day that is not told

    def _is_to_come(self, event: Event, time: Time) -> bool:
        """Whether the time of a done deed is that of what may come: a deadline, a condition, "which begins on Monday"."""
        before = self.text[event.sentence.start : time.start]
        if event.type in SPEECH:
            return False
        if time.start >= event.trigger.end and _UNDER.search(self.text, event.trigger.end, time.start):
            return True
        if _BEGINS.search(before):
            return self._is_ahead(self._read(time, ahead=None))
        by = _BY.search(before) or _BY.search(time.text[: time.text.find(" ") + 1])
        return by is not None and self._is_ahead(time)

    def _is_answered(self, event: Event, when: Time) -> bool:
        """Whether the time is that of a deed which answers this one: "fired on Wednesday in answer to the killing"."""
        return when.end <= event.trigger.start and bool(ANSWERED.search(self.text, when.end, event.trigger.start))

    def _town(self, event: Event, side: Actor) -> Actor:
        """A side; if it is a town that only the gazetteer knows, of the country it lies in."""
        if side.country or side.sectors or not side.text[:1].isupper():
            return side
        gazetteer = self.resources.gazetteer  # what is refused here is no place of the document either
        place = resolve_place(side.text, countries=self.countries, near=self.near[-5:], gazetteer=gazetteer)
        if place is None or not place.country or self._is_namesake(place):
            return side
        if self._is_elsewhere(side.text, place.country, event):
            return side
        return replace(side, country=place.country, code=place.country, rule="town")

    def _local(self, event: Event, side: Actor, where: Place | None) -> Actor:
        """Who was put in the home country for want of better, of an arrest or attack elsewhere: of where the text has it."""
        told = event.where is not None and self._paragraphs_before(event.sentence.start, 1) <= event.where.start
        if event.type not in LOCAL or side.rule != "home" or not told or not where or not where.country:
            return side
        if where.country == side.country or "MIL" in side.sectors or "-of-the-" in (where.rule or ""):
            return side  # where it was done is not told, but taken from the sides
        found = self.actors.placed(side.sectors, where.country, "where it was done")
        return replace(
            side, name=found.name, actor_id=found.actor_id, country=found.country, code=found.code, rule=found.rule
        )

    def _is_town(self, side: Actor) -> bool:
        known = self._known(side.start, side.end)
        return side.rule == "town" or (known is not None and known.precision in {"city", "site"} and not side.actor_id)

    @cached_property
    def later(self) -> list[re.Match[str]]:
        """Where the text tells that something came so long after another."""
        return list(_LATER.finditer(self.text))

    def _later(self, event: Event) -> re.Match[str] | None:
        """Where a sentence says that what it told before came so long after this event."""
        begin, end = event.sentence.start, event.trigger.start
        spans = (m for m in self.later if begin <= m.start() and m.end() <= end)
        return next((m for m in spans if "," not in self.text[m.end() : end]), None)

    def _before_others(self, event: Event) -> Time | None:
        """The time of what others came "two days after", which was so long before the story."""
        later = self._later(event)
        if later is None or (event.when and event.when.start != later.start()):
            return None
        day = self._day_before(event.sentence.start, later.start())
        time = event.when or Time(text=later["span"], start=later.start(), end=later.end("span"))
        if day is None and _HAD.search(self.text, event.sentence.start, later.start()):
            return replace(time, rule="others-came-after-it")  # what it is counted from has a day of its own, not told
        found = resolve_time(
            f"{later['span']} ago", day or self.coded.document.published or self.said, reference=self.said
        )
        return replace(as_time(time, found), rule="others-came-after-it") if found.value else None

    def _figure(self, figure: Figure) -> Figure:
        value = self.quantity(figure.value)
        beside = self._beside(figure)
        where = figure.where if not (beside and figure.where and _overlap(beside, figure.where)) else None
        return replace(
            figure,
            value=value,
            holders=(beside,) if beside else self._holders(figure),
            where=self.place(where) if where else None,
            when=self.time(figure.when) if figure.when else None,
        )

    def _holders(self, figure: Figure) -> tuple[Actor, ...]:
        """Whose a figure is: not who counts ("Iraq puts their number at 650"), nor whom a vote was lost to.

        Trade between "the two" is that of both states of the story.
        """
        value = figure.value
        counts = _COUNTS_OTHERS.search(self.text, figure.sentence.start, value.start)
        lost = figure.kind == "votes" and _VOTES_FOR.match(self.text, value.end)
        before = counts.start() + 1 if counts else value.start if lost else 0
        holders = self.named([a for a in figure.holders if figure.kind not in _OF_OTHERS or a.start >= before])
        if figure.kind != "trade" or not _BETWEEN_TWO.search(figure.sentence.text):
            return holders
        item = next(item for item in reversed(self.items) if item.start <= value.start)
        told = {side.country for side in holders if side.country}
        pair = {country for country in (item.home, item.abroad) if country}
        if len(told) > 1 or len(pair) != 2 or not item.two or not told <= pair:
            return holders
        missing = [self._last_named(country, value.start) for country in sorted(pair - told)]
        return (*(side for side in holders if side.country), *(side for side in missing if side))

    def _beside(self, figure: Figure) -> Actor | None:
        """The state right beside a sum or a force: "Chad promised $5 million and | Mali $3 million", "9 million from Italy"."""
        value = figure.value
        if figure.kind not in _GIVEN:
            return None
        for name in (n for n in self.names if n.entity.kind == "state" and n.role == "name"):
            start, end = self.words[name.first].start, self.words[name.last - 1].end
            gap = self.text[end : value.start] if end < value.start else None
            joined = gap == " " and _AND_BEFORE.search(self.text, max(0, start - NAMED_WITHIN), start)
            behind = start > value.end and _FROM_WHOM.fullmatch(self.text, value.end, start)
            if joined or (behind and figure.kind == "aid"):
                return Actor(
                    text=self.text[start:end], start=start, end=end, name=name.entity.name, actor_id=name.entity.actor_id,
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
            when=self.time(relation.when) if relation.when else None,
        )

    def _both_sides(self, relation: Relation) -> tuple[Actor, ...]:
        """The sides of a statement on relations; where it tells one state or none, the two that the story is about."""
        sides = self.named(relation.sides)
        item = next(item for item in reversed(self.items) if item.start <= relation.trigger.start)
        told = {side.country for side in sides if side.country}
        pair = {country for country in (item.home, item.abroad) if country}
        stately = all(not side.sectors or _STATE_BODIES & set(side.sectors) for side in sides)
        if len(sides) > 1 or not stately:
            return sides
        if (
            len(told) == 1
            and item.home
            and any(_WITH.search(self.text, max(0, side.start - NAMED_WITHIN), side.start) for side in sides)
        ):
            pair = told | {item.home}  # "relations with Washington" are those of home
        elif not item.two or not told <= pair:
            pair = told | self._named_beside(relation, told)
        if len(pair) != 2:
            return sides
        kept = tuple(side for side in sides if side.country)
        missing = [self._last_named(country, relation.trigger.start) for country in sorted(pair - told)]
        return (*kept, *(side for side in missing if side))

    def _named_beside(self, relation: Relation, told: set[str]) -> set[str]:
        """The states that the paragraph names before a statement, besides those it tells."""
        start = self.text.rfind("\n", 0, relation.trigger.start) + 1
        return {country for at, country in self.states if start <= at < relation.trigger.start} - told

    def _last_named(self, country: str, before: int) -> Actor | None:
        """Where a state is named last before a place of the text, else first behind it, as a side."""
        named = [n for n in self.names if n.entity.kind == "state" and n.entity.country == country]
        if not named:
            return None
        last = next((n for n in reversed(named) if self.words[n.first].start < before), named[0])
        start, end = self.words[last.first].start, self.words[last.last - 1].end
        return Actor(
            text=self.text[start:end], start=start, end=end, name=last.entity.name, actor_id=last.entity.actor_id,
            country=country, code=country, rule="story-of-two-states",
        )  # fmt: skip

    def _quotes(self) -> tuple[Quote, ...]:
        """Every quote with its speaker; "he" is whoever spoke last before, if that is one person."""
        found, last = [], None
        for quote in self.coded.quotes:
            speaker = self.named([quote.speaker])[0] if quote.speaker else None
            if speaker and _HE.fullmatch(speaker.text):
                speaker = _as_before(speaker, last) if last and speaker.start - last.end < SPOKE else speaker
            last = speaker if speaker and _is_one(speaker) else last
            found.append(replace(quote, speaker=speaker))
        return tuple(found)

    def _day_of(self, event: Event) -> Time | None:
        """The only day that the sentence of an event names, where the tagger gave it none."""
        begin = event.sentence.start
        found = [
            t
            for t in self.times(event.sentence)
            if not self._is_filed(begin + t.start) and not _LATER.match(self.text, begin + t.start)
        ]
        if len(found) > 1:
            found = self._only_day(event, found)
        if len(found) != 1 or event.status not in {"actual", "planned"} or self._later(event):
            return None
        start = begin + found[0].start
        end = start + len(found[0].text)
        if _SAID_ON.search(self.text[begin:start]):
            return None  # "said on Monday": the day of one event of the sentence alone
        behind = self.text[end : event.trigger.start]
        owned = not behind or "," in behind or len(behind) > NAMED_WITHIN
        if owned and self.text.startswith(("'s", "’s"), end):
            return None  # "Friday's attack" tells the day of the attack alone
        time = self.time(Time(text=found[0].text, start=start, end=end), _lies_ahead(event, self.text))
        if time.precision not in _DAYS or self._is_of_another(event, time):
            return None
        return replace(time, rule="only-day-of-sentence")

    def _only_day(self, event: Event, found: Sequence[TimeExpr]) -> list[TimeExpr]:
        """The one day among the times of a sentence, where no time stands nearer to the trigger and all others follow."""
        days = [t for t in found if t.form in _DAY_FORMS]
        own = days and event.trigger.end <= event.sentence.start + days[0].start and days[0] is found[0]
        return days if own and len(days) == 1 and event.status == "actual" else []

    def _goes_on(self, event: Event) -> Time | None:
        """The day of the sentence before, where its doer goes on: "He also accused ..."; else, where none is told, the lead's."""
        start = event.sentence.start
        if event.status != "actual" or not _GOES_ON.fullmatch(self.text[start : event.trigger.start]):
            return None
        if _PERFECT.search(event.trigger.text) or any(not self._is_ahead(t) for t in self._narrated_in(event.sentence)):
            return None
        day = self._day_of_paragraph(start)
        if day is None or self._is_ahead(day) or not self._is_now(day) or self._may_answer(event, day):
            return None
        line = self.text[max(0, day.start - BEFORE) : day.start]
        return None if _is_bound(day, line) or _PLANNED.search(line) else replace(day, rule="day-goes-on")

    def _day_of_paragraph(self, at: int) -> Time | None:
        """The one time, a day, of the last sentence of the paragraph with any; without, the lead's, if no other came since."""
        paragraph = self._paragraphs_before(at, 1)
        before = [s for s in self.sentences if paragraph <= s.start and s.end <= at]
        told = next((found for s in reversed(before) if (found := self._narrated_in(s))), None)
        if told:
            alone = len(told) == 1 and told[0].precision in _DAYS and not self._is_filed(told[0].start)
            return told[0] if alone else None
        if self._is_long_past(self._last_told(at, None, _DATED)):
            return None
        day, last = self._day_of_lead(at, None), self._last_told(at, None, _DAYS)
        return day if day and last and last.start_day == day.start_day else None

    def _may_answer(self, event: Event, day: Time) -> bool:
        """Whether what is said or done may be an answer, of a later day, to the force that a day before the story saw."""
        on, there = self.coded.document.published, self._sentence_at(day.start)
        if event.type in ON_SITE or on is None or on == day.start_day or there is None:
            return False
        types = {e.type for e in self.coded.events if there.start <= e.trigger.start < there.end}
        return bool(types) and types <= ON_SITE

    def _narrated_in(self, sentence: Span | Sentence) -> list[Time]:
        """The times of a sentence."""
        return [t for t in self.narrated if sentence.start <= t.start < sentence.end]

    def _is_of_another(self, event: Event, time: Time) -> bool:
        """Whether a day of the sentence is that of another clause: a deadline, a condition, one with its own verb."""
        begin = max([event.sentence.start, *(end for _, end in self.lines if end <= time.start)])
        lead = self.text[begin : time.start]
        first = time.end <= event.trigger.start
        between = self.text[time.end : event.trigger.start] if first else self.text[event.trigger.end : time.start]
        if _is_bound(time, lead) or _PLANNED.search(lead):
            nearer = any(event.trigger.end <= e.trigger.start < time.start for e in self.coded.events)
            done = event.status != "planned" and not _SINCE.search(lead)
            return first or done or nearer or "," in between
        clause = lead if first else between
        if _CONDITION.search(clause) or (_WHEN.search(clause) and (self._is_ahead(time) or _OPEN.search(lead))):
            return "," in between if first else True
        if first and self._is_aside(time, between):
            return True
        if first:
            return len(lead.split()) > HEAD and _is_parted(f"{between}was ")  # the trigger is its verb
        return _is_parted(between) or self._is_aside(event.trigger, between)

    def _is_aside(self, span: Span | Time, behind: str) -> bool:
        """Whether a span stands in a relative clause that ends right behind it: "who cut short a trip, will meet"."""
        sentence = self._sentence_at(span.start)
        before = self.text[sentence.start if sentence else 0 : span.start]
        relative = [*_RELATIVE.finditer(before)]
        return bool(relative) and "," not in before[relative[-1].end() :] and "," in behind

    def _is_ahead(self, time: Time) -> bool:
        """Whether a time lies after the story."""
        on = self.coded.document.published
        return bool(on and time.start_day and time.start_day > on)

    def _within(self, place: Place) -> Place:
        """A place that no table knows, put where the next place named after it is, as in "X village, Y district"."""
        mission = _MISSION.search(place.text)  # it does not lie in the state whose name stands before it
        begin = place.start + (mission.start() if mission else 0)
        end = place.end + CONTAINER
        if stop := _ENDS.search(self.text, place.end, end):
            end = stop.start()
        for joined in _JOINED.finditer(self.text, place.end, end):
            if _OWN_VERB.match(self.text, joined.end()):
                end = min(end, joined.start())
        after = (p for p in self._begun(begin, end) if p.text not in MONTHS)
        container = next((p for p in after if p.lat is not None), None)
        if container is None:
            return place
        return replace(container, text=place.text, start=place.start, end=place.end, rule="container-named-after-it")

    def _where(self, event: Event) -> Place | None:
        """The place of an event: as tagged, else of its sentence, of the document, or the country of its sides."""
        tagged = self.place(event.where) if event.where else None
        if tagged and self._is_filed(tagged.start) and self._strikes_abroad(event, tagged):
            tagged = None
        if tagged and _ORIGIN.search(self.text[max(0, tagged.start - BEFORE) : tagged.start]):
            tagged = None
        if tagged and tagged.lat is not None and not self._is_doubtful(tagged):
            return tagged if tagged.country else self._ashore(event, tagged)
        if tagged and tagged.lat is None and (_BORDER.search(tagged.text) or _WATERS.search(tagged.text)):
            return self._at_border(event, tagged)
        around = self._around(event, tagged)
        if tagged and tagged.lat is not None:
            elsewhere = self._is_elsewhere(tagged.text, tagged.country, event)
            if self._agree(tagged, around) if around else not elsewhere:
                return tagged
        found = around or self._target(event) or self._home_of(event, told=tagged is not None)
        if found is None and tagged is None:
            return self._at_home(event)
        if tagged and found:
            rule = f"unknown name; {found.rule}"
            return replace(found, text=tagged.text, start=tagged.start, end=tagged.end, rule=rule)
        return found or tagged

    def _at_border(self, event: Event, tagged: Place) -> Place:
        """A border or a water that no table knows; who closes a border or moves to it is on his own side."""
        own = self._home_of(event, told=True) if _BORDER.search(tagged.text) else None
        return replace(own, text=tagged.text, start=tagged.start, end=tagged.end) if own else tagged

    def _ashore(self, event: Event, region: Place) -> Place:
        """A sea or a region of many countries, or the finer place that its sentence names too."""
        finer = self._place_of(event, [*_sides(event), (region.start, region.end)])
        if finer is None or finer.precision in VAGUE:
            return region
        return replace(finer, text=region.text, start=region.start, end=region.end)

    def _is_doubtful(self, place: Place) -> bool:
        """Whether a name was found by itself alone, so that it may be a namesake of what is meant."""
        return place.precision == "city" and place not in self.places and "inside" not in (place.rule or "")

    def _is_elsewhere(self, name: str, country: str | None, event: Event) -> bool:
        """Whether a place lies in a country that neither the text nor the sides of the event speak of.

        A town whose name no other country has is meant all the same.
        """
        if self.resources.gazetteer.is_only(" ".join(word.key for word in split_words(name))):
            return False
        spoken = {p.country for p in self.places if self._is_place(p)} | {a.country for a in self._known_sides(event)}
        return bool(spoken) and country not in spoken

    def _is_place(self, place: Place) -> bool:
        """Whether a place is more than the name of a state that acts."""
        return place.precision != "country" or bool(_IN.search(self.text[max(0, place.start - BEFORE) : place.start]))

    def _known_sides(self, event: Event) -> list[Actor]:
        """The sides that are of a state, the recipients first."""
        sides = (*self.named(event.recipients), *self.named(event.actors))
        return [side for side in sides if side.country and side.country not in NON_STATE]

    def _agree(self, place: Place, around: Place) -> bool:
        """Whether a place lies where the text around it plays: its country, and in a brief report its neighbourhood."""
        if place.country != around.country:
            return around.precision == "region"
        if len(self.text) >= BRIEF or around.precision in VAGUE:
            return True
        if around.precision in {"division", "district"}:
            return place.admin1 == around.admin1
        return _km(place, around) < NEIGHBOUR

    def _around(self, event: Event, tagged: Place | None) -> Place | None:
        """What else the sentence names as a place, else the document; names of the sides do not count."""
        taken = _sides(event) + ([(tagged.start, tagged.end)] if tagged else [])
        named = self._place_of(event, taken)
        if (named and named.country) or event.type not in ON_SITE:
            return named  # what was said needs no place
        return self._chain_of(event, taken) or named or self._place_of_document(event, taken)

    def _place_of(self, event: Event, taken: Sequence[tuple[int, int]]) -> Place | None:
        """The place of the sentence nearest to the trigger."""
        inside = [
            place
            for place in self._inside(event.sentence.start, event.sentence.end)
            if not _meets(place, taken)
            and not _NAMED_AFTER.match(self.text, place.end)
            and self._may_be_of(event, place)
        ]
        nearest = min(inside, key=lambda p: (*self._standing(p), abs(p.start - event.trigger.start)), default=None)
        if nearest is None:
            return None
        nearest = self._finest(nearest, inside)
        return replace(self._fullest(nearest, event.sentence, taken), rule="nearest-place-of-sentence")

    def _may_be_of(self, event: Event, place: Place) -> bool:
        """Whether a place of the sentence can be that of the event, and is not only somebody of that name.

        A state, or its capital, acts more often than it is a place; what was only said is told to be somewhere. Of what
        did not just happen the dateline tells nothing.
        """
        if self._is_filed(place.start):
            behind = self.text[self._line_of(place)[1] : event.trigger.start]
            if event.type not in ON_SITE and _is_parted(f"{behind}was ") and not _SAME_DOER.search(behind):
                return False
            here = self._files_from(place) == 1 or place.country in {a.country for a in self.named(event.actors)}
            return here and event.status == "actual" and not self._strikes_abroad(event, place)
        before = self.text[max(0, place.start - BEFORE) : place.start]
        if _ORIGIN.search(before):
            return False
        acts = place.precision == "country" or place.start in self.seats
        if not (acts or event.type not in ON_SITE):
            return True
        if not _IN.search(before) or _CALLED_ON.search(before):
            return False
        acting = place.end < event.trigger.start <= place.end + 1  # "the mission in Mali urged"
        aside = _BODY_IN.search(before) and not acting
        return event.type in ON_SITE or not (aside or self._is_parted_from(event, place))

    def _line_of(self, place: Place) -> tuple[int, int]:
        """The dateline in which a place stands."""
        return next((start, end) for start, end in self.lines if start <= place.start < end)

    def _files_from(self, place: Place) -> int:
        """How many places the dateline names in which a place stands: "PARIS/BERLIN"."""
        return self.text.count("/", self._line_of(place)[0], place.end) + self.text.startswith("/", place.end) + 1

    def _is_parted_from(self, event: Event, place: Place) -> bool:
        """Whether a place stands in another clause than the trigger, or where the words were said that tell of it."""
        first = place.end <= event.trigger.start
        between = self.text[place.end : event.trigger.start] if first else self.text[event.trigger.end : place.start]
        begin = max([event.sentence.start, *(end for _, end in self.lines if end <= place.start)])
        if first and _LEAD.fullmatch(self.text[begin : place.start].strip()):
            return False
        if ";" in between or (not first and _TOLD_IN.search(between)):
            return True
        return not _SAME_DOER.search(between) and _is_parted(f"{between}was " if first else between)

    def _strikes_abroad(self, event: Event, place: Place) -> bool:
        """Whether forces of the country that a story is filed from hit others: then hardly where it is filed."""
        hit = {side.country for side in self.named(event.recipients)}
        doers = self.named(event.actors)
        home = all(one.country == place.country and not set(one.sectors) - _STATE_FORCES for one in doers)
        return event.type == "ASSAULT" and bool(doers) and home and None not in hit and bool(hit - {place.country})

    def _standing(self, place: Place) -> tuple[bool, bool]:
        """Whether a place is vague, and whether it is only spoken about or where somebody comes from or goes."""
        before = self.text[max(0, place.start - BEFORE) : place.start]
        return place.precision in VAGUE, _ASIDE.search(before) is not None

    def _finest(self, place: Place, among: Sequence[Place]) -> Place:
        """A place, or the one named right before it that it contains: "Lujan (Buenos Aires)"."""
        for finer in among:
            if finer.country == place.country and _LINK.fullmatch(self.text[finer.end : max(finer.end, place.start)]):
                return finer
        return place

    def _fullest(self, place: Place, within: Span, taken: Sequence[tuple[int, int]]) -> Place:
        """A province or country as the end of the chain that names a finer place in it."""
        if place.precision not in COARSE:
            return place
        for span in chains(self.story, within, taken):
            if span.start < place.start and place.end <= span.end:
                finer = self.place(Place(text=span.text, start=span.start, end=span.end))
                return finer if finer.lat is not None else place
        return place

    def _target(self, event: Event) -> Place | None:
        """The town or district that is attacked, where no other place is told."""
        sides = [(a.start, a.end) for a in event.recipients] if event.type == "ASSAULT" else []
        inside = (p for p in self.places if p.precision not in COARSE and _meets(p, sides))
        found = next((p for p in inside if not _CAPITAL.match(self.text, p.end)), None)  # no given name of a person
        return replace(found, rule="place-of-the-target") if found else None

    def _chain_of(self, event: Event, taken: Sequence[tuple[int, int]]) -> Place | None:
        """The first words behind a preposition in the sentence that the gazetteer knows."""
        table = self.resources.actors
        for span in chains(self.story, event.sentence, taken):
            if _ORIGIN.search(self.text[event.sentence.start : span.start]):
                continue
            place = self.place(Place(text=span.text, start=span.start, end=span.end))
            likely = "inside" in (place.rule or "") or not self.countries or place.country in self.countries
            if place.lat is not None and likely and not any(n.first == 0 for n in table.named(split_words(span.text))):
                return replace(place, rule=f"preposition; {place.rule}")
        return None

    def _place_of_document(self, event: Event, taken: Sequence[tuple[int, int]]) -> Place | None:
        """The place that the document names last before the event, where its sentence names none; else the first."""
        fine = [p for p in self.places if p.precision not in VAGUE and p.country and not _meets(p, taken)]
        fine = [p for p in fine if self._may_be_of(event, p) and not _NAMED_AFTER.match(self.text, p.end)]
        before = [p for p in fine if p.start < event.trigger.start]
        only = len({(p.lat, p.lon) for p in fine}) == 1
        brief = len(self.text) < BRIEF and len({p.country for p in before or fine}) == 1
        if event.status != "actual" or not (only or brief):
            return None  # a longer story tells of several places, and of what was before
        near = before[-1] if before else fine[0]
        if len({p.name for p in self.places if p.country == near.country}) == 1 and not self._is_main(near.country):
            return None  # the only name of its country: rather a person's
        line = Span(text="", start=max(0, near.start - CONTAINER), end=near.end + CONTAINER)
        return replace(self._fullest(near, line, taken), rule="place-of-document")

    def _is_main(self, country: str | None) -> bool:
        """Whether a document names no country more often."""
        return self.countries[country or ""] >= max(self.countries.values(), default=0)

    def _home_of(self, event: Event, *, told: bool) -> Place | None:
        """The country of the sides, where they are all of one: force and protest at home.

        Where a place is `told`, though unknown, one side is enough, if it acts at home.
        """
        if event.type not in ON_SITE:
            return None
        known = self._known_sides(event)
        both = all(any(a.country for a in self.named(s)) for s in (event.actors, event.recipients))
        alone = event.type == "PROTEST" or (told and bool(known) and all(_acts_at_home(side) for side in known))
        if len({side.country for side in known}) != 1 or not (both or alone):
            return None
        return self._country_of(known[0], "country-of-the-sides")

    def _at_home(self, event: Event) -> Place | None:
        """The country of the sides, where a longer story clearly plays there and no other state has a part in the event."""
        item = next(item for item in reversed(self.items) if item.start <= event.trigger.start)
        if len(self.text) < BRIEF or item.two or not item.at_home or item.filed not in {None, item.home}:
            return None
        doers = [side for side in self.named(event.actors) if side.country]
        others = [side for side in self.named(event.recipients) if side.country]
        abroad = event.type in ON_SITE and not all(_acts_at_home(side) for side in doers)
        if not doers or abroad or {side.country for side in (*doers, *others)} != {item.home}:
            return None
        return self._country_of(doers[0], "story-at-home")

    def _country_of(self, side: Actor, rule: str) -> Place | None:
        """The country of a side as a place, at the words that name the side."""
        state = self.resources.gazetteer.country(side.country or "")
        if state is None:
            return None
        return Place(text=side.text, start=side.start, end=side.end, **state._replace(rule=rule)._asdict())

    def _counts(self, event: Event) -> dict[str, Quantity]:
        """The counts that the tagger saw; for violence, frames that tell a toll come first.

        Those of its own sentence win; those of the next sentences add what is unknown or said more fully.
        """
        seen = self._as_told({name: self._count(q) for name, q in event.counts.items()})
        if event.type not in VIOLENT or event.status not in {"actual", "historical"}:
            return seen
        parts = [(event.sentence.start, event.sentence.end), *self._after(event)]
        here, *later = (self._told(event, start, end) for start, end in parts)
        mine = {name: q for name, q in seen.items() if not self._is_other(name, q, parts)}
        known = {name: q for name, q in mine.items() if q.low is not None} | here
        for told in later:
            known |= {k: q for k, q in told.items() if k not in known or _holds(q, known[k])}
        return mine | known | self._totals(parts)

    def _as_told(self, seen: dict[str, Quantity]) -> dict[str, Quantity]:
        """The counts whose words tell what befell the people: nobody is dead of whom no word says so."""
        dead = seen.get("killed")
        at = self._sentence_at(dead.start) if dead else None
        if dead is None or at is None:
            return seen
        rest = {name: count for name, count in seen.items() if name != "killed"}
        if _AMONG_THE_DEAD.match(self.text, dead.end):
            return rest  # a part of them
        if _DEAD.search(self.text, at.start, at.end):
            return seen
        return {"injured": dead} | rest if _INJURED.search(self.text, at.start, at.end) else rest

    def _is_other(self, name: str, count: Quantity, parts: Sequence[tuple[int, int]]) -> bool:
        """Whether the frames tell the words of a count as one of another kind: the injured, not the killed."""
        kinds = {t.kind for s, _ in parts for t in self.told[s] if s + t.start < count.end and count.start < s + t.end}
        return bool(kinds) and name not in kinds

    def _totals(self, parts: Sequence[tuple[int, int]]) -> dict[str, Quantity]:
        """The tolls that the report itself counts in all."""
        return {
            toll.kind: as_quantity(toll, self.text[start:end], start)
            for start, end in parts
            for toll in self.told[start]
            if toll.total
        }

    def _own_tolls(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """Events without the tolls of others: words that count the victims of one deed are told of it alone.

        It is the one whose trigger stands nearest to them; another keeps them where it may be the same deed told again.
        """
        owners: dict[tuple[str, int, int], Event] = {}
        for event in events:
            for kind, count in event.counts.items():
                key = (kind, count.start, count.end)
                if key not in owners or self._far(event, count) < self._far(owners[key], count):
                    owners[key] = event
        kept = []
        for event in events:
            own = {k: q for k, q in event.counts.items() if self._is_same_deed(event, owners[k, q.start, q.end])}
            kept.append(event if len(own) == len(event.counts) else replace(event, counts=own))
        return tuple(kept)

    def _far(self, event: Event, count: Quantity) -> tuple[bool, bool, int]:
        """How far an event is from a count: another clause is farther, and so is one that is no attack."""
        parted = self._is_apart(event, count.start, count.end)
        return parted, event.type != "ASSAULT", _distance(event, count)

    def _is_apart(self, event: Event, start: int, end: int) -> bool:
        """Whether a toll of the sentence is told in another clause: "killing five; the next day jets bombed a camp".

        So is what came first: "struck the depots in reply to an attack that killed two".
        """
        trigger = event.trigger
        if not event.sentence.start <= start < event.sentence.end:
            return False
        if end > trigger.start:
            between = self.text[trigger.end : start]
            return ";" in between or bool(_CAME_FIRST.search(between))
        between = self.text[end : trigger.start]
        again = any(
            event.sentence.start + t.start >= end
            for t in self._tolls(event.sentence.start, event.sentence.end)
            if event.sentence.start + t.end <= trigger.start
        )
        return ";" in between or (not again and _is_parted(between))

    def _is_same_deed(self, event: Event, owner: Event) -> bool:
        """Whether an event may be the deed of another, told twice: "attacked the post, killing two"."""
        if event is owner:
            return True
        if (event.type, event.status) != (owner.type, owner.status) or _shared(event.actors, owner.actors) is False:
            return False
        common = _shared(event.recipients, owner.recipients)
        named = _NAMED_DEED.search(self.text[: owner.trigger.start][-BEFORE:])  # "in revenge for the killing of"
        return not named if common is None else common

    def _told(self, event: Event, start: int, end: int) -> dict[str, Quantity]:
        """The tolls of a sentence by kind; of several the one that stands nearest to the trigger."""
        text = self.text[start:end]
        found = [t for t in self._tolls(start, end) if not self._is_apart(event, start + t.start, start + t.end)]
        near = sorted(found, key=lambda toll: abs(start + toll.start - event.trigger.end), reverse=True)
        return {toll.kind: as_quantity(toll, text, start) for toll in near}

    def _tolls(self, start: int, end: int) -> list[Toll]:
        """The tolls of a sentence, found once."""
        if start not in self.told:
            self.told[start] = tolls(self.text[start:end])
        return self.told[start]

    def _after(self, event: Event) -> Iterator[tuple[int, int]]:
        """The sentences right after an event that tell no violence of their own."""
        after = [s for s in self.sentences if s.start >= event.sentence.end][:NEXT]
        for sentence in after:
            if sentence.start in self._violent:
                return
            yield sentence.start, sentence.end

    @cached_property
    def _violent(self) -> frozenset[int]:
        """Where the sentences with an attack start."""
        return frozenset(e.sentence.start for e in self.coded.events if e.type == "ASSAULT")

    def _is_long_past(self, when: Time | None) -> bool:
        """Whether a time lies more than `LONG_PAST` before the story: what it tells is background."""
        published = self.coded.document.published
        return bool(published and when and when.end_day and published - when.end_day > LONG_PAST)

    @cached_property
    def long_ago(self) -> list[int]:
        """Where words stand that a long past time has."""
        return [words.start() for words in _LONG_AGO.finditer(self.text)]

    def _is_background(self, event: Event, when: Time | None) -> bool:
        """Whether an event without a time goes on from one of its paragraph that is long past, in the past tense."""
        start = self.text.rfind("\n", 0, event.trigger.start) + 1
        after = bisect_left(self.long_ago, start)
        if (when and when.start_day) or after == bisect_left(self.long_ago, event.trigger.start):
            return False
        if _STILL.search(self.text, event.sentence.start, event.sentence.end):
            return False
        last = self._last_told(event.trigger.start, None, _DATED, paragraphs=1)
        if last is None or not self._is_long_past(last):
            return False
        told_in = self._sentence_at(last.start)
        here = told_in is None or told_in.start == event.sentence.start
        return here or not _RETOLD.search(self.text, told_in.start if told_in else 0, last.start)

    def _first_day(self) -> date | None:
        """The first full date of the text: the anchor of a document without a date of its own."""
        for year in _YEAR.finditer(self.text):
            line = self.text[max(0, year.start() - BEFORE) : year.end() + BEFORE]
            for found in find_times(line):
                value = resolve_time(found.text, None)
                if value.precision == "day" and value.start_day:
                    return value.start_day
        return None


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


def _only_country(places: Sequence[Place]) -> str | None:
    """The country of the towns and provinces of a text that names no state, where it is one."""
    found = {place.country for place in places if place.precision not in VAGUE}
    return found.pop() if len(found) == 1 else None


def _lies_ahead(event: Event, text: str) -> bool | None:
    """Whether an event is still to come; None where its words tell of a deed that may be either."""
    if event.status in {"planned", "hypothetical", "historical"}:
        return event.status != "historical"
    if event.about and event.when and event.when.start > event.trigger.start and _MONTH.fullmatch(event.when.text):
        return True  # "agreed to meet in September"
    if event.type in SPEECH and event.when and event.when.start >= event.trigger.end:
        lead = text[event.trigger.end : event.when.start + event.when.text.find(" ") + 1]
        due = event.type in {"AGREE", "REQUEST", "THREATEN"} and _BY.search(lead)
        if (
            _FROM.search(lead)
            or _UNDER.search(lead)
            or (due and not _PART_FIRST.match(text, event.trigger.end + due.end()))
        ):
            return True  # "offered to lift the siege from Monday", "threatened to strike if nobody was paid by Monday"
    return None if event.about or event.type in {"AGREE", "THREATEN"} else False


def _fits(found: TimeValue, ahead: bool, anchor: date) -> bool:
    """Whether a time can be that of what is still to come, or of what is done; one that is not known can."""
    if found.start_day is None or found.end_day is None:
        return True
    return found.end_day >= anchor if ahead else found.start_day <= anchor


def _is_bound(time: Time, before: str) -> bool:
    """Whether words make a time the bound of a stretch: "since Monday", and not "before dawn on Monday"."""
    found = _BOUND.search(before)
    return found is not None and not (time.precision == "time" and found[1].lower() in {"before", "by"})


def _is_parted(between: str) -> bool:
    """Whether words lead over to a clause with a subject and a verb of its own, which does not end before they do."""
    relative = [*_RELATIVE.finditer(between)]
    if relative and "," not in between[relative[-1].end() :]:
        return True
    return any(_OWN_VERB.match(joined["clause"]) for joined in _JOINED.finditer(between))


def _distance(event: Event, count: Quantity) -> int:
    """Characters between a trigger and a count, 0 where they meet."""
    return max(count.start - event.trigger.end, event.trigger.start - count.end, 0)


def _shared(one: Sequence[Actor], other: Sequence[Actor]) -> bool | None:
    """Whether two lists of sides have somebody in common; None where one of them is empty."""
    names = [{side.name or side.text.lower() for side in sides} for sides in (one, other)]
    return bool(names[0] & names[1]) if all(names) else None


def _acts_at_home(side: Actor) -> bool:
    """Whether a side is likely met in its own country: all but forces of states that often fight abroad."""
    return not ("MIL" in side.sectors and side.country in EXPEDITIONARY)


def _holds(outer: Quantity, inner: Quantity) -> bool:
    """Whether one span lies within the other."""
    return outer.start <= inner.start and inner.end <= outer.end


def _sides(event: Event) -> list[tuple[int, int]]:
    """Where the sides of an event are named, without what says where they are ("soldiers | in Gao")."""
    return [
        (a.start, a.start + (cut.start() if (cut := _LOCATED.search(a.text)) else len(a.text)))
        for a in (*event.actors, *event.recipients, *event.said_by)
    ]


def _overlap(one: Actor, other: Place) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def _meets(place: Place, taken: Sequence[tuple[int, int]]) -> bool:
    return any(place.start < end and start < place.end for start, end in taken)


def _km(a: Place, b: Place) -> float:
    """Distance of two places, 0 where one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return 0.0
    return distance_km((a.lat, a.lon), (b.lat, b.lon))
