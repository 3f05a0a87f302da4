from __future__ import annotations

import pytest

from dragoman.coding.quotes import quotes
from dragoman.records import Sentence
from dragoman.tag.sentences import sentences

CASES = [
    ('"We will stay," said the army chief.', '"We will stay,"', "army chief", True),
    ("The talks went well, the minister said on Monday.", "The talks went well,", "minister", False),
    ("Officials said that the base would close in spring.", "the base would close in spring.", "Officials", False),
]


@pytest.mark.parametrize(("text", "content", "speaker", "direct"), CASES)
def test_quotes(text, content, speaker, direct):
    (quote,) = quotes(text, "d", [Sentence(start=a, end=b) for a, b in sentences(text, [(0, len(text))])])
    assert (quote.content.text, quote.speaker and quote.speaker.text, quote.direct) == (content, speaker, direct)
    assert text[quote.content.start : quote.content.end] == quote.content.text


def test_no_quote():
    assert quotes("Rain fell on the plain.", "d", [Sentence(start=0, end=23)]) == ()
