"""Text -> quotations: what somebody is reported to have said, the words that say so, and who it was (as written)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from dragoman.records import Actor, Quote, Sentence, Span


def _forms(base: str) -> set[str]:
    """A regular verb in all its forms: argue, argues, argued, arguing."""
    stem = base.removesuffix("e")
    if base.endswith("y") and base[-2] not in "aeiou":
        return {base, f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing"}
    ending = "es" if base.endswith(("s", "sh", "ch", "x")) else "s"
    return {base, f"{base}{ending}", f"{stem}ed", f"{stem}ing"}


# Verbs of speech and thought, whose object is a clause or words in quotation marks.
_SAYING = {
    *"said says say saying told tells tell telling wrote writes write writing thinks thought".split(),
    *"think thinking know knows knew".split(),
    *"admitted admits admitting felt feels feel found finds insists saw sees shows show showed".split(),
    *"means meant understood".split(),
    *"began begins read reads recalled forbids quipped quips quipping sang swore swears".split(),
    *"understands understand".split(),
}.union(*map(_forms, (
    "accept acknowledge add advise affirm agree allege announce answer argue ask assert assess assume assure "
    "believe boast brag caution claim comment complain concede conclude confirm contend counter declare deny "
    "disclose doubt echo emphasize emphasise estimate exclaim expect explain fear guarantee hint hope indicate "
    "inform insist joke learn maintain mention muse note observe point predict proclaim promise pledge question "
    "recall reckon remark remind reply report respond reveal rule shout signal speculate state stress suggest "
    "suspect testify tweet vow warn wonder worry continue describe demand urge propose recommend retort insinuate "
    "reiterate decide document cheer chant yell advocate imply"
).split()))  # fmt: skip
# Verbs of taking a stand, whose object is a thing, a person or a deed.
_STANDING = {
    *"plan plans planned planning want wants wanted wanting chose seek seeks sought seeking".split(),
    *"upheld withdrew swore".split(),
}.union(*map(_forms, (
    "accuse attack back blast blame call celebrate challenge cite compare condemn consider criticize criticise "
    "decline decry defend demand denounce discuss dismiss dispute embrace encourage endorse favor favour hail "
    "highlight invite lament liken mock object offer oppose praise press propose question refuse reject ridicule "
    "slam support threaten tout urge welcome exhort downplay admire regard intend prefer resent applaud"
).split()))  # fmt: skip
_SAID = "|".join(sorted(_SAYING, key=len, reverse=True))
_CUE = re.compile(rf"\b(?P<verb>{'|'.join(sorted(_SAYING | _STANDING, key=len, reverse=True))})\b", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"(?:\s+(?:has|have|had|is|are|was|were|also|repeatedly|later|then|often|once|previously|recently|did|do|does|will|would|"
    r"not|never|been|publicly|openly|strongly|still|already|who|which|\w+ly))+$"
)
_MARK = r"(?:[\"“”]|'')"
_QUOTED = re.compile(rf"{_MARK}((?:(?!{_MARK}).){{2,600}}){_MARK}", re.DOTALL)
_OPENED = re.compile(r"(?:^|[\s(])(?:\"|'')(?=\S)|“")  # and not closed in the sentence
_ACCORDING = re.compile(r"\b(?P<cue>[Aa]ccording to) (?P<who>[^,;]+?)(?=,|;|[.]?\s*$)")
_NO_VERB = re.compile(
    r"(?:\b(?:the|an?|of|his|her|their|its|our|my|your|this|these|those|in|for|on|by|with|from|at|no|any|some|such|more|most|"
    r"all|new|other|as|into|about|to|be|public|recent)|['’]s?)\s+$",
    re.IGNORECASE,
)
_BEFORE_VERB = re.compile(r"(?:\b(?:he|she|it|they|we|I|you|who|also|not|will|would|did|does|do|[A-Z][\w’'.-]+))\s+$")
_NOUNS = frozenset(
    "state states plan plans support back show shows question questions rule rules comment comments point points "
    "report reports answer answers claim claims press call calls attack attacks tweet tweets remark remarks "
    "pledge pledges offer offers demand demands document documents charge vow vows doubt doubts fear fears hope "
    "hopes worry joke jokes signal signals study estimate estimates challenge challenges cheer cheers blast post "
    "compliment thought hail reply shout shouts promise promises threat blame regard mention mentions note notes "
    "dispute disputes tout praise concern reading means mean indicate meaning reads read felt feeling thinking "
    "suspect suspects chant boast intend voice".split()
)  # read as verbs only behind a pronoun, an adverb or a name
_LEAD = re.compile(
    r"(?:if|when|but|and|as|because|that|then|so|yet|while|although|though|where|after|before)(?:\s+|$)", re.IGNORECASE
)
LONGEST = 2000  # characters of a sentence that are read: what is longer is a list or a fault, and takes long
_APPOSED = 2  # breaks around an apposition
_FURTHER = re.compile(
    rf",\s+(?:and |but )?(?:{'|'.join(v for v in sorted(_SAYING | _STANDING) if v.endswith('ing'))})\b"
)
_NAME = r"(?:[Tt]he |[Aa]n? )?(?:[\w'’.\-]+ ){0,8}[\w'’\-]+"
_AFTER = re.compile(
    rf"[,?!](?:[\"”]|'')?\s+(?!(?:but|and|if|or|who|which|when|though|as)\b)(?P<who>{_NAME}(?:, [^,]{{2,40}},)?)\s+"
    rf"(?:also |has |had |have |later )?(?P<cue>{_SAID})\b(?P<rest>[^.,]{{0,60}})[.]?\s*$"
)  # CLAUSE, WHO said.
_AFTER_TURNED = re.compile(rf"[,?!](?:[\"”]|'')\s+(?P<cue>{_SAID})\s+(?P<who>{_NAME})")  # "CLAUSE," said WHO
_TAIL = re.compile(r"\b(?:on|in|at|to|by|after|during|last|earlier|late|early|this|following)\b.*$")
_WHO = re.compile(r"(?:[A-Z][\w'’.\-]*|[Tt]he|[Aa]n?|he|she|they|He|She|They|I|[a-z]+)")


def quotes(text: str, doc_id: str, sentences: Sequence[Sentence]) -> tuple[Quote, ...]:
    """The quotations of a document, every content once; speakers are not yet identified."""
    found: dict[Range, Quote] = {}
    speaker: Range | None = None
    for sentence in sentences:
        for quote in _of_sentence(text, doc_id, sentence, speaker):
            found.setdefault((quote.content.start, quote.content.end), quote)
            speaker = (quote.speaker.start, quote.speaker.end) if quote.speaker else speaker
    return tuple(found.values())


def _of_sentence(text: str, doc_id: str, sentence: Sentence, before: Range | None) -> Iterator[Quote]:
    start, words = sentence.start, text[sentence.start : min(sentence.end, sentence.start + LONGEST)]
    readings = list(_readings(words))
    for content, who, cue in readings:
        speaker = (who[0] + start, who[1] + start) if who else None
        yield _quote(text, doc_id, (content[0] + start, content[1] + start), speaker, (cue[0] + start, cue[1] + start))
    if readings or before is None:
        return
    for part in _QUOTED.finditer(words):  # a quotation that goes on, in whole or in part
        if len(part.group(1).split()) >= _CLAUSE:
            yield _quote(text, doc_id, (start + part.start(), start + part.end()), before, None)


Range = tuple[int, int]
Reading = tuple[Range, Range | None, Range]
_CLAUSE = 4  # words of a quotation that goes on
_SHORTEST = 2  # words of a content


def _readings(words: str) -> Iterator[Reading]:
    """The ways to read a sentence as (content, speaker, cue), in text order of their cues."""
    taken: Range = (0, 0)
    said: Range | None = None
    if front := _fronted(words):
        yield front
        said, taken = front[1], front[2]
    elif by := _ACCORDING.search(words):
        whole = (by.end() + 1, len(words.rstrip())) if by.start() < len(words) - by.end() else (0, by.start())
        said, taken = _name(words, by.span("who")), by.span("who")
        yield (
            (whole[0] + len(words[slice(*whole)]) - len(words[slice(*whole)].lstrip(" ,")), whole[1]),
            said,
            by.span("cue"),
        )
    for cue in _CUE.finditer(words):
        if taken[0] <= cue.start() < taken[1] or _is_quoted(words, cue.start()) or _is_noun(words, cue):
            continue
        subject = _subject_or(words, cue, said)
        content = _content(words, cue.end()) if subject else None
        if subject and content:
            yield content, subject, cue.span("verb")
            said = subject


def _fronted(words: str) -> Reading | None:
    """A sentence whose content comes before its speaker: CLAUSE, WHO said; "CLAUSE," said WHO."""
    if turned := _AFTER_TURNED.search(words):
        return (0, turned.start("cue") - 1), _name(words, turned.span("who")), turned.span("cue")
    if after := _AFTER.search(words):
        return (0, after.start() + 1), _name(words, after.span("who")), after.span("cue")
    return None


def _is_quoted(words: str, at: int) -> bool:
    """Whether a place lies within quotation marks."""
    closed = 0
    for quoted in _QUOTED.finditer(words):
        if quoted.start() < at < quoted.end():
            return True
        closed = quoted.end()
    opened = _OPENED.search(words, closed)
    return bool(opened and opened.start() < at)


def _is_noun(words: str, cue: re.Match[str]) -> bool:
    """Whether a word that may be a verb of speech is none here: "the report", "United States"."""
    head = words[: cue.start()]
    if _NO_VERB.search(head) or cue["verb"][0].isupper():
        return True
    if head.endswith((" and ", " or ")) and not cue["verb"].endswith(
        "ed"
    ):  # "called and asked", but "calls and letters"
        return True
    return cue["verb"].lower() in _NOUNS and not _BEFORE_VERB.search(head)


def _subject_or(words: str, cue: re.Match[str], said: Range | None) -> Range | None:
    """Who speaks by a cue: its subject, else whoever spoke before in the sentence or leads it ("X did A, saying B")."""
    verb = cue["verb"].lower()
    head = words[: cue.start()].rstrip()
    auxiliary = _AUXILIARY.search(head)
    if verb.endswith("ing") and not (auxiliary and re.search(r"\b(?:is|are|was|were|been)\b", auxiliary.group())):
        if not head.endswith((",", " and", " or", "—", "”", '"')):
            return None
        return said or _leading(words)
    end = auxiliary.start() if auxiliary else cue.start()
    before = words[:end].rstrip()
    if said and before.endswith((" and", " but")):
        return said
    return _subject(words, end) or (said if before.endswith(",") else None)


def _leading(words: str) -> Range | None:
    """The capitalised words or the pronoun that a sentence begins with."""
    lead = re.match(r"(?:The |A |An )?(?P<who>(?:[A-Z][\w.’'-]*|of|the)(?: (?:[A-Z][\w.’'-]*|of|the))*)", words)
    return lead.span("who") if lead else None


def _content(words: str, after: int) -> Range | None:
    """What follows the cue: a clause with or without "that", after the words on when and to whom."""
    lead = (
        re.match(r"[^,;:.]{0,60}?\s+that\s+", words[after:])
        or re.match(r"[^,;:.]{0,40}[:,]\s+(?=[\"“]|'')", words[after:])
        or re.match(r"[:,]?\s+(?:on \w+day |in a statement |\w+day )?(?:for |on |out |to )?", words[after:])
    )
    if lead is None:
        return None
    start = after + lead.end()
    further = _FURTHER.search(words, start)
    end = further.start() if further and not _is_quoted(words, further.start()) else len(words.rstrip())
    return (start, end) if len(words[start:end].split()) >= _SHORTEST else None


def _subject(words: str, end: int) -> Range | None:
    """The noun phrase before a verb, from the last clause break on."""
    head = words[:end].rstrip()
    breaks = [m.end() for m in re.finditer(r"[,;:—–\"“”]\s*|\s-\s|\b(?:and|but|that|when|as|while|who|which)\s", head)]
    if breaks and breaks[-1] == len(head) and head.endswith(","):  # behind an apposition: "X, the chief, said"
        return _name(words, (breaks[-3] if len(breaks) > _APPOSED else 0, len(head) - 1))
    if breaks and breaks[-1] == len(head):
        return None
    start = breaks[-1] if breaks else 0
    lead = _LEAD.match(head, start)
    return _name(words, (lead.end() if lead else start, len(head)))


def _name(words: str, at: Range) -> Range | None:
    """The range without article, adverb and words on when and where."""
    start, end = at
    phrase = words[start:end]
    if cut := _TAIL.search(phrase):
        phrase = phrase[: cut.start()].rstrip()
    lead = re.match(r"\s*(?:[Tt]he |[Aa]n? )?", phrase)
    skip = lead.end() if lead else 0
    if not phrase[skip:].strip() or not _WHO.match(phrase[skip:]):
        return None
    return start + skip, start + len(phrase.rstrip())


def _quote(text: str, doc_id: str, content: Range, who: Range | None, cue: Range | None) -> Quote:
    digest = hashlib.blake2b(f"{doc_id}|{content}".encode(), digest_size=8).hexdigest()
    return Quote(
        quote_id=f"q{digest}",
        doc_id=doc_id,
        content=Span(text=text[slice(*content)], start=content[0], end=content[1]),
        speaker=Actor(text=text[slice(*who)], start=who[0], end=who[1]) if who else None,
        cue=Span(text=text[slice(*cue)], start=cue[0], end=cue[1]) if cue else None,
        direct=bool(_QUOTED.search(text[slice(*content)])),
    )
