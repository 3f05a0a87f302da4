"""What is shown of long work, and to whom."""

from __future__ import annotations

import sys

import pytest

from dragoman.cli.progress import bar, spinner
from dragoman.run.pipeline import Report


@pytest.mark.parametrize(("watched", "quiet"), [(False, False), (True, True)])
def test_nothing_is_shown_to_a_file_or_when_asked_to_be_quiet(watched, quiet, monkeypatch, capsys) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: watched)
    with spinner(quiet) as say, bar(quiet) as show:
        say("stories")
        show(Report())
    assert capsys.readouterr().err == ""


def test_a_person_sees_the_step_and_the_rate(monkeypatch, capsys) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with spinner(quiet=False) as say:
        say("stories")
    with bar(quiet=False) as show:
        show(Report(documents=1200, words=9))
    shown = capsys.readouterr().err
    assert "stories" in shown
    assert "1,200 documents" in shown
    assert "words/s" in shown
