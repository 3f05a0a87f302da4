"""Who is only said to have done it: accused, blamed, charged, held or sought for an attack that is told as a fact."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from dragoman.coding.rules import Draft
from dragoman.records import Mention, Role, Trigger

ACCUSED = "accused-is-alleged"
ALLEGED = "alleged"  # the part of somebody who leaves the house as an actor that is alleged
BACK = 6  # sentences before the accusation in which the deed may have been told
REACH = 160  # characters behind the accused in which it may be told in the same sentence

BESIDE = 20  # characters between the words of an accusation and a pronoun that stands for the accused
CHARGES = frozenset({"ACCUSE", "COERCE", "SANCTION"})
_Who: TypeAlias = tuple[tuple[int, int], Iterable[Mention]]  # where words stand, and for whom they stand

_KINDS = {  # of deeds, by the words that name them in an accusation and where they are told
    "kill": r"kill|murder|assassin|massacre|slay|slain|death|dead|died|manslaughter|homicide|gunned|behead|execut",
    "bomb": r"bomb|blast|explo|detonat|mines?\b|grenade",
    "take": r"kidnap|abduct|hijack|hostage|seiz",
    "shoot": r"shoot|shot|gunfire|opened fire|gunned|fired",
    "burn": r"arson|burn|fire\b|torch",
    "hit": r"rocket|missile|shell|mortar|strike|drone|struck",
}
_ATTACK = r"attack|assault|raid|ambush|violence|crime|clash|incursion|outrage|atrocit"
_STEP = r"[\w’'.\"“”()-]+\s+"
_NEW = (  # a deed that was not told before
    r"(?:an?|another|other|earlier|previous|past|similar|several|many|separate|numerous|series|plotting|planning|"
    r"attempt\w+|conspir\w+|threatening|preparing|future|(?:19|20)\d\d|ago)\b"
)
_CLAUSE = r"(?:and|but|which|who|said|when|while|where)\b"
_DEED = rf"(?:(?!{_NEW}|{_CLAUSE}){_STEP}){{0,6}}?(?P<deed>(?:{_ATTACK}|{'|'.join(_KINDS.values())})\w*)"
_OF = rf"\s+(?:of|for|with|over|after|in(?:\s+connection\s+with)?|on\s+(?:charges|suspicion)\s+of)\s+{_DEED}"
_ASIDE = r"(?:\s*,[^,;.]{1,80},|\s*\([^)]{1,40}\),?)?"
_ANY = r"(?:(?:the|an?|both|some|two|three|four|five|six|all|its|their|his)\s+)*"
_BE = (
    r"(?:(?:was|were|is|are|been|being|be|has|have|had|stands?|stood|also|later|since|then|now|both|all|reportedly|"
    r"\w+ly)\s+)*"
)
_SUSPECT = r"(?:held|arrested|detained|named|identified|sought|wanted)\s+as\s+(?:the\s+)?(?:\w+\s+)?suspects?"
_CHARGED = (
    rf"(?:blamed|accused|suspected|charged|indicted|convicted|{_SUSPECT}|arrested|detained|held|wanted|sought|tried|"
    r"on trial|under arrest|in custody|found guilty|sentenced(?:\s+to\s+[\w\s-]{2,30}?)?|"
    r"jailed(?:\s+for\s+(?:life|[\w-]+\s+(?:years|months)))?)"
)
_BLAMES = (
    r"\b(?:blam(?:es?|ed|ing)|accus(?:es?|ed|ing)|suspect(?:s|ed)?|charg(?:es?|ed|ing)|indict(?:s|ed|ing)?|"
    r"convict(?:s|ed|ing)?|arrest(?:s|ed|ing)?|detain(?:s|ed|ing)?|captured?|"
    r"(?:arrest|detention|trial|indictment|conviction|capture)\s+of)"
)
_BEHIND = (
    r"(?:(?:is|are|was|were|be|been)\s+(?:widely\s+)?(?:(?:believed|thought|said|suspected|alleged|reported)\s+"
    r"(?:to\s+(?:be|have\s+been)\s+)?)?(?:responsible\s+for|behind|to\s+blame\s+for|(?:involved|implicated)\s+in)|"
    r"committed|perpetrated|masterminded)"
)


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


_WHO = rf"{_ASIDE},?\s*(?:(?:who|that|which)\s+)?"
_AFTER = (  # behind the name: "rebels, whom he named, were blamed for the attack", "X is responsible for it"
    _pattern(rf"{_WHO}{_BE}{_CHARGED}(?:\s+by\s+[\w\s’'-]{{2,40}}?)?{_OF}"),
    _pattern(rf"{_WHO}{_BE}{_BEHIND}\s+{_DEED}"),
)
_AROUND = (  # before and behind: "arrested X for the murder", "holds X responsible for it"
    (_pattern(rf"{_BLAMES}\s+{_ANY}$"), _pattern(rf"{_ASIDE}{_OF}")),
    (_pattern(rf"\bh(?:old|eld)\w*\s+{_ANY}$"), _pattern(rf"{_ASIDE}\s+(?:\w+ly\s+)?responsible\s+for\s+{_DEED}")),
)
_BEFORE = (  # before it: "the attack was blamed on X", "attributed the murder to X", "blamed the attack on X"
    _pattern(
        rf"{_DEED}[^.;:]{{0,90}}?\b(?:(?:blamed|pinned)\s+on|attributed\s+to|(?:to\s+be\s+)?the\s+work\s+of)\s+{_ANY}$"
    ),
    _pattern(rf"\battribut(?:es?|ed|ing)\s+{_DEED}\s+(?:{_STEP}){{0,6}}?to\s+{_ANY}$"),
    _pattern(
        rf"\b(?:blam(?:es?|ed|ing)|pin(?:s|ned)?)\s+(?!(?:{_STEP}){{1,6}}?for\b){_DEED}\s+(?:{_STEP}){{0,6}}?on\s+{_ANY}$"
    ),
)
_AND = _pattern(rf"\s*(?:,|,?\s*(?:and|or)\b)\s*{_ANY}[\"“]?")
_PRONOUN = _pattern(r"\b(?:he|him|his|she|her|they|them|their|it|its)\b")
_BACKED = _pattern(r"\b(?:backed|supported|armed|trained|funded|led|paid)\s+by\s+(?:the\s+)?$")  # "militias backed by"
_NOT = _pattern(r"\b(?:no|nobody|none|neither|not|never|nor|without)\b")
_WORD = _pattern(
    rf"{_BLAMES}|\b(?:responsible|behind|attribut|pin|to blame|suspect|custody|trial|wanted|sought|work of|sentenced|"
    r"jailed|guilty|involved|implicated|held|committed|perpetrated|masterminded)"
)


def accused(drafts: Sequence[Draft], mentions: Sequence[Mention], text: str, starts: Sequence[int]) -> list[Draft]:
    """The drafts; an attack whose doer nobody tells as a fact has those who are accused of it as alleged ones.

    Args:
        drafts: events of a document in text order.
        mentions: all that the tagger saw.
        text: of the document.
        starts: where its sentences begin.
    """
    told = list(drafts)
    unknown = [i for i, d in enumerate(told) if _lacks_doer(d.trigger)]
    if not unknown:
        return told
    for words, ones in (*_named(mentions, text), *_pronouns(drafts, text, starts)):
        begin, end = _sentence(words[0], text, starts)
        first = starts[max(bisect_right(starts, begin) - 1 - BACK, 0)]
        near = [i for i in reversed(unknown) if first <= told[i].trigger.start < min(end, words[1] + REACH)]
        deed = _deed(text[begin : words[0]], text[words[1] : end]) if near else None
        if deed is None:
            continue
        for who in ones:
            at = next((i for i in near if _is_same(told[i].trigger, who, deed, text)), None)
            if at is not None:
                told[at] = _with(told[at], who)
    return told


def _lacks_doer(t: Trigger) -> bool:
    done = t.status in {"actual", "historical"}
    return t.label == "ASSAULT" and done and not any(r.name == "actor" for r in t.roles)


def _sentence(at: int, text: str, starts: Sequence[int]) -> tuple[int, int]:
    number = bisect_right(starts, at)
    return starts[max(number - 1, 0)], starts[number] if number < len(starts) else len(text)


def _named(mentions: Sequence[Mention], text: str) -> Iterator[_Who]:
    """Everyone who is named, with those who stand before in one list: "the movement and its allies"."""
    actors = [m for m in mentions if m.kind == "actor" and not _PRONOUN.fullmatch(text, m.start, m.end)]
    for i, who in enumerate(actors):
        yield (who.start, who.end), _listed(actors, i, text)


def _listed(actors: Sequence[Mention], last: int, text: str) -> Iterator[Mention]:
    """The last of a list and those before it, which are looked for when they are asked for."""
    who = actors[last]
    yield who
    for one in reversed(actors[:last]):
        if one.end <= who.start and _AND.fullmatch(text, one.end, who.start):
            who = one
            yield who


def _pronouns(drafts: Sequence[Draft], text: str, starts: Sequence[int]) -> Iterator[_Who]:
    """Pronouns beside an accusation or an arrest, and whom it is brought against: "charged him with the murder"."""
    for t in (d.trigger for d in drafts if d.trigger.label in CHARGES):
        ones = [r.mention for r in t.roles if r.name == "recipient" and _may_be(r.mention, text)]
        begin, end = _sentence(t.start, text, starts)
        for found in _PRONOUN.finditer(text, max(begin, t.start - BESIDE), min(end, t.end + BESIDE)):
            yield found.span(), ones


def _may_be(who: Mention, text: str) -> bool:
    """Whether somebody may be who a pronoun stands for: no pronoun, nor who backs others."""
    pronoun = _PRONOUN.fullmatch(text, who.start, who.end)
    return pronoun is None and not _BACKED.search(text, max(0, who.start - BESIDE), who.start)


def _deed(before: str, after: str) -> str | None:
    """What somebody is accused of, by what stands before and behind the name in its sentence."""
    if not (_WORD.search(before) or _WORD.search(after)) or _NOT.search(before[-40:]):
        return None
    found = next(filter(None, (p.match(after) for p in _AFTER)), None)
    found = found or next(filter(None, (p.search(before) for p in _BEFORE)), None)
    found = found or next((match for p, q in _AROUND if p.search(before) and (match := q.match(after))), None)
    return found["deed"] if found else None


def _is_same(t: Trigger, who: Mention, deed: str, text: str) -> bool:
    """Whether an attack may be the one of the accusation: of its kind, and not done to the accused."""
    called = text[who.start : who.end].lower()
    hit = any(r.name == "recipient" and text[r.mention.start : r.mention.end].lower() in called for r in t.roles)
    asked, told = _kinds(deed), _kinds(text[t.start : t.end])
    return not hit and (not asked or not told or bool(asked & told))


def _kinds(words: str) -> set[str]:
    return {kind for kind, names in _KINDS.items() if re.search(names, words, re.IGNORECASE)}


def _with(draft: Draft, who: Mention) -> Draft:
    t = draft.trigger
    if any(r.name == ALLEGED and r.mention == who for r in t.roles):
        return draft
    roles = (*t.roles, Role(name=ALLEGED, mention=who, probability=None))
    return Draft(replace(t, roles=roles), draft.sentence, tuple(dict.fromkeys((*draft.rules, ACCUSED))))
