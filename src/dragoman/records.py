"""The records that walk through the house: frozen, slotted, keyword-only, and free of behaviour.

Every finding is a half-open range ``[start, end)`` in code points of ``Document.text``, and the text is never changed.
An unknown value is ``None``, never an empty string. ``country`` is ISO 3166-1 alpha-3 or a non-state code of PLOVER.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# --- what `read` brings -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A stretch of the text that is no part of the story: it is kept and shown, but never coded."""

    kind: str  # masthead, slogan, headline, caption, credit, byline, related, promo, copyright, navigation
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One story as it was read, with what is known of it and where its furniture stands."""

    doc_id: str  # given by the user, else the content hash
    text: str
    title: str | None = None
    published: date | None = None
    published_from: str | None = None  # argument, metadata, url, dateline, filename
    publisher: str | None = None
    url: str | None = None
    language: str | None = None  # ISO 639-1
    source: str | None = None  # the file (and record) that the story was read from
    furniture: tuple[Furniture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something that could not be read or coded; the run went on without it."""

    source: str
    room: str  # read, tag, code, store
    code: str  # empty, binary, too_large, language, ...
    message: str


# --- what `tag` finds ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words of the text and where they stand."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence that may be coded, with the contexts that hold for it."""

    start: int
    end: int
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name, place, time or number as the tagger saw it."""

    kind: str  # actor, place, time, quantity
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """The part that a mention plays for a trigger."""

    name: str  # actor, recipient, said_by, when, where, killed, injured, detained, displaced
    mention: Mention
    probability: float | None  # None where a rule of words gave it


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The words that tell an event, a figure or a relation, with what hangs on them."""

    task: str  # event, figure, relation
    label: str  # an event type, a figure kind, a direction of relations
    start: int
    end: int
    probability: float
    status: str = "actual"
    modes: tuple[str, ...] = ()
    about: str | None = None  # an event type
    about_modes: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """A document with everything the tagger found in it, in text order."""

    document: Document
    sentences: tuple[Sentence, ...]
    triggers: tuple[Trigger, ...]
    mentions: tuple[Mention, ...]


# --- what `code` and `resolve` make of it ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Someone in the text, identified as far as the words and the date allow."""

    text: str
    start: int
    end: int
    name: str | None = None  # canonical name
    actor_id: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()  # PLOVER sectors: GOV, MIL, REB ...
    code: str | None = None  # CAMEO style: USAGOV
    rule: str | None = None  # the rule that decided who it is
    confidence: float | None = None  # 0 to 1, of playing this part; None where a rule of words gave it
    alleged: bool = False  # the text only says that somebody accuses, blames, charges or suspects them of the deed


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression and the days it names; `start_day` and `end_day` are inclusive."""

    text: str
    start: int
    end: int
    value: str | None = None  # TIMEX3
    start_day: date | None = None  # leaves the house as `from`
    end_day: date | None = None  # leaves the house as `to`
    precision: str | None = None  # time, day, week, month, season, quarter, year, decade, vague
    basis: str | None = None  # text, publication, dateline
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place name and where on Earth it is (WGS 84 degrees)."""

    text: str
    start: int
    end: int
    name: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    precision: str | None = None  # site, city, district, division, country, region
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as written, and the least and the most that it says."""

    text: str
    start: int
    end: int
    low: float | None = None
    high: float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is promised, asked, refused, threatened, praised or denounced."""

    type: str
    modes: tuple[str, ...] = ()


DOUBTFUL = 0.5  # of the confidence: below it an event is more likely wrong than right


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did what to whom, when and where, by these very words (PLOVER)."""

    event_id: str
    doc_id: str
    sentence: Span
    type: str
    modes: tuple[str, ...]
    about: About | None
    status: str  # actual, planned, hypothetical, negated, historical
    trigger: Span
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    said_by: tuple[Actor, ...]
    when: Time | None
    where: Place | None
    counts: dict[str, Quantity]
    contexts: tuple[str, ...]
    quad: int  # 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
    score: float  # PLOVER scale, -10 to 10
    cameo: str  # lossy
    confidence: float  # 0 to 1
    coder: str
    rules: tuple[str, ...] = ()  # names of the ontology rules that changed what the tagger said
    review: bool = False  # its confidence is below DOUBTFUL: a person should look at it


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that stands for itself: a force level, a toll, a sum of aid, with its holder, place and date."""

    figure_id: str
    doc_id: str
    sentence: Span
    kind: str  # forces, killed, injured, detained, displaced, aid, trade, cases, votes, weapons
    value: Quantity
    holders: tuple[Actor, ...]
    where: Place | None
    when: Time | None
    confidence: float
    coder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A direct statement about how relations between parties stand or move."""

    relation_id: str
    doc_id: str
    sentence: Span
    direction: str  # improve, worsen, normal, severed
    trigger: Span
    sides: tuple[Actor, ...]
    when: Time | None
    confidence: float
    coder: str
    rule: str | None = None  # that decided the direction, where the model did not


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words that somebody is reported to have said, thought or written."""

    quote_id: str
    doc_id: str
    content: Span
    speaker: Actor | None
    cue: Span | None
    direct: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A class of the user's own that a document has, given by a head that was fitted to the user's labels."""

    label_id: str
    doc_id: str
    label: str
    confidence: float  # 0 to 1
    coder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """Everything the house knows of one document."""

    document: Document
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    relations: tuple[Relation, ...] = ()
    quotes: tuple[Quote, ...] = ()
    labels: tuple[Label, ...] = ()
