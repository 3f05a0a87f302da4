"""Records -> plain dictionaries with the keys of the contract, for JSON and for Arrow."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

RENAMED = {"start_day": "from", "end_day": "to"}


def plain(value: Any) -> Any:
    """A record as nested dictionaries and lists; dates stay dates."""
    if is_dataclass(value) and not isinstance(value, type):
        return {RENAMED.get(f.name, f.name): plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value
