"""Bytes to text: byte order marks, UTF-8, guessed encodings, mojibake, line ends and control characters."""

from __future__ import annotations

import re
from typing import Final

from dragoman.errors import InputError

BOMS: Final = (  # the longer marks first: UTF-32 LE begins with the mark of UTF-16 LE
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
SAMPLE: Final = 200_000  # bytes that are enough to guess an encoding from
RARE: Final = 0.12  # share of bytes above 127 up to which text is taken for English with typographic signs
BRIEF: Final = 100  # bytes up to which no guess from their frequencies can be trusted
LONGEST_CHARACTER: Final = 4  # bytes of UTF-8

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)


def _from_byte(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_CP1252: Final = {_from_byte(byte): byte for byte in range(0x80, 0x100)}
_SETTLED: Final = (
    dict.fromkeys((*range(9), *range(0x0B, 0x20), 0x7F), " ")
    | {0x0D: "\n"}
    | {code: _from_byte(code) if _from_byte(code) != chr(code) else " " for code in range(0x80, 0xA0)}
    | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
)
_REMOVED: Final = dict.fromkeys((*range(9), 0x0B, *range(0x0E, 0x20), 0x7F)) | {0x0C: "\n"}
_UNSETTLED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_TAIL = "[" + "".join(re.escape(sign) for sign, byte in _CP1252.items() if byte < 0xC0) + "]"  # noqa: PLR2004
_MOJIBAKE = re.compile(f"â{_TAIL}{{2}}|ð{_TAIL}{{3}}|[ÃÂ]{_TAIL}")


def settle(text: str) -> str:
    """The text with its control characters replaced one for one, so that the giver's offsets hold.

    Signs of Windows-1252 that were read as controls become what they are, other controls become blanks. A line end of
    two characters stays two characters: a blank and a newline.
    """
    if not _UNSETTLED.search(text):
        return text
    return text.replace("\r\n", " \n").translate(_SETTLED)


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The text of a file, with newlines for line ends and without controls; a cut last character becomes U+FFFD.

    Args:
        data: The whole file.
        declared: The encoding that the file says it has; it is believed when nothing better is known.

    Raises:
        InputError: `encoding`, when no encoding fits.
    """
    text = _decoded(data, declared)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if _UNSETTLED.search(text):
        text = text.translate(_REMOVED)
    return settle(unscramble(text))


def encoding_of(head: bytes, *, whole: bool, declared: str | None = None) -> str:
    """The name of the encoding that the bytes are in.

    Raises:
        InputError: `encoding`, when none fits.
    """
    for mark, name in BOMS:
        if head.startswith(mark):
            return name
    if bare := unmarked_utf16(head):
        return bare
    if _is_utf8(head, whole=whole):
        return "utf-8"
    return _declared(head, declared) or _guessed(head)


def declared_in_html(head: bytes) -> str | None:
    """The encoding named in a page's `meta` element."""
    found = _CHARSET.search(head[:4096])
    return found.group(1).decode("ascii") if found else None


def unmarked_utf16(head: bytes) -> str | None:
    """The kind of UTF-16 without a mark that these bytes are, seen by the zeros in every other byte."""
    sample = head[:2000]
    half = len(sample) // 2
    for name, zeros, letters in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if half > 1 and zeros.count(0) > 0.9 * half and letters.count(0) < 0.1 * half:
            return name
    return None


def unscramble(text: str) -> str:
    """The text with UTF-8 that was read as Windows-1252 put right, where every suspicious sequence can be."""
    if not _MOJIBAKE.search(text):
        return text
    return _MOJIBAKE.sub(_mended, text)


def _mended(found: re.Match[str]) -> str:
    raw = bytes(_CP1252[sign] for sign in found.group())
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return found.group()


def _decoded(data: bytes, declared: str | None) -> str:
    name = encoding_of(data, whole=True, declared=declared)
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        if len(data) - error.start < LONGEST_CHARACTER:
            return data[: error.start].decode(name) + "\ufffd"
        raise InputError("encoding", f"the text is not {name}: {error.reason} at byte {error.start}") from error


def _is_utf8(data: bytes, *, whole: bool) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        left = len(data) - error.start
        cut = error.reason == "unexpected end of data" and left < LONGEST_CHARACTER
        # A single high byte at the end of a whole file is rather a letter of a legacy encoding.
        return cut and (not whole or left > 1 or not data[: error.start].isascii())
    return True


def _declared(data: bytes, declared: str | None) -> str | None:
    if declared is None:
        return None
    try:
        data.decode(declared)
    except (LookupError, UnicodeDecodeError):
        return None
    # Browsers read Latin-1 as Windows-1252, and so did those who wrote the pages.
    return "cp1252" if declared.lower() in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"} else declared


def _guessed(data: bytes) -> str:
    sample = data[:SAMPLE]
    high = sum(byte > 0x7F for byte in sample)  # noqa: PLR2004
    if high <= RARE * len(sample) or len(sample) <= BRIEF:
        try:
            data.decode("cp1252")
        except UnicodeDecodeError:
            pass
        else:
            return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        raise InputError("encoding", "the encoding of the text cannot be told; save the file as UTF-8")
    return best.encoding
