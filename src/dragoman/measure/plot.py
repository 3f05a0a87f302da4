"""Charts of the tables that this room makes, as SVG."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeAlias

import pyarrow as pa

from dragoman.measure import periods
from dragoman.measure.presence import levels
from dragoman.measure.svg import (
    BLUE,
    GREY,
    INK,
    PALE,
    RED,
    Drawing,
    Scale,
    time_axis,
    value_axis,
)

Row: TypeAlias = dict[str, Any]

TOP, HEIGHT = 108, 340
ARROWS = {"improve": "▲", "worsen": "▼", "severed": "✕", "normal": "●"}
MOST_NOTES = 12  # under a chart
NEAR = 0.06  # share of the axis that a level has to move for a new label


def relations_svg(table: pa.Table, *, title: str, caption: str, by: str = "month", value: str = "sum") -> str:
    """Cooperation up, conflict down, the smoothed index with its 95 % band, changes of level, statements numbered.

    `cooperation` and `conflict` are drawn as sums; for other values of the index the smoothed line has bars of its own
    value, up or down.
    """
    rows = table.to_pylist()
    drawing, bottom = Drawing(), TOP + HEIGHT
    first, last = rows[0]["period"], periods.following(rows[-1]["period"], by)
    bars = ("cooperation", "conflict") if value == "sum" else (value,)
    low, high = _reach(rows, [*bars, "smooth_low", "smooth_high", "smooth"])
    y = value_axis(drawing, low, high, TOP, bottom, _axis_name(value))
    x = time_axis(drawing, first, last, TOP, bottom)
    drawing.text(20, 28, title, size=18, bold=True)
    _legend(drawing)
    for row in rows:
        start, end = x(row["period"]), x(periods.following(row["period"], by))
        if not row["covered"]:
            drawing.box(start, TOP, end - start, HEIGHT, PALE, "no coverage")
        for name in bars:
            _bar(drawing, row, name, (start, end), y)
    drawing.line(x(first), y(0), x(last), y(0), INK, 1)
    _curve(drawing, rows, by, (x, y))
    _changes(drawing, rows, x, bottom)
    notes = _numbered_marks(drawing, rows, x)
    end = drawing.notes(bottom + 44, notes)
    return drawing.finish(drawing.notes(end + 6, [caption], GREY) + 8, title)


def _reach(rows: list[Row], names: list[str]) -> tuple[float, float]:
    values = [row[name] for row in rows for name in names if row[name] is not None] + [0.0]
    low, high = min(values), max(values)
    pad = (high - low) * 0.05 or 1.0
    return (low - pad if low < 0 else 0.0), (high + pad)


def _axis_name(value: str) -> str:
    names = {"sum": "sum of PLOVER scores", "mean": "mean PLOVER score", "per_100": "sum of scores per 100 documents"}
    return names[value]


def _legend(drawing: Drawing) -> None:
    drawing.box(20, 44, 12, 12, BLUE)
    drawing.text(38, 54, "cooperation")
    drawing.box(124, 44, 12, 12, RED)
    drawing.text(142, 54, "conflict")
    drawing.line(208, 50, 236, 50, INK, 2.5)
    drawing.text(242, 54, "smoothed, with 95 % band")
    drawing.box(420, 44, 12, 12, PALE)
    drawing.text(438, 54, "no coverage")
    drawing.line(526, 44, 526, 58, INK, 1.5, "4 3")
    drawing.text(534, 54, "level changed")
    drawing.text(628, 54, "▲▼ statements, numbered below")


def _bar(drawing: Drawing, row: Row, name: str, edges: tuple[float, float], y: Scale) -> None:
    value = row[name]
    if value:
        gap = min(2.0, (edges[1] - edges[0]) * 0.1)
        height, told = abs(y(value) - y(0)), f"{row['period']}: {name} {value:+.1f}, {row['events']} events"
        colour = BLUE if value > 0 else RED
        drawing.box(edges[0] + gap, min(y(value), y(0)), edges[1] - edges[0] - 2 * gap, height, colour, told)


def _curve(drawing: Drawing, rows: list[Row], by: str, scales: tuple[Any, Scale]) -> None:
    """The smoothed index and its band, broken where there is no coverage."""
    x, y = scales
    run: list[Row] = []
    for row in [*rows, {"smooth": None}]:
        if row["smooth"] is not None:
            run.append(row)
            continue
        if run:
            at = [(x(r["period"]) + x(periods.following(r["period"], by))) / 2 for r in run]
            upper = [(a, y(r["smooth_high"])) for a, r in zip(at, run, strict=True)]
            lower = [(a, y(r["smooth_low"])) for a, r in zip(at, run, strict=True)]
            drawing.area([*upper, *reversed(lower)], INK, 0.14)
            drawing.path([(a, y(r["smooth"])) for a, r in zip(at, run, strict=True)], INK, 2.5)
            if len(run) == 1:
                drawing.dot(at[0], y(run[0]["smooth"]), 3, fill=INK, colour=INK)
        run = []


def _changes(drawing: Drawing, rows: list[Row], x: Any, bottom: float) -> None:
    for row in rows:
        if row["change"] is not None:
            at = x(row["period"])
            drawing.line(at, TOP, at, bottom, INK, 1.5, "4 3")
            drawing.text(at + 4, bottom - 6, f"{row['change']:+.0f}", size=11, bold=True)


def _numbered_marks(drawing: Drawing, rows: list[Row], x: Any) -> list[str]:
    notes: list[str] = []
    used = -99.0
    for mark in [m for row in rows for m in row["marks"]][:MOST_NOTES]:
        notes.append(
            f"{len(notes) + 1} {ARROWS.get(mark['direction'], '●')} {mark['day']}, {mark['publisher'] or 'unknown'}: “{mark['sentence']}”"
        )
        at = max(x(mark["day"]), used + 24)
        used = at
        drawing.text(
            at, TOP - 4, f"{ARROWS.get(mark['direction'], '●')}{len(notes)}", size=11, anchor="middle", bold=True
        )
    return notes


def presence_svg(table: pa.Table, *, title: str, caption: str) -> str:
    """Stated levels as points with the course between them, planned ones hollow and dashed, changes in a strip below."""
    rows = [row for row in table.to_pylist() if row["scope"] == "whole" or row["what"] != "level"]
    course = levels(rows)
    drawing, bottom = Drawing(), TOP + HEIGHT
    drawing.text(20, 28, title, size=18, bold=True)
    if not course:
        drawing.text(20, 64, "No level of the whole force is stated.", colour=GREY)
        return drawing.finish(drawing.notes(96, [caption], GREY) + 8, title)
    first, last = course[0]["day"] - timedelta(days=10), course[-1]["day"] + timedelta(days=25)
    high = max(value for level in course for value in [level["level"], *level["others"]]) * 1.12
    y = value_axis(drawing, 0, high, TOP, bottom, "people")
    x = time_axis(drawing, first, last, TOP, bottom)
    _presence_legend(drawing)
    actual = [level for level in course if level["status"] == "actual"]
    planned = [level for level in course if level["status"] == "planned"]
    if actual:
        drawing.path(_staircase(actual, x, y), BLUE, 2.5)
    for level in planned:
        _plan(drawing, level, actual, (x, y))
    for level in course:
        _level_dots(drawing, level, (x, y))
    labelled = _labelled(actual, high * NEAR)
    for level in labelled:
        drawing.text(x(level["day"]) + 7, y(level["level"]) - 8, f"{level['level']:,.0f}", size=12, bold=True)
    _change_strip(drawing, [row for row in rows if first <= row["day_from"] <= last], x, bottom - 8)
    notes = [_cited(level) for level in course if level in labelled or level["status"] == "planned"]
    end = drawing.notes(bottom + 44, notes[:MOST_NOTES])
    return drawing.finish(drawing.notes(end + 6, [caption], GREY) + 8, title)


def _presence_legend(drawing: Drawing) -> None:
    drawing.dot(26, 50, 5, fill=BLUE, colour=BLUE)
    drawing.text(38, 54, "stated level")
    drawing.dot(126, 50, 5, fill="#ffffff", colour=RED)
    drawing.text(138, 54, "planned level")
    drawing.dot(240, 50, 4, fill=GREY, colour=GREY)
    drawing.text(252, 54, "other level stated for the day")
    drawing.text(440, 54, "▼ withdrawal")
    drawing.text(540, 54, "▲ deployment")


def _staircase(actual: list[Row], x: Any, y: Scale) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for level in actual:
        if points:
            points.append((x(level["day"]), points[-1][1]))
        points.append((x(level["day"]), y(level["level"])))
    return points


def _plan(drawing: Drawing, level: Row, actual: list[Row], scales: tuple[Any, Scale]) -> None:
    """A dashed line from the level at the time of the announcement to the level planned."""
    x, y = scales
    told = level["rows"][0]["published"]
    before = [a for a in actual if a["day"] <= told]
    if before:
        drawing.path([(x(told), y(before[-1]["level"])), (x(level["day"]), y(level["level"]))], RED, 1.8, "5 4")


def _level_dots(drawing: Drawing, level: Row, scales: tuple[Any, Scale]) -> None:
    x, y = scales
    for other in level["others"]:
        drawing.dot(x(level["day"]), y(other), 4, fill=GREY, colour=GREY, title=f"{level['day']}: {other:,.0f}")
    fill, colour = ("#ffffff", RED) if level["status"] == "planned" else (BLUE, BLUE)
    drawing.dot(x(level["day"]), y(level["level"]), 5, fill=fill, colour=colour, title=_cited(level))


def _cited(level: Row) -> str:
    row = next(r for r in level["rows"] if r["low"] == level["level"])
    planned = "planned for " if level["status"] == "planned" else ""
    source = f"{row['publisher'] or 'unknown'}, {row['published']}"
    return f"{planned}{level['day']}: {level['level']:,.0f}, “{row['sentence']}” {source}"


def _labelled(actual: list[Row], least: float) -> list[Row]:
    """The levels that differ enough from the one labelled before."""
    found: list[Row] = []
    for level in actual:
        if not found or abs(level["level"] - found[-1]["level"]) >= least:
            found.append(level)
    return found


def _change_strip(drawing: Drawing, rows: list[Row], x: Any, at: float) -> None:
    signs = {"withdrawal": ("▼", BLUE), "departure": ("▼", BLUE), "deployment": ("▲", RED), "arrival": ("▲", RED)}
    seen: set[tuple[date, str]] = set()
    for row in rows:
        if row["what"] in signs and row["status"] == "actual" and (key := (row["day_from"], row["what"])) not in seen:
            seen.add(key)
            sign, colour = signs[row["what"]]
            drawing.text(x(row["day_from"]), at, sign, size=12, colour=colour, anchor="middle")
