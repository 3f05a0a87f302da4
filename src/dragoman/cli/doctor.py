"""`dragoman doctor`: whether everything is in its place."""

from __future__ import annotations

import hashlib
import os
import platform
import time
from importlib.metadata import version
from importlib.resources import files

import typer

EXAMPLES = "Example:  dragoman doctor"
PARTS = ("onnxruntime", "tokenizers", "duckdb", "pyarrow", "trafilatura")

DATA = ("actors.json", "gazetteer.parquet", "sample/stories.csv")


def _memory() -> str:
    """The memory of the machine, where the system tells."""
    try:
        return f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GiB of memory"
    except (AttributeError, ValueError, OSError):
        return "memory unknown"


def _hash(name: str) -> str:
    """The beginning of the content hash of a packaged table."""
    return hashlib.blake2b(files("dragoman.data").joinpath(name).read_bytes(), digest_size=6).hexdigest()


def command() -> None:
    """Print versions, the model and its hash, the machine, and run a self-test."""
    from dragoman.run.coder import Coder
    from dragoman.run.simple import code
    from dragoman.version import VERSION

    print(f"dragoman     {VERSION}, Python {platform.python_version()} on {platform.system()} {platform.machine()}")
    print("parts        " + ", ".join(f"{name} {version(name)}" for name in PARTS))
    print(f"machine      {os.cpu_count()} cores, {_memory()}")
    start = time.perf_counter()
    coder = Coder.load()
    print(f"model        {coder.model.labels.hash}, loaded with the tables in {time.perf_counter() - start:.2f} s")
    print(f"data         {', '.join(f'{name} {_hash(name)}' for name in DATA)}")
    events = code("Police in Nairobi arrested 12 activists on Monday.", published="2023-07-20")
    right = [(e.type, [a.code for a in e.actors]) for e in events] == [("COERCE", ["KENCOP"])]
    print(f"self-test    {'passed' if right else 'FAILED: ' + repr(events)}")
    raise typer.Exit(0 if right else 1)
