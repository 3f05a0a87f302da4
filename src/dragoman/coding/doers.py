"""Who did it: who claims it ("the Taliban claimed the attack"), says so ("Iran said it had arrested") or fights.

And who did not: with whom ties are cut.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.coding.rules import Draft
from dragoman.records import Mention, Role, Trigger

CLAIMANT, SPEAKER, FIGHTERS = "claimant-did-it", "speaker-did-it", "both-sides-fight"
DONE_WITH = "done-with-is-done-to"
REACH = 120  # characters between the claim and the noun of the deed
FAR = 300  # characters before a deed or a claim in which the one who speaks of it is named
BACK = 3  # sentences before the claim in which the deed may have been told
_HEDGE = (
    r"(?:has|have|had|later|also|both|quickly|immediately|since|then|today|yesterday|together|jointly|publicly|falsely)"
)
_SAID = r"(?:in (?:an?|the) [\w\s-]{3,30}|on \w+|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_DEED = (
    r"(?:attack|bomb|blast|explosion|kill|murder|assault|raid|ambush|shooting|kidnap|abduct|strike|hijack|assassin)"
    r"\w*"
)
_FOR = (
    rf"\s+(?:[\w,]+\s+){{0,6}}?for\s+(?:(?:it|them|both)\b|(?:(?!that\b|which\b|where\b)[\w,’'-]+\s+){{0,4}}?{_DEED})"
)
_CLAIM = re.compile(  # a minister takes the responsibility for what went wrong, and is no claimant
    r"\b(?:claim(?:s|ed)?\s+(?:full |sole |joint )?responsibility|"
    r"(?:claim(?:s|ed)?|t(?:akes?|ook|aken))\s+(?:full |sole |joint )?credit)\b"
    rf"(?:(?!\s+(?:[\w,]+\s+){{0,6}}?for\b)|(?={_FOR}))|"
    rf"\b(?:t(?:akes?|ook|aken)|assumed)\s+(?:full |sole |joint )?responsibility\b(?={_FOR})|"
    r"\bsa(?:id|ys?)\s+(?:that\s+)?(?:it|they|he|she)\s+(?:was|were|is|are|had been)\s+(?:solely\s+|also\s+)?"
    rf"responsible\b(?={_FOR})|"
    rf"\bclaimed\s+(?=(?:the|this|that|an?|last|both|two|three|several|\w+day['’]s)\s+"
    rf"(?:(?!that\b|which\b|where\b)[\w’'-]+\s+){{0,3}}{_DEED})",
    re.IGNORECASE,
)
_CLAIMING = ("claim", "responsib", "credit")  # every claim has one of these
_BY = re.compile(
    rf"\b(?:responsibility|{_DEED})\b[^.;]{{0,80}}?"
    r"\b(?:was|were|been|being)\s+(?:\w+ )?claimed(?: [\w\s]{2,20})? by\b",
    re.IGNORECASE,
)
_OWN = re.compile(  # what may stand between who claims and the claim
    rf"\s*(?:,[^,;.]{{1,90}},|\([^)]{{1,40}}\),?)?\s*(?:,?\s*(?:which|who|that))?(?:\s+(?:{_HEDGE}|{_SAID}),?)*\s*",
    re.IGNORECASE,
)
_NAME = re.compile(  # who has no part in any other event may not be among the mentions
    rf"(?P<who>(?-i:[A-Z])[\w’'-]*(?:(?:\s+(?:of|the|de|for)){{0,2}}\s+(?-i:[A-Z])[\w’'-]*){{0,7}}){_OWN.pattern}$",
    re.IGNORECASE,
)
_FIGHT = re.compile(
    r"\b(?:clash|skirmish|fought|fight(?:s|ing)?\b|battl|trad(?:ed|ing)\b|exchang|blows\b|firefight|war\b)",
    re.IGNORECASE,
)
_BEFORE_VERB = re.compile(r"(?:again|ha(?:s|ve|d))\s+", re.IGNORECASE)
_SUBJECT = re.compile(r"\s+(?:(?:again|also|\w+ly|ha(?:s|ve|d))\s+)*")
_BETWEEN = re.compile(r"[^.;:,]{0,40}\bbetween\b[^.;:]{0,90}")
_SAY = (
    r"(?:sa(?:ys?|id|ying)|announc\w+|claim(?:s|ed|ing)?|confirm\w*|declar\w+|stated|reports?|reported|insist\w*|"
    r"acknowledg\w+|admit\w*|boast\w*|add(?:s|ed)|told|pledg\w+|vow\w*|maintain\w*|disclosed|revealed|statement|message)"
)
_FINITE = r"(?:ha(?:s|ve|d)|was|were|is|are|would|will|could|may|might|did|does)"
_ITSELF = re.compile(  # the first word of saying behind the speaker, and no other clause before the pronoun
    rf"(?:(?!\b{_SAY}\b)[^.;:?!])*\b{_SAY}\b(?:(?!\b{_FINITE}\b)[^.;:?!]){{0,90}}?"
    r"\b(?:(?P<it>it|they|he|she)|(?:its|their|his|her)\s+(?:own\s+)?(?:[\w-]+\s+)?(?:government|forces?|troops|men|"
    r"fighters|soldiers|army|navy|police|aircraft|jets|warplanes|planes|helicopters|units|commandos|guards|members|gunners))\b"
    r"(?P<verb>(?:\s+(?:ha(?:s|ve|d)|would|will|was|were|is|are|did|do|does|can|could|may|might|must|should|not|never|also|since|"
    r"already|now|only|been|be|to|on \w+|\w+ly))*"
    r"(?:\s+(?:behind|carried out|conducted|launched|staged|responsible for|ordered|fired)\s[^.;:?!,]{0,40})?)\s*$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:was|were|been|be|is|are|being)\s*$", re.IGNORECASE)
_DONE_TO = re.compile(r"(?:was|were|been|be|is|are|being|got)\b(?!\s+\w+ing\b)", re.IGNORECASE)
_ONE = re.compile(
    r"(?:man|woman|person|minister|official|officer|president|witness|leader|secretary|chief|commander|source|general|lawyer)$",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"\b(?:officials|sources|officers|lawyers|witness(?:es)?|residents|police|aides|ministers|diplomats|authorities|reporters|relatives|"
    r"activists|critics|analysts|observers|people|men|women|workers|troops|soldiers|rebels|militants|prosecutors)$",
    re.IGNORECASE,
)
_TO_THE_OTHER = frozenset({"ACCUSE", "REJECT", "REQUEST", "SANCTION"})  # whoever it is done with, it is done to
_WITH = re.compile(r"\s*with\s+(?:(?:the|an?|its|his|her|their|both|all)\s+)?")
_AND_WITH = re.compile(r"\s*(?:,\s*(?:and\s+)?|and\s+)(?:with\s+)?(?:(?:the|an?|its|his|her|their)\s+)?")
_NOBODY = re.compile(r"\b(?:no|nobody|none|neither|not|never|nor|any|denied|yet)\b", re.IGNORECASE)


def self_told(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """The drafts; where nobody is seen doing what somebody says that it, he or she did, the speaker did it."""
    return [_self_told(draft, text) for draft in drafts]


def _self_told(draft: Draft, text: str) -> Draft:
    t = draft.trigger
    if any(r.name == "actor" for r in t.roles):
        return draft
    for said in (r.mention for r in t.roles if r.name == "said_by" and t.start - FAR < r.mention.end <= t.start):
        found = _ITSELF.match(text[: t.start], said.end)
        if found and _agree(text[said.start : said.end], found["it"]) and not _is_done_to(t, found["verb"], text):
            roles = (*(r for r in t.roles if r.name == "said_by" or r.mention != said), _role("actor", said))
            return Draft(replace(t, roles=roles), draft.sentence, (*draft.rules, SPEAKER))
    return draft


def _agree(speaker: str, pronoun: str | None) -> bool:
    """Whether a pronoun can stand for the speaker: no "he" for officials, no "it" for a spokesman."""
    if pronoun is None or pronoun.lower() in {"he", "she"}:
        return pronoun is None or not _MANY.search(speaker)
    return not _ONE.search(speaker)


def _is_done_to(trigger: Trigger, verb: str, text: str) -> bool:
    """Whether the pronoun suffers the deed: "said it was attacked"; "was ready to help" is no such thing."""
    told = text[trigger.start : trigger.end]
    active = re.match(r"\w+ing\b", told) or trigger.label == "AGREE"
    return not active and bool(_PASSIVE.search(verb) or _DONE_TO.match(told))


def _role(name: str, who: Mention) -> Role:
    return Role(name=name, mention=who, probability=None)


def fighting(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """The drafts; those who clash or trade fire, with nobody seen doing it to them, do it to each other."""
    return [_fighting(draft, text) for draft in drafts]


def _fighting(draft: Draft, text: str) -> Draft:
    t = draft.trigger
    if t.label != "ASSAULT" or any(r.name == "actor" for r in t.roles):
        return draft
    sides = {r.mention for r in t.roles if r.name == "recipient" and _fights(r.mention, t, text)}
    if not sides:
        return draft
    roles = tuple(replace(r, name="actor") if r.name == "recipient" and r.mention in sides else r for r in t.roles)
    return Draft(replace(t, roles=roles), draft.sentence, (*draft.rules, FIGHTERS))


def _fights(who: Mention, trigger: Trigger, text: str) -> bool:
    """Whether the fight is told of somebody: "they clashed", "fighting between them"; not "they died in clashes"."""
    told = text[trigger.start : trigger.end]
    if who.end <= trigger.start:
        verb = _BEFORE_VERB.sub("", told)
        return bool(_FIGHT.match(verb) and _SUBJECT.fullmatch(text, who.end, trigger.start))
    return bool(_FIGHT.search(told) and _BETWEEN.fullmatch(text, trigger.end, who.start))


def done_with(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """The drafts; with whom ties are cut or somebody pleads is no doer: "Nauru cut its ties with Taiwan and Palau"."""
    return [_done_with(draft, text) for draft in drafts]


def _done_with(draft: Draft, text: str) -> Draft:
    t = draft.trigger
    behind = [r for r in t.roles if r.name == "actor" and r.mention.start >= t.end]
    if t.label not in _TO_THE_OTHER or not behind:
        return draft
    others, at, form = [], t.end, _WITH
    for role in sorted(behind, key=lambda r: r.mention.start):
        if not form.fullmatch(text, at, role.mention.start):
            break
        others.append(role)
        at, form = role.mention.end, _AND_WITH
    if not others:
        return draft
    roles = tuple(replace(r, name="recipient") if r in others else r for r in t.roles)
    return Draft(replace(t, roles=roles), draft.sentence, (*draft.rules, DONE_WITH))


def claimed(drafts: Sequence[Draft], mentions: Sequence[Mention], text: str, starts: Sequence[int]) -> list[Draft]:
    """The drafts, with whoever claims an attack as its actor and as the one who says so.

    Args:
        drafts: events of a document in text order, before the rules of the ontology.
        mentions: all that the tagger saw.
        text: of the document.
        starts: where its sentences begin.
    """
    told, small = list(drafts), text.lower()
    if not any(word in small for word in _CLAIMING):
        return told
    actors = [m for m in mentions if m.kind == "actor"]
    for who, start, end in _claims(actors, text, starts):
        at = _deed(told, start, end, text, starts)
        if at is not None:
            told[at] = _by(told[at], who, text)
    return told


def _claims(actors: Sequence[Mention], text: str, starts: Sequence[int]) -> Iterator[tuple[Mention, int, int]]:
    """Who claims, and where the words of the claim stand."""
    for claim in _CLAIM.finditer(text):
        begin = starts[max(bisect_right(starts, claim.start()) - 1, 0)]
        before = [m for m in actors if begin <= m.start and _OWN.fullmatch(text, m.end, claim.start())]
        who = before[-1] if before else _named(text, begin, claim.start())
        if who and not _NOBODY.search(text[max(begin, who.start - 12) : claim.start()]):
            yield who, claim.start(), claim.end()
    for claim in _BY.finditer(text):
        who = next((m for m in actors if m.start >= claim.end()), None)
        if who and text[claim.end() : who.start].strip().lower() in {"", "the", "a", "an"}:
            yield who, claim.end(), len(text)  # the deed is told before


def _named(text: str, begin: int, end: int) -> Mention | None:
    """The name right before a claim, in a text that is not all in capitals."""
    found = _NAME.search(text[:end], max(begin, end - FAR))
    if found is None or text[begin:end].isupper():
        return None
    article = re.match(r"(?:the|a|an)\s+", found["who"], re.IGNORECASE)
    start = found.start("who") + (article.end() if article else 0)
    return Mention(kind="actor", start=start, end=found.end("who")) if start < found.end("who") else None


def _deed(drafts: Sequence[Draft], start: int, end: int, text: str, starts: Sequence[int]) -> int | None:
    """The attack that the claim is for: named right behind it, else the last one told before it."""
    deeds = [
        (i, d.trigger) for i, d in enumerate(drafts) if d.trigger.label == "ASSAULT" and d.trigger.status != "negated"
    ]
    behind = [i for i, t in deeds if end <= t.start < end + REACH and not re.search(r"[.;!?]\s", text[end : t.start])]
    if behind:
        return behind[0]
    first = [s for s in starts if s <= start][-BACK - 1 :][0]
    before = [i for i, t in deeds if first <= t.start < start]
    return before[-1] if before else None


def _by(draft: Draft, who: Mention, text: str) -> Draft:
    """The draft with somebody as its actor, and as its source where it has none."""
    roles = draft.trigger.roles
    known = [r.mention for r in roles if r.name == "actor"]
    called = text[who.start : who.end]
    if any((m.start < who.end and who.start < m.end) or text[m.start : m.end] == called for m in known):
        return draft
    own = tuple(r for r in roles if not (r.name == "recipient" and r.mention == who))
    said = () if any(r.name == "said_by" for r in own) else (_role("said_by", who),)
    return Draft(
        replace(draft.trigger, roles=(*own, _role("actor", who), *said)), draft.sentence, (*draft.rules, CLAIMANT)
    )
