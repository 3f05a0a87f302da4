"""Dictionaries of actors: from a file, and kept in a project folder."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dragoman.errors import InputError
from dragoman.resolve.dictionaries import Dictionary, Fault, read_dictionary
from dragoman.resolve.table import Compiled


def read(file: Path, compiled: Compiled) -> tuple[Dictionary, list[Fault]]:
    """The dictionary in a file, and its lines that could not be read; raises InputError for a file that is none."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = file.read_text(encoding="latin-1")
    except OSError as error:
        raise InputError("unreadable", f"{file} cannot be read: {error.strerror}") from error
    return read_dictionary(text, file.name, compiled)


def keep(dictionary: Dictionary, folder: Path) -> Path:
    """Write a dictionary into a project folder, under the hash of its content: adding it twice changes nothing."""
    place = folder / "actors" / f"{dictionary.digest}.json"
    place.parent.mkdir(exist_ok=True)
    draft = place.with_suffix(".part")
    draft.write_bytes(msgspec.json.encode(dictionary))
    return draft.replace(place)


def kept(folder: Path) -> list[Dictionary]:
    """The dictionaries of a project folder, the latest last."""
    files = sorted((folder / "actors").glob("*.json"), key=lambda f: (f.stat().st_mtime, f.name))
    return [msgspec.json.decode(f.read_bytes(), type=Dictionary) for f in files]
