"""The libraries of the page are those that their list names, with their licences."""

from __future__ import annotations

import hashlib
import re

from dragoman.web.app import STATIC

VENDOR = STATIC / "vendor"


def test_every_file_is_listed_with_its_hash_and_licence():
    listed = re.findall(
        r"\| `([^`]+)` \|.*\(`(LICENSE[^`]+)`\) \| `([0-9a-f]{64})` \|", (VENDOR / "SOURCES.md").read_text()
    )
    assert {name for name, _, _ in listed} == {p.name for p in VENDOR.iterdir() if p.suffix in {".js", ".json"}}
    for name, licence, digest in listed:
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest
        assert len((VENDOR / licence).read_text()) > 300


def test_own_modules_ask_nobody_else():
    for path in STATIC.rglob("*.*"):
        if "vendor" not in path.parts and path.suffix in {".js", ".html", ".css"}:
            text = path.read_text()
            assert not re.search(r"https?://(?!www\.w3\.org)", text), path
            assert "innerHTML" not in text, path
            assert not re.search(r"\bon\w+=|javascript:", text), path
