"""A running server over a project, and a folder that tries to do harm."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import uvicorn

from dragoman.records import Actor, Coded, Document, Event, Furniture, Span
from dragoman.run.relate import relate
from dragoman.store import Project
from dragoman.web import build


@contextmanager
def serving(project: Project, **how: str) -> Iterator[str]:
    """The address of a running server over a project."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(build(project, **how), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


SCRIPT = "<script>window.hacked = 1</script>"
IMAGE = "<img src=x onerror='window.hacked = 1'>"
NASTY = f"{IMAGE} \u202eevil\u202c ze\u200bro Z\u0351\u036b\u0343a\u036blgo \U0001f4a3"


def hostile(folder: Path) -> Project:
    """A folder with one story that tries everything, and a line of 200 kB."""
    text = f"{SCRIPT} The army of {NASTY} attacked Mali.\n\n" + "long" * 50_000 + "\n\nAdvertisement"
    at = text.index("attacked")
    who = Actor(
        text=NASTY, start=text.index(NASTY), end=text.index(NASTY) + len(NASTY), name=NASTY, country="MLI", code="MLI"
    )
    event = Event(
        event_id="e1", doc_id="<d'1\">", sentence=Span(text=text[: at + 14], start=0, end=at + 14), type="ASSAULT", modes=(),
        about=None, status="actual", trigger=Span(text="attacked", start=at, end=at + 8), actors=(who,), recipients=(who,),
        said_by=(), when=None, where=None, counts={}, contexts=(), quad=4, score=-9.0, cameo="190", confidence=0.5, coder="one",
    )  # fmt: skip
    document = Document(
        doc_id="<d'1\">", text=text, title=SCRIPT + NASTY, published=date(2024, 1, 1), publisher=IMAGE,
        url="javascript:window.hacked=" + "1" * 90, source="=cmd()", furniture=(Furniture(kind=IMAGE, start=len(text) - 13, end=len(text)),),
    )  # fmt: skip
    project = Project.create(folder)
    project.add([Coded(document=document, events=(event,))], [], "one")
    relate(project)
    return project
