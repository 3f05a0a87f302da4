"""Paths, folders and patterns: the files that an input names, in a settled order."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dragoman.records import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDIN: Final = "-"


def files_of(inputs: Iterable[str | Path]) -> Iterator[Path | Failure | str]:
    """Each file once, `-` for standard input, and a failure for each input that names none."""
    seen: set[str] = set()
    for one in inputs:
        for found in _named_by(str(one)):
            if isinstance(found, Path):
                real = os.path.realpath(found)
                if real in seen:
                    continue
                seen.add(real)
            yield found


def _named_by(name: str) -> Iterator[Path | Failure | str]:
    path = Path(name)
    if name == STDIN:
        yield STDIN
    elif path.is_dir():
        yield from _in_folder(path)
    elif path.exists() or path.is_symlink():
        yield path
    elif glob.has_magic(name):
        yield from _matching(name)
    else:
        yield Failure(source=name, room="read", code="unreadable", message="there is no such file or folder")


def _matching(pattern: str) -> Iterator[Path | Failure | str]:
    names = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - patterns may be absolute
    if not names:
        yield Failure(source=pattern, room="read", code="unreadable", message="no file matches the pattern")
    for name in names:
        if Path(name).is_file():
            yield Path(name)


def _in_folder(folder: Path) -> Iterator[Path | Failure | str]:
    faults: list[OSError] = []
    is_bare = True
    for root, folders, names in os.walk(folder, onerror=faults.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                is_bare = False
                yield Path(root) / name
        while faults:
            yield _unreadable(faults.pop())
    while faults:
        is_bare = False
        yield _unreadable(faults.pop())
    if is_bare:
        yield Failure(source=str(folder), room="read", code="empty", message="the folder holds no files")


def _unreadable(error: OSError) -> Failure:
    return Failure(source=str(error.filename), room="read", code="unreadable", message=error.strerror or str(error))
