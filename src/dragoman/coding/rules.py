"""The rules of the ontology, applied to what the tagger saw; names are those of plover.toml."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dragoman.records import Role, Trigger

FUTURE_IS_AGREE = {
    "AID": "future-aid-is-agree",
    "CONSULT": "future-consult-is-agree",
    "CONCEDE": "future-concede-is-agree",
    "COOPERATE": "future-cooperate-is-agree",
    "RETREAT": "future-retreat-is-agree",
    "SUPPORT": "future-support-is-agree",
}

DONE_TO_PLACES = frozenset({"COERCE", "AID", "RETREAT", "SANCTION"})


ANSWERED = re.compile(  # what stands right before a deed that another one answers or that is only remembered
    r"\b(?:answer|reply|response|retaliation|revenge|reprisal|vengeance|anniversary)\s+(?:to|for|over|of)\b[^.;]{0,40}$|"
    r"\baveng(?:e|ing)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
ANSWER_REACH = 80  # characters before the deed in which that stands
_BETTER = re.compile(
    r"\b(?:improv|warm|thaw|mend|recover|better\b|best\b|stronger|strongest|strengthen|closer|closest|heal)\w*",
    re.IGNORECASE,
)
_WORSE = re.compile(
    r"\b(?:worse|worst|deteriorat|plung|sank|sunk|sink|sour|strain|chill|cool|lowest|fray|frost|tense)\w*",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|never|no|nor|neither|fail\w*|without|hardly|little)\b|n['’]t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """A trigger of an event in its sentence, and the rules that have changed it."""

    trigger: Trigger
    sentence: int
    rules: tuple[str, ...] = ()


def direction_of(words: str) -> str | None:
    """How relations move by the words that tell it, where they say so plainly: "have steadily improved"."""
    better, worse = bool(_BETTER.search(words)), bool(_WORSE.search(words))
    if better == worse or _DENIED.search(words):
        return None
    return "improve" if better else "worsen"


def applied(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts after every rule."""
    for rule in RULES:
        drafts = [changed for draft in drafts if (changed := rule(draft, drafts))]
    return list(drafts)


def _changed(draft: Draft, rule: str, trigger: Trigger) -> Draft:
    return Draft(trigger, draft.sentence, (*draft.rules, rule))


def future_cooperation_is_agree(draft: Draft, _: Sequence[Draft]) -> Draft:
    """Aid, talks, cooperation, support or yielding still to come are a promise: the deed becomes what it is about.

    What a concession is about says more than that it is one, and stays.
    """
    t = draft.trigger
    rule = FUTURE_IS_AGREE.get(t.label)
    if not rule or t.status != "planned":
        return draft
    about, modes = (t.about, t.about_modes) if t.label == "CONCEDE" and t.about else (t.label, t.modes)
    return _changed(draft, rule, replace(t, label="AGREE", modes=(), about=about, about_modes=modes))


def joint_parties_are_actors(draft: Draft, _: Sequence[Draft]) -> Draft:
    """Whoever takes part in talks that are no visit is an actor."""
    t = draft.trigger
    joint = t.label == "CONSULT" and "visit" not in t.modes
    if not joint or not _sides(t, "actor") or not _sides(t, "recipient"):
        return draft
    roles = tuple(replace(r, name="actor") if r.name == "recipient" else r for r in t.roles)
    return _changed(draft, "joint-parties-are-actors", replace(t, roles=_distinct(roles)))


def place_stands_for_people(draft: Draft, _: Sequence[Draft]) -> Draft:
    """A curfew in a city, aid to a region, a withdrawal: where nobody is named, the place receives it.

    Of a withdrawal only a country does, which is known when places are (`resolve.document`).
    """
    t = draft.trigger
    place = next((r for r in t.roles if r.name == "where"), None)
    if t.label not in DONE_TO_PLACES or place is None or _sides(t, "recipient") or "resign" in t.modes:
        return draft
    roles = (*t.roles, replace(place, name="recipient"))
    return _changed(draft, "place-stands-for-people", replace(t, roles=roles))


def nobody_receives_a_resignation(draft: Draft, _: Sequence[Draft]) -> Draft:
    """A resignation is done to nobody, and the country of the office is no recipient."""
    t = draft.trigger
    if t.label != "RETREAT" or "resign" not in t.modes or not _sides(t, "recipient"):
        return draft
    roles = tuple(r for r in t.roles if r.name != "recipient")
    return _changed(draft, "nobody-receives-a-resignation", replace(t, roles=roles))


def mobilize_within_assault(draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """Moving force is no event of its own beside the attack, in the same sentence and by the same actor, it serves."""
    if draft.trigger.label != "MOBILIZE":
        return draft
    actors = _sides(draft.trigger, "actor")
    served = any(
        other.trigger.label == "ASSAULT"
        and other.sentence == draft.sentence
        and actors & _sides(other.trigger, "actor")
        for other in drafts
    )
    return None if served else draft


def _sides(trigger: Trigger, role: str) -> set[tuple[int, int]]:
    return {(r.mention.start, r.mention.end) for r in trigger.roles if r.name == role}


def _distinct(roles: Sequence[Role]) -> tuple[Role, ...]:
    return tuple({(r.name, r.mention): r for r in roles}.values())


RULES: tuple[Callable[[Draft, Sequence[Draft]], Draft | None], ...] = (
    future_cooperation_is_agree,
    joint_parties_are_actors,
    nobody_receives_a_resignation,
    place_stands_for_people,
    mobilize_within_assault,
)
