"""Text -> quotations: what somebody is reported to have said, the words that say so, and who it was (as written)."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dragoman.coding.reported import Reading, inner, readings
from dragoman.coding.speakers import Range, leading
from dragoman.records import Actor, Quote, Sentence, Span

LONGEST = 2000  # characters of a passage that are read: what is longer is a list or a fault, and takes long
_CLAUSE = 4  # words of a quotation that goes on, and letters of a small word in a title
_MARKED = re.compile(  # words in quotation marks, within a paragraph; what is not closed ends with it
    r"(?:[“„]|(?<![\w.,!?])(?:\"|''))(?=\S)(?:(?!\n\s*\n|''|[\"“”]).){2,1500}"
    r"(?:[\"”]|''|(?=\s*\Z|\n\s*\n|\n\s*[\"“]))"
    r"|(?<![\w’'])[‘'](?=[A-Za-z])[^\n\"“”]{2,400}?(?<=[\w.,!?])[’'](?!\w)",
    re.DOTALL,
)
_POSSESSIVE = frozenset({"his", "her", "their"})
_VIEW = re.compile(r"\s+(?:view|opinion|words)\b")
_MARK = re.compile("[“„\"'‘]")  # with one of these they begin
_BLANKED = re.compile(r"“·+.”")


def quotes(text: str, doc_id: str, sentences: Sequence[Sentence]) -> tuple[Quote, ...]:
    """The quotations of a document, every content once; speakers are not yet identified."""
    found: dict[Range, Quote] = {}
    before: Range | None = None
    for start, end in _passages(text, sentences):
        words = text[start : min(end, start + LONGEST)]
        bare = _bare(words)
        own = readings(bare)
        for reading in own or _going_on(words, bare):
            content, who, cue = (_moved(at, start) for at in reading)
            who = (before or who) if _is_in_view(reading, bare) else who or (None if own else before)
            if content and (who or own):
                direct = "“·" in bare[slice(*reading[0])]
                found.setdefault(content, _quote(text, doc_id, content, who, cue, direct=direct))
            before = before if inner(reading, own) else who or before
    return tuple(found.values())


def _passages(text: str, sentences: Sequence[Sentence]) -> Iterator[Range]:
    """The sentences, those joined over which words in quotation marks go on."""
    marked = [m.span() for m in _MARKED.finditer(text)]
    ends = [end for _, end in marked]
    start = end = 0
    for sentence in sentences:
        across = bisect_left(ends, end + 1)
        open_at = marked[across][0] if across < len(marked) else end
        if end and not (open_at < end and not text[end : sentence.start].strip()):
            yield start, end
            start = sentence.start
        start, end = (start if end else sentence.start), sentence.end
    if end:
        yield start, end


def _bare(words: str) -> str:
    """The words with lines joined, those in quotation marks blanked, and what is all in capitals in small letters."""
    small = words.lower() if words.isupper() else words
    shown = small if len(small) == len(words) else words
    return (_MARKED.sub(_blank, shown) if _MARK.search(shown) else shown).replace("\n", " ")


def _blank(marked: re.Match[str]) -> str:
    """Words in quotation marks made opaque, as long as they were, with the stop at their end: “····,”."""
    words = marked.group()
    stop = words.rstrip("\"”'’")[-1:]
    return "“" + "·" * (len(words) - 3) + (stop if stop in ",.?!" else "·") + "”"


def _going_on(words: str, bare: str) -> Iterator[Reading]:
    """Words in quotation marks, no title, in a passage that names no speaker: who leads it says them, or goes on."""
    for part in _BLANKED.finditer(bare):
        said = words[slice(*part.span())].split()
        alone = part.group() == bare.strip()
        title = all(w[:1].isupper() for w in said[1:] if len(w) > _CLAUSE)
        if (alone or len(said) >= _CLAUSE) and not title:
            yield part.span(), (leading(bare, part.start()) if part.start() > 0 else None), None


def _is_in_view(reading: Reading, bare: str) -> bool:
    """Whether a passage begins "In her view", where the one who spoke before goes on."""
    who, cue = reading[1:]
    return bool(who and cue and bare[slice(*who)] in _POSSESSIVE and _VIEW.match(bare, who[1]) and cue[0] > who[0])


def _moved(at: Range | None, by: int) -> Range | None:
    return (at[0] + by, at[1] + by) if at else None


def _quote(text: str, doc_id: str, content: Range, who: Range | None, cue: Range | None, *, direct: bool) -> Quote:
    digest = hashlib.blake2b(f"{doc_id}|{content}".encode(), digest_size=8).hexdigest()
    return Quote(
        quote_id=f"q{digest}",
        doc_id=doc_id,
        content=Span(text=text[slice(*content)], start=content[0], end=content[1]),
        speaker=Actor(text=text[slice(*who)], start=who[0], end=who[1]) if who else None,
        cue=Span(text=text[slice(*cue)], start=cue[0], end=cue[1]) if cue else None,
        direct=direct,
    )
