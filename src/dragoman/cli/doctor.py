"""`dragoman doctor`: whether everything is in its place."""

from __future__ import annotations

import os
import platform
import time
from importlib.metadata import version

import typer

EXAMPLES = "Example: [bold]dragoman doctor[/bold]"
PARTS = ("onnxruntime", "tokenizers", "duckdb", "pyarrow", "trafilatura")


def command() -> None:
    """Print versions, the model and its hash, the machine, and run a self-test."""
    from dragoman.run.coder import Coder
    from dragoman.run.simple import code
    from dragoman.version import VERSION

    print(f"dragoman     {VERSION}, Python {platform.python_version()} on {platform.system()} {platform.machine()}")
    print("parts        " + ", ".join(f"{name} {version(name)}" for name in PARTS))
    print(f"cores        {os.cpu_count()}")
    start = time.perf_counter()
    coder = Coder.load()
    print(f"model        {coder.model.labels.hash}, loaded with the tables in {time.perf_counter() - start:.2f} s")
    events = code("Police in Nairobi arrested 12 activists on Monday.", published="2023-07-20")
    right = [(e.type, [a.code for a in e.actors]) for e in events] == [("COERCE", ["KENCOP"])]
    print(f"self-test    {'passed' if right else 'FAILED: ' + repr(events)}")
    raise typer.Exit(0 if right else 1)
