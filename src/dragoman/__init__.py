"""dragoman turns news text into political event data people can trust, every value cited word by word.

>>> import dragoman
>>> for event in dragoman.code("Police in Nairobi arrested 12 activists on Monday.", published="2023-07-20"):
...     print(event.type, [a.code for a in event.actors], event.trigger.text)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman import version
from dragoman.records import (
    Actor,
    Coded,
    Document,
    Event,
    Figure,
    Furniture,
    Place,
    Quantity,
    Quote,
    Relation,
    Span,
    Time,
)

if TYPE_CHECKING:
    from dragoman.run.coder import Coder
    from dragoman.run.simple import code
    from dragoman.store import open_project

__version__ = version.VERSION

__all__ = [
    "Actor",
    "Coded",
    "Coder",
    "Document",
    "Event",
    "Figure",
    "Furniture",
    "Place",
    "Quantity",
    "Quote",
    "Relation",
    "Span",
    "Time",
    "__version__",
    "code",
    "open_project",
]

_LATE = {"Coder": "dragoman.run.coder", "code": "dragoman.run.simple", "open_project": "dragoman.store"}


def __getattr__(name: str) -> Any:
    """The public names whose modules load the model's libraries come when they are asked for."""
    if name not in _LATE:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_LATE[name]), name)


def __dir__() -> list[str]:
    return __all__
