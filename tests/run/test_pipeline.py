"""The run over many inputs: resumable, and no bad document stops it."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.records import Coded
from dragoman.run.pipeline import code_into
from dragoman.store import Project

STORY = "Police in Nairobi arrested 12 activists after a march through the city on Monday, number {}."


class FakeCoder:
    version = "fake 1"

    def code(self, documents):
        if any("number 3" in d.text for d in documents):
            raise ValueError("number 3")
        return [Coded(document=d) for d in documents]


@pytest.fixture
def news(tmp_path):
    (tmp_path / "news").mkdir()
    for number in range(5):
        (tmp_path / "news" / f"{number}.txt").write_text(STORY.format(number))
    (tmp_path / "news" / "empty.txt").write_text("")
    return tmp_path / "news"


def test_bad_documents_are_counted_and_the_run_goes_on(tmp_path, news):
    project = Project.create(tmp_path / "p")
    report = code_into([news], project, FakeCoder())
    assert report.documents == 4
    assert report.failures == {"empty": 1, "coder": 1}
    assert project.table("failures").num_rows == 2


def test_a_second_run_adds_nothing(tmp_path, news):
    project = Project.create(tmp_path / "p")
    code_into([news], project, FakeCoder())
    report = code_into([news], project, FakeCoder())
    assert (report.documents, report.skipped) == (0, 4)
    assert project.table("documents").num_rows == 4
    assert project.table("failures").num_rows == 2


def test_a_date_in_the_future_is_told(tmp_path, news):
    project = Project.create(tmp_path / "p")
    report = code_into([news / "0.txt"], project, FakeCoder(), published=date(2030, 1, 1), today=date(2026, 1, 1))
    assert (report.documents, report.failures["future_date"]) == (1, 1)
