"""What an address asks for: the filter that every page understands, and what it says in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dragoman import ontology
from dragoman.errors import SettingError
from dragoman.store.ledger import STATUSES

LONGEST = 200  # characters of one value
GROUP_DAY = "coalesce(day_from, first_published)"
_CODE = 3  # letters of a country

_SIDE = "(list_contains({side}_keys, $x) OR contains({side}_words, lower($x)))"
EVENTS = {
    "actor": _SIDE.format(side="actor"),
    "recipient": _SIDE.format(side="recipient"),
    "country": "(list_contains(actor_keys, $x) OR list_contains(recipient_keys, $x) OR place_country = $x)",
    "type": "list_contains($x, type)",
    "status": "list_contains($x, status)",
    "since": "day >= CAST($x AS DATE)",
    "until": "day <= CAST($x AS DATE)",
    "place": "(contains(place_words, lower($x)) OR place_country = upper($x))",
    "publisher": "publisher = $x",
    "min_confidence": "confidence >= CAST($x AS DOUBLE)",
}
_NAMED = "list_bool_or(list_transform({side}s, lambda a: contains(lower(concat_ws(' ', a.name, a.text)), lower($x))))"
_GROUP_SIDE = f"(list_contains({{side}}_keys, $x) OR {_NAMED})"
GROUPS = {
    "actor": _GROUP_SIDE.format(side="actor"),
    "recipient": _GROUP_SIDE.format(side="recipient"),
    "country": '(list_contains(actor_keys, $x) OR list_contains(recipient_keys, $x) OR "where".country = $x)',
    "type": "list_contains($x, type)",
    "status": "list_contains($x, status)",
    "since": f"{GROUP_DAY} >= CAST($x AS DATE)",
    "until": f"{GROUP_DAY} <= CAST($x AS DATE)",
    "place": '(contains(lower(concat_ws(\' \', "where".name, "where".text)), lower($x)) OR "where".country = upper($x))',
    "publisher": "list_contains(publishers, $x)",
    "min_confidence": "confidence >= CAST($x AS DOUBLE)",
}


@dataclass(frozen=True, slots=True)
class Ask:
    """The values of an address, checked; what is empty is not there."""

    values: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, name: str, other: str = "") -> str:
        """A value of the address."""
        return self.values.get(name, other)

    def day(self, name: str) -> date | None:
        """A value that is a day."""
        return date.fromisoformat(self.values[name]) if name in self.values else None

    def number(self, name: str, other: int, most: int) -> int:
        """A whole number from 0 to `most`."""
        text = self(name) or str(other)
        if not text.isdecimal() or int(text) > most:
            raise SettingError(f"{name} is a whole number up to {most}, not {text!r}.")
        return int(text)

    def sql(self, tests: Mapping[str, str]) -> tuple[list[str], list[object]]:
        """The filter as conditions of SQL, and their parameters."""
        clauses: list[str] = []
        values: list[object] = []
        for name, test in tests.items():
            if name in self.values:
                values.append(self._value(name))
                clauses.append(test.replace("$x", f"${len(values)}"))
        return clauses, values

    def _value(self, name: str) -> object:
        text = self.values[name]
        if name in {"type", "status"}:
            return text.split(",")
        if name in {"actor", "recipient"} and len(text) == 2 * _CODE + 1 and text[_CODE] == ":":
            return text
        return text.upper() if name == "country" else text


def asked(pairs: Mapping[str, str]) -> Ask:
    """The values of an address.

    Raises:
        SettingError: a value is too long, or is none of those that there are.
    """
    values = {name: text.strip() for name, text in pairs.items() if text.strip()}
    for name, text in values.items():
        if len(text) > LONGEST or "\x00" in text:
            raise SettingError(f"The value of {name[:40]} is longer than {LONGEST} characters, or holds a null.")
    for name in ("since", "until"):
        if name in values:
            _day(name, values[name])
    if "type" in values:
        values["type"] = values["type"].upper()
        for one in values["type"].split(","):
            ontology.check(one)
    for one in values.get("status", "actual").split(","):
        if one not in STATUSES:
            raise SettingError(f"There is no status {one!r}; there are {', '.join(STATUSES)}.")
    if "min_confidence" in values:
        _share(values["min_confidence"])
    return Ask(values)


def _day(name: str, text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise SettingError(f"{name} is a day such as 2020-06-12, not {text!r}.") from error


def _share(text: str) -> None:
    try:
        fine = 0 <= float(text) <= 1
    except ValueError:
        fine = False
    if not fine:
        raise SettingError(f"min_confidence is a number from 0 to 1, not {text!r}.")
