"""Text -> quotations: what somebody is reported to have said, the words that say so, and who it was (as written)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from dragoman.records import Actor, Quote, Sentence, Span

_SAID = (
    r"said|says|say|told|tells|added|adds|stated|announced|warned|insisted|argued|claimed|noted|explained|declared|"
    r"acknowledged|admitted|confirmed|denied|alleged|suggested|reported|wrote|tweeted|asked|replied|testified|predicted|"
    r"believes?|believed|thinks?|thought|hopes?|hoped|expects?|expected|estimated|promised|vowed|pledged|recalled|"
    r"complained|conceded|concluded|cautioned|stressed|emphasi[sz]ed|contends?|contended|asserted|maintained"
)
_CUE = re.compile(rf"\b(?:has |have |had )?(?P<verb>{_SAID})\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”]([^\"“”]{2,600})[\"“”]")
_NAME = r"(?:[Tt]he |[Aa]n? )?(?:[\w'’.\-]+ ){0,8}[\w'’\-]+"
_AFTER = re.compile(rf",[\"”]?\s+(?P<who>{_NAME})\s+(?P<cue>{_SAID})\b(?P<rest>[^.]*)[.]?\s*$")  # CLAUSE, WHO said.
_AFTER_TURNED = re.compile(rf",[\"”]\s+(?P<cue>{_SAID})\s+(?P<who>{_NAME})")  # "CLAUSE," said WHO
_TAIL = re.compile(r"\b(?:on|in|at|to|by|after|during|last|earlier|late|early|this|following)\b.*$")
_WHO = re.compile(r"(?:[A-Z][\w'’.\-]*|[Tt]he|[Aa]n?|he|she|they|He|She|They|I|[a-z]+)")


def quotes(text: str, doc_id: str, sentences: Sequence[Sentence]) -> tuple[Quote, ...]:
    """The quotations of a document, at most one a sentence; speakers are not yet identified."""
    found: list[Quote] = []
    speaker: Span | None = None
    for sentence in sentences:
        quote = _of_sentence(text, doc_id, sentence, speaker)
        if quote:
            found.append(quote)
            who = quote.speaker
            speaker = Span(text=who.text, start=who.start, end=who.end) if who else speaker
    return tuple(found)


def _of_sentence(text: str, doc_id: str, sentence: Sentence, before: Span | None) -> Quote | None:
    start, words = sentence.start, text[sentence.start : sentence.end]
    for content, who, cue in _readings(words):
        speaker = (who[0] + start, who[1] + start) if who else None
        return _quote(text, doc_id, (content[0] + start, content[1] + start), speaker, (cue[0] + start, cue[1] + start))
    whole = _QUOTED.fullmatch(words.strip())
    if whole and before:  # a quotation that goes on
        return _quote(text, doc_id, (start, sentence.end), (before.start, before.end), None)
    return None


Range = tuple[int, int]


def _readings(words: str) -> Iterator[tuple[Range, Range | None, Range]]:
    """The likeliest ways to read a sentence as (content, speaker, cue), best first."""
    if turned := _AFTER_TURNED.search(words):
        yield (0, turned.start() + 2), _name(words, turned.span("who")), turned.span("cue")
    if after := _AFTER.search(words):
        yield (0, after.start() + 1), _name(words, after.span("who")), after.span("cue")
    for cue in _CUE.finditer(words):
        subject = _subject(words, cue.start())
        content = _content(words, cue.end())
        if subject and content:
            yield content, subject, cue.span("verb")


def _content(words: str, after: int) -> Range | None:
    """What follows the cue: a clause with or without "that", after the words on when and to whom."""
    that = re.match(r"(?P<gap>[^,;:.]{0,60}?)\s+that\s+", words[after:])
    colon = re.match(r"[^,;:.]{0,40}[:,]\s+(?=[\"“])", words[after:])
    plain = re.match(r"\s+(?:on \w+day |in a statement |\w+day )?", words[after:])
    lead = that or colon or plain
    if lead is None:
        return None
    start, end = after + lead.end(), len(words.rstrip())
    return (start, end) if len(words[start:end].split()) > 2 else None  # noqa: PLR2004


def _subject(words: str, end: int) -> Range | None:
    """The noun phrase before a verb, from the last clause break on."""
    head = words[:end].rstrip()
    breaks = [m.end() for m in re.finditer(r"[,;:—–\"“”]\s*|\s-\s|\b(?:and|but|that|when|as|while|who|which)\s", head)]
    start = breaks[-1] if breaks and breaks[-1] < len(head) else 0
    if start == len(head) or (breaks and not head[start:].strip()):
        return None
    return _name(words, (start, len(head)))


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
