"""Records -> plain dictionaries with the keys of the contract, for JSON and for Arrow."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

RENAMED = {"start_day": "from", "end_day": "to"}
SIMPLE = frozenset({str, int, float, bool, date, datetime, type(None)})


def plain(value: Any) -> Any:
    """A record as nested dictionaries and lists; dates stay dates."""
    kind: Any = type(value)
    if kind in SIMPLE:
        return value
    if kind is tuple or kind is list:
        return [plain(item) for item in value]
    if kind is dict:
        return {key: plain(item) for key, item in value.items()}
    keys = _keys(kind)
    if not keys:
        return value
    return {key: part if type(part := getattr(value, name)) in SIMPLE else plain(part) for name, key in keys}


@cache
def _keys(kind: Any) -> tuple[tuple[str, str], ...]:
    """Attributes of a record and their keys; nothing for other values."""
    return tuple((f.name, RENAMED.get(f.name, f.name)) for f in fields(kind)) if is_dataclass(kind) else ()
