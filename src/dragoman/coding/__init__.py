"""Tagged documents -> events, figures and relations with their evidence; who and where they are is not yet known."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from dragoman import ontology
from dragoman.coding.accused import ALLEGED, accused
from dragoman.coding.confidence import UNFITTED, Weights, confidence, evidence
from dragoman.coding.doers import claimed, done_with, fighting, self_told
from dragoman.coding.rules import ANSWER_REACH, ANSWERED, Draft, applied, direction_of
from dragoman.records import (
    DOUBTFUL,
    About,
    Actor,
    Coded,
    Event,
    Figure,
    Place,
    Quantity,
    Relation,
    Role,
    Span,
    Tagged,
    Time,
    Trigger,
)

__all__ = ["code"]

COUNTS = ("killed", "injured", "detained", "displaced")
SIDES = ("actor", "recipient")
_FEARED = re.compile(
    r"\b(?:fear(?:s|ed|ing)?|worr(?:y|ies|ied)|afraid)\b[^.;:]*\b(?:would|could|might|may)\b"
    r"(?:(?!\b(?:who|which|that|when|where|after|since|as)\b)[^.;:,])*$",  # behind these stands what has happened
    re.IGNORECASE,
)
_EMPTY = (
    "is|are|was|were|be|been|being|am|has|have|had|"
    "in|on|at|to|of|for|from|by|with|as|and|the|an?|it|he|she|they|him|her|them"
)
_TELLS_NOTHING = re.compile(rf"(?:{_EMPTY})(?:\s+(?:{_EMPTY}))*", re.IGNORECASE)  # "are in"
_WEIGHED = re.compile(
    r"(?:\b(?:am|is|are|was|were|be|been)|['’](?:s|re|m))\s+(?:(?:also|now|still|even|again|not|actively|seriously|reportedly|only)\s+){0,2}"
    r"(?:considering|weighing(?:\s+up)?|mulling(?:\s+over)?|pondering|contemplating)\s+"
    r"(?:(?:whether|or|not|to|how|the|idea|possibility|options?|of|an?|its|their|his|her|plans?|for|new|further|more|possible|fresh)\s+)*$",
    re.IGNORECASE,
)
_THE_DEAD = re.compile(
    r"(?:(?:all|both|among|one|two|three|four|some|most|of|the|those) )*(?:dead|victims?|slain|wounded|casualties)\b",
    re.IGNORECASE,
)
_SPEAKS = re.compile(r"\s+(?:said|says|told|added|announced|warned|stated|reported)\b")
_MEN = (
    "soldiers|troops|men|fighters|marines|personnel|rangers|guards|sailors|police|policemen|rebels|militants|gendarmes"
)
_ARMS = (
    "tanks|vehicles|rockets|missiles|aircraft|planes|jets|warplanes|helicopters|guns|rifles|ships|warships|boats|launchers|"
    "drones|howitzers|mortars|trucks|cannons"
)
_MEN_AND_ARMS = re.compile(
    rf"(?P<one>[\w,.\s-]+?(?:(?P<one_men>{_MEN})|{_ARMS}))\s+(?:and|with|backed by|plus)\s+"
    rf"(?P<two>[\w,.\s-]+?(?:(?P<two_men>{_MEN})|{_ARMS}))",
    re.IGNORECASE,
)
SPEECH = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "THREATEN"})  # "is weighing a request": that was made
_ELSEWHERE = re.compile(r"\bwhere (?:(?:the|its|their|his|her|some|many) )?$", re.IGNORECASE)


def code(tagged: Tagged, coder: str, weights: Weights = UNFITTED, least: float = 0.0) -> Coded:
    """Everything that a tagged document tells.

    Args:
        tagged: the document with what the tagger found.
        coder: version and model, as every record carries them.
        weights: of the confidence, fitted for the model; see `coding.confidence`.
        least: confidence below which an event is not told.
    """
    text, doc_id = tagged.document.text, tagged.document.doc_id
    starts = [s.start for s in tagged.sentences]

    def number(trigger: Trigger) -> int:
        return bisect_right(starts, trigger.start) - 1

    def sentence(at: int) -> Span:
        return _span(text, tagged.sentences[at].start, tagged.sentences[at].end)

    told = [t for t in tagged.triggers if t.task == "event" and _is_deed(t, text, starts[number(t)])]
    seen = done_with([_draft(t, text, number(t), starts) for t in told], text)
    seen = fighting(self_told(seen, text), text)
    drafts = accused(applied(claimed(seen, tagged.mentions, text, starts)), tagged.mentions, text, starts)
    events = [
        _event(d, text, doc_id, sentence(d.sentence), tagged.sentences[d.sentence].contexts, coder, weights)
        for d in drafts
    ]
    return Coded(
        document=tagged.document,
        events=tuple(event for event in events if (event.confidence or 0.0) >= least),
        figures=tuple(
            _figure(part, text, doc_id, sentence(number(t)), coder)
            for t in tagged.triggers
            if t.task == "figure"
            for part in _kinds_apart(t, text)
        ),
        relations=tuple(
            _relation(t, text, doc_id, sentence(number(t)), coder) for t in tagged.triggers if t.task == "relation"
        ),
    )


def _is_deed(t: Trigger, text: str, sentence: int) -> bool:
    """Whether the trigger tells more than auxiliaries and prepositions, and no step that is only being considered."""
    weighed = t.label not in SPEECH and _WEIGHED.search(text, sentence, t.start)
    return not weighed and not _TELLS_NOTHING.fullmatch(text, t.start, t.end)


def _draft(t: Trigger, text: str, sentence: int, starts: Sequence[int]) -> Draft:
    """A trigger with its own sides; what somebody fears would happen has not happened."""
    own = _own(t, text, starts)
    if t.status == "actual" and _FEARED.search(text, starts[sentence], t.start):
        return Draft(replace(own, status="hypothetical"), sentence, ("feared-is-hypothetical",))
    return Draft(own, sentence)


def _own(t: Trigger, text: str, starts: Sequence[int]) -> Trigger:
    """Without sides of other clauses: "the airport, where American troops are based", "Iran's reply to the killing".

    Who speaks of an attack is no doer of it, if that is in doubt: "Trump said after the strike that nobody was hurt";
    nor is whom another sentence counts among its dead.
    """
    answer = ANSWERED.search(text, max(0, t.start - ANSWER_REACH), t.start)
    stray = [
        r
        for r in t.roles
        if (r.name in SIDES and r.mention.start > t.end and _ELSEWHERE.search(text, t.end, r.mention.start))
        or (answer and r.name == "actor" and r.mention.start < answer.start())
        or (t.label == "ASSAULT" and r.name == "actor" and (_only_speaks(r, t, text) or _is_hit(r, t, text, starts)))
    ]
    return replace(t, roles=tuple(r for r in t.roles if r not in stray)) if stray else t


def _is_hit(role: Role, t: Trigger, text: str, starts: Sequence[int]) -> bool:
    """Whether a side stands in another sentence, on the dead and the wounded: "The dead Briton was ..."."""
    begin = starts[max(bisect_right(starts, role.mention.start) - 1, 0)]
    other = bisect_right(starts, role.mention.start) != bisect_right(starts, t.start)
    return other and bool(_THE_DEAD.match(text, begin))


def _only_speaks(role: Role, t: Trigger, text: str) -> bool:
    doubtful = role.probability is not None and role.probability < DOUBTFUL
    return doubtful and role.mention.end < t.start and bool(_SPEAKS.match(text, role.mention.end))


def _event(
    draft: Draft,
    text: str,
    doc_id: str,
    sentence: Span,
    contexts: tuple[str, ...],
    coder: str,
    weights: Weights,
) -> Event:
    t = draft.trigger
    actors = _actors(text, t.roles, "actor")
    late = (t.start - sentence.start) / (sentence.end - sentence.start)
    chance = round(confidence(evidence(t.probability, bool(actors), late), weights), 4)
    return Event(
        event_id=_id("e", doc_id, t.label, t.start, t.end),
        doc_id=doc_id,
        sentence=sentence,
        type=t.label,
        modes=t.modes,
        about=About(type=t.about, modes=t.about_modes) if t.about else None,
        status=t.status,
        trigger=_span(text, t.start, t.end),
        actors=(*actors, *(replace(a, alleged=True) for a in _actors(text, t.roles, ALLEGED))),
        recipients=_actors(text, t.roles, "recipient"),
        said_by=_actors(text, t.roles, "said_by"),
        when=_when(text, t.roles),
        where=_where(text, t.roles),
        counts={r.name: _quantity(text, r.mention.start, r.mention.end) for r in t.roles if r.name in COUNTS},
        contexts=contexts,
        quad=ontology.quad(t.label),
        score=ontology.score(t.label, t.modes),
        cameo=ontology.cameo(t.label, t.modes, t.about, t.about_modes, contexts),
        confidence=chance,
        coder=coder,
        rules=draft.rules,
        review=chance < DOUBTFUL,
    )


def _kinds_apart(t: Trigger, text: str) -> list[Trigger]:
    """A figure that counts men and arms as one for each: "1,200 soldiers and 25 tanks"."""
    found = _MEN_AND_ARMS.fullmatch(text, t.start, t.end)
    if found is None:
        return [t]
    kinds = {name: "forces" if found[f"{name}_men"] else "weapons" for name in ("one", "two")}
    if kinds["one"] == kinds["two"]:
        return [t]
    return [replace(t, label=kind, start=found.start(name), end=found.end(name)) for name, kind in kinds.items()]


def _figure(t: Trigger, text: str, doc_id: str, sentence: Span, coder: str) -> Figure:
    return Figure(
        figure_id=_id("f", doc_id, t.label, t.start, t.end),
        doc_id=doc_id,
        sentence=sentence,
        kind=t.label,
        value=_quantity(text, t.start, t.end),
        holders=_actors(text, t.roles, "actor"),
        where=_where(text, t.roles),
        when=_when(text, t.roles),
        confidence=round(t.probability, 4),
        coder=coder,
    )


def _relation(t: Trigger, text: str, doc_id: str, sentence: Span, coder: str) -> Relation:
    told = direction_of(text[t.start : t.end])
    direction = told or t.label
    return Relation(
        relation_id=_id("r", doc_id, direction, t.start, t.end),
        doc_id=doc_id,
        sentence=sentence,
        direction=direction,
        trigger=_span(text, t.start, t.end),
        sides=_actors(text, t.roles, "actor"),
        when=_when(text, t.roles),
        confidence=round(t.probability, 4),
        coder=coder,
        rule="words-tell-direction" if told else None,
    )


def _id(prefix: str, *parts: object) -> str:
    """A content hash: the same words of the same document give the same id on any machine."""
    return prefix + hashlib.blake2b("|".join(map(str, parts)).encode(), digest_size=8).hexdigest()


def _span(text: str, start: int, end: int) -> Span:
    return Span(text=text[start:end], start=start, end=end)


def _quantity(text: str, start: int, end: int) -> Quantity:
    return Quantity(text=text[start:end], start=start, end=end)


def _ranges(roles: Sequence[Role], name: str) -> list[tuple[int, int]]:
    return sorted({(r.mention.start, r.mention.end) for r in roles if r.name == name})


def _actors(text: str, roles: Sequence[Role], name: str) -> tuple[Actor, ...]:
    chances = {(r.mention.start, r.mention.end): r.probability for r in roles if r.name == name}
    if not chances:
        return ()
    spans = [(a, _closed(text, a, b), chances[a, b]) for a, b in sorted(chances)]
    return tuple(Actor(text=text[a:b], start=a, end=b, confidence=p and round(p, 4)) for a, b, p in spans)


def _closed(text: str, start: int, end: int) -> int:
    """The end of a span, behind the bracket that closes one opened in it: "the party (KDP)", not "the party (KDP"."""
    words = text[start:end]
    return end + 1 if words.count("(") > words.count(")") and text[end : end + 1] == ")" else end


def _when(text: str, roles: Sequence[Role]) -> Time | None:
    return next((Time(text=text[a:b], start=a, end=b) for a, b in _ranges(roles, "when")), None)


def _where(text: str, roles: Sequence[Role]) -> Place | None:
    return next((Place(text=text[a:b], start=a, end=b) for a, b in _ranges(roles, "where")), None)
