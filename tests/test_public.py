"""The public names, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

import dragoman
from dragoman.errors import InputError, SettingError

PUBLIC = {
    "Actor", "Coded", "Coder", "Document", "Event", "Figure", "Furniture", "Place", "Quantity", "Quote", "Relation", "Span",
    "Time", "__version__", "code", "open_project",
}  # fmt: skip


def test_public_names():
    assert set(dragoman.__all__) == PUBLIC == set(dir(dragoman))
    assert all(getattr(dragoman, name) is not None for name in PUBLIC)


def test_unknown_name():
    with pytest.raises(AttributeError, match="nothing_here"):
        dragoman.nothing_here  # noqa: B018


def test_code_one_text():
    events = dragoman.code("Police in Nairobi arrested 12 activists on Monday.", published="2023-07-20")
    assert [(e.type, e.actors[0].code, e.recipients[0].text) for e in events] == [("COERCE", "KENCOP", "12 activists")]
    assert events[0].when is not None
    assert events[0].when.start_day == date(2023, 7, 17)


def test_bad_arguments_say_what_to_do():
    with pytest.raises(SettingError, match="YYYY-MM-DD"):
        dragoman.code("Police arrested a man.", published="last week")
    with pytest.raises(InputError):
        dragoman.code("  ")


def test_importing_is_light():
    heavy = "onnxruntime duckdb pyarrow trafilatura numpy tokenizers"
    script = f"import sys, dragoman.cli; print([m for m in {heavy.split()!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
