from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.coding.quotes import quotes
from dragoman.records import Quote, Sentence
from dragoman.tag.sentences import sentences


def _quotes(text: str) -> tuple[Quote, ...]:
    return quotes(text, "d", [Sentence(start=a, end=b) for a, b in sentences(text, [(0, len(text))])])


CASES = [
    ('"We will stay," said the army chief.', '"We will stay,"', "army chief", True),
    ("The talks went well, the minister said on Monday.", "The talks went well,", "minister", False),
    ("Officials said that the base would close in spring.", "the base would close in spring.", "Officials", False),
    ("Witnesses say the bridge fell at dawn.", "the bridge fell at dawn.", "Witnesses", False),
    ("General Orlov has repeatedly denied that troops crossed the river.", "troops crossed the river.", "Orlov", False),
    ("The union condemned the closure of the port.", "the closure of the port.", "union", False),
    ("According to the ministry, two boats sank off the coast.", "two boats sank off the coast.", "ministry", False),
    ("Two boats sank off the coast, according to the ministry.", "Two boats sank off the coast,", "ministry", False),
    ("Maria Stoll, the head of the agency, said stocks were low.", "stocks were low.", "Maria Stoll", False),
    ('"Will they come back?" asked Mr. Haddad.', '"Will they come back?"', "Mr. Haddad", True),
]


@pytest.mark.parametrize(("text", "content", "speaker", "direct"), CASES)
def test_quotes(text, content, speaker, direct):
    (quote,) = _quotes(text)
    assert quote.speaker
    assert (quote.content.text.strip(), quote.direct) == (content, direct)
    assert speaker in quote.speaker.text
    assert text[quote.content.start : quote.content.end] == quote.content.text


def test_a_sentence_may_report_twice():
    first, second = _quotes("The envoy rejected the plan and called for a new round of talks.")
    assert (first.speaker, second.content.text) == (second.speaker, "a new round of talks.")


def test_a_participle_speaks_for_the_subject():
    found = _quotes("Ramos told reporters the road was open, adding that convoys would leave at noon.")
    assert [(q.content.text, q.speaker and q.speaker.text) for q in found][-1] == (
        "convoys would leave at noon.",
        "Ramos",
    )
    assert len(found) == len(CASES[:2])


def test_a_quotation_goes_on_with_its_speaker():
    found = _quotes('"The river is high," said Dana Voss. "We shall not sail before the week is out."')
    assert [q.speaker and q.speaker.text for q in found] == ["Dana Voss", "Dana Voss"]


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell on the plain.",
        "The report ran to ninety pages.",
        "The United States has fifty members.",
        "The plans of the city lay on a table.",
    ],
)
def test_no_quote(text):
    assert _quotes(text) == ()


WORDS = st.sampled_from(
    [
        "said",
        '"',
        "“",
        "”",
        "''",
        "'",
        ",",
        ".",
        ";",
        ":",
        "that",
        "He",
        "Kostov",
        "rejected",
        "the",
        "adding",
        "and",
        "by",
        "was",
    ]
)


@given(st.lists(WORDS, max_size=25).map(" ".join) | st.lists(WORDS, max_size=25).map("".join))
def test_every_span_is_words_of_the_text(text):
    found = quotes(text, "d", [Sentence(start=0, end=len(text))])
    for quote in found:
        for span in (quote.content, quote.speaker, quote.cue):
            assert span is None or (text[span.start : span.end] == span.text and span.text)
    assert len({q.quote_id for q in found}) == len(found)


@pytest.mark.parametrize(
    "unit",
    [
        "he said ",
        "x, saying ",
        "The man who and that said, ",
        "“a ",
        '" ',
        "'a ",
        "he was told by X, ",
        "; a ",
        "A of ",
        "Mali, Niger and ",
    ],
)
def test_a_line_without_end_takes_no_time(unit):
    text = unit * (200_000 // len(unit))
    start = time.perf_counter()
    quotes(text, "d", (Sentence(start=0, end=len(text)),))
    assert time.perf_counter() - start < 5
