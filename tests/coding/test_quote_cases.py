"""Quotations as news has them: each text of quotes.tsv holds just the quotations of its lines, by the speakers named there."""

from __future__ import annotations

import csv
from itertools import groupby
from pathlib import Path

import pytest

from dragoman.coding.quotes import quotes
from dragoman.records import Sentence
from dragoman.tag.sentences import sentences

ROWS = csv.DictReader(
    (Path(__file__).parent / "quotes.tsv").read_text(encoding="utf-8").splitlines(),
    delimiter="\t",
    quoting=csv.QUOTE_NONE,
)
CASES = {text: [row for row in rows if row["content"]] for text, rows in groupby(ROWS, lambda row: row["text"])}


def _bare(content):
    return content.strip(" .,;")


@pytest.mark.parametrize("text", CASES)
def test_case(text):
    found = quotes(text, "d", [Sentence(start=a, end=b) for a, b in sentences(text, [(0, len(text))])])
    wanted = CASES[text]
    assert sorted(_bare(q.content.text) for q in found) == sorted(_bare(row["content"]) for row in wanted)
    for row in wanted:
        quote = next(q for q in found if _bare(q.content.text) == _bare(row["content"]))
        assert row["speaker"] in (quote.speaker.text if quote.speaker else "")
        assert bool(row["speaker"]) == bool(quote.speaker)
        assert quote.direct == (row["direct"] == "yes")
