"""The sample stories are read with their dates, and their furniture is set apart."""

from __future__ import annotations

import csv
import html
import json
from importlib.resources import files

import pytest

from dragoman.read import read_documents
from dragoman.records import Document

SAMPLE = files("dragoman.data").joinpath("sample")


@pytest.fixture(scope="module")
def stories():
    rows = csv.DictReader(SAMPLE.joinpath("stories.csv").read_text(encoding="utf-8").splitlines())
    return {row["file"]: (row, next(iter(read_documents([str(SAMPLE.joinpath(row["file"]))])))) for row in rows}


def test_every_story_is_read(stories):
    assert len(stories) >= 60
    assert all(isinstance(document, Document) for _, document in stories.values())


def test_dates(stories):
    wrong = [f for f, (row, d) in stories.items() if str(d.published) != row["published"]]
    assert len(wrong) <= 0.02 * len(stories), wrong


def test_furniture(stories):
    lines = SAMPLE.joinpath("furniture.jsonl").read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    missed = []
    for line in told:
        document = stories[line["file"]][1]
        apart = " ".join(document.text[f.start : f.end] for f in document.furniture)
        if html.unescape(line["text"]) not in apart:
            missed.append((line["file"], line["text"]))
    assert len(missed) <= 0.04 * len(told), missed


def test_clean_stories_have_little_apart(stories):
    kinds = {f.kind for row, d in stories.values() if row["kind"] == "clean" for f in d.furniture}
    assert kinds <= {"headline", "byline", "credit", "masthead"}
