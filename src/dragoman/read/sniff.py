"""What a file is, by its first bytes; its ending only decides where the content leaves it open."""

from __future__ import annotations

import csv
import re
from pathlib import PurePath
from typing import Final

from dragoman.read.encoding import BOMS, unmarked_utf16
from dragoman.read.fields import TEXT_NAMES

GZIP: Final = b"\x1f\x8b"
BINARIES: Final = {
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"%PDF": "a PDF; turn it into text or HTML first",
    b"PK\x03\x04": "a ZIP archive or an office document; unpack it or save it as text first",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"PAR1": "a Parquet file; write its rows as JSON lines or CSV first",
    b"\xd0\xcf\x11\xe0": "an office document; save it as text first",
    b"BZh": "a bzip2 archive; unpack it first",
    b"\xfd7zXZ": "an xz archive; unpack it first",
    b"\x28\xb5\x2f\xfd": "a zstd archive; unpack it first",
    b"SQLite format 3": "a database",
}
CONTROLS: Final = bytes([*range(7), *range(14, 27), *range(28, 32)])
SOME: Final = 0.02  # share of control bytes from which a file is no text
ENDINGS: Final = (
    dict.fromkeys((".jsonl", ".ndjson"), "jsonl")
    | dict.fromkeys((".csv", ".tsv"), "csv")
    | dict.fromkeys((".html", ".htm", ".xhtml"), "html")
)
DELIMITERS: Final = ",\t;|"

_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|article|main|section|header|div|p|h1|table|script|link)\b",
    re.IGNORECASE | re.DOTALL,
)


def binary_kind(head: bytes) -> str | None:
    """What a file without text is, in words; None for text."""
    if any(head.startswith(mark) for mark, _ in BOMS) or unmarked_utf16(head):
        return None
    for magic, kind in BINARIES.items():
        if head.startswith(magic):
            return kind
    controls = len(head) - len(head.translate(None, CONTROLS))
    return "binary data" if controls > SOME * len(head) else None


def format_of(head: str, name: str) -> str:
    """One of jsonl, json, csv, html, text: the format of a file with this beginning and name."""
    ending = PurePath(name.lower().removesuffix(".gz")).suffix
    start = head.lstrip("\ufeff \t\r\n")
    if start.startswith("{"):
        by_line = ENDINGS.get(ending) == "jsonl" or _is_line_by_line(start, is_one_line_likely=ending == ".json")
        return "jsonl" if by_line else "json"
    if re.match(r"\[\s*[{\]]", start):
        return "json"
    if _MARKUP.match(start):
        return "html"
    if ending in ENDINGS:
        return ENDINGS[ending]
    if '\n{"' in start:  # JSON lines whose first line is faulty
        return "jsonl"
    return "csv" if _has_text_column(start) else "text"


def delimiter_of(header: str) -> str:
    """The character that parts the columns of a table with this header line."""
    return max(DELIMITERS, key=header.count)


def _is_line_by_line(start: str, *, is_one_line_likely: bool) -> bool:
    first, _, rest = start.partition("\n")
    if not rest.strip():
        return not is_one_line_likely
    return rest.lstrip().startswith("{") or first.rstrip().endswith("}")


def _has_text_column(start: str) -> bool:
    header = start.partition("\n")[0].strip()
    if not any(sign in header for sign in DELIMITERS):
        return False
    names = next(csv.reader([header], delimiter=delimiter_of(header)), [])
    return len(names) > 1 and any(name.strip().lower() in TEXT_NAMES for name in names)
