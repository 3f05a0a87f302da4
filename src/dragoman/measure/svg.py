"""A small writer of SVG charts: scales, axes, text; colours that the colour-blind can tell apart (Okabe and Ito)."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from html import escape

BLUE, RED, INK, GREY, PALE = "#0072B2", "#D55E00", "#222222", "#6b6b6b", "#e4e4e4"
WIDTH, LEFT, RIGHT = 960, 70, 30
CHARACTERS = 140  # of small text in a line
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)

Scale = Callable[[float], float]


class Drawing:
    """SVG elements from top to bottom; the height is known when it is written."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def line(
        self, x1: float, y1: float, x2: float, y2: float, colour: str = INK, width: float = 1, dash: str = ""
    ) -> None:
        """A straight line."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{width}"{dashed}/>'
        )

    def box(self, x: float, y: float, width: float, height: float, fill: str, title: str = "") -> None:
        """A filled rectangle; `title` is shown by browsers and read to those who cannot see it."""
        told = f"<title>{escape(title)}</title>" if title else ""
        self._parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0.5):.1f}" height="{height:.1f}" fill="{fill}">{told}</rect>'
        )

    def path(self, points: Sequence[tuple[float, float]], colour: str, width: float = 2, dash: str = "") -> None:
        """A line through points."""
        drawn = "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<path d="{drawn}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"{dashed}/>'
        )

    def area(self, points: Sequence[tuple[float, float]], fill: str, opacity: float) -> None:
        """A filled shape."""
        drawn = "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points) + "Z"
        self._parts.append(f'<path d="{drawn}" fill="{fill}" fill-opacity="{opacity}"/>')

    def dot(self, x: float, y: float, radius: float, *, fill: str, colour: str, title: str = "") -> None:
        """A circle."""
        told = f"<title>{escape(title)}</title>" if title else ""
        self._parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{fill}" stroke="{colour}" stroke-width="1.5">{told}</circle>'
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: int = 12,
        colour: str = INK,
        anchor: str = "start",
        bold: bool = False,
    ) -> None:
        """One line of words."""
        weight = ' font-weight="600"' if bold else ""
        self._parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}" text-anchor="{anchor}"{weight}>{escape(words)}</text>'
        )

    def notes(self, y: float, lines: Iterable[str], colour: str = INK) -> float:
        """Small text under a chart, wrapped; gives back where it ends."""
        for line in lines:
            for i, part in enumerate(textwrap.wrap(line, CHARACTERS) or [""]):
                self.text(LEFT + (12 if i else 0), y, part, size=11, colour=colour)
                y += 15
        return y

    def finish(self, height: float, title: str) -> str:
        """The whole picture."""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" '
            f'height="{height:.0f}" role="img" font-family="Helvetica, Arial, sans-serif"><title>{escape(title)}</title>'
            f'<rect width="{WIDTH}" height="{height:.0f}" fill="#ffffff"/>'
        )
        return head + "".join(self._parts) + "</svg>\n"


def linear(low: float, high: float, start: float, end: float) -> Scale:
    """Values to pixels."""
    span = high - low or 1.0
    return lambda value: start + (value - low) / span * (end - start)


def steps(low: float, high: float, about: int = 6) -> list[float]:
    """Round numbers from low to high, about so many."""
    raw = (high - low) / about or 1.0
    size = 10 ** math.floor(math.log10(raw))
    step = next(size * m for m in (1, 2, 5, 10) if size * m >= raw)
    return [i * step for i in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]


def months(first: date, last: date, about: int = 14) -> list[date]:
    """First days of months, evenly spread, about so many."""
    total = (last.year - first.year) * 12 + last.month - first.month + 1
    every = next((m for m in MONTHS if total / m <= about), MONTHS[-1])
    found = [
        date(y, m, 1) for y in range(first.year, last.year + 1) for m in range(1, 13) if (y * 12 + m - 1) % every == 0
    ]
    return [day for day in found if first <= day <= last]


def time_axis(drawing: Drawing, first: date, last: date, top: float, bottom: float) -> Callable[[date], float]:
    """Draw the months, or the days of less than two of them; gives back the scale."""
    scale = linear(first.toordinal(), last.toordinal(), LEFT, WIDTH - RIGHT)
    if (last - first).days > 62:  # noqa: PLR2004 - two months
        ticks, form = months(first, last), "%b %Y"
    else:
        every = max(1, (last - first).days // 10)
        ticks, form = [first + timedelta(days=i) for i in range(0, (last - first).days + 1, every)], "%d %b"
    for day in ticks:
        x = scale(day.toordinal())
        drawing.line(x, top, x, bottom, PALE)
        drawing.text(x, bottom + 18, day.strftime(form), size=11, colour=GREY, anchor="middle")
    return lambda day: scale(day.toordinal())


def value_axis(drawing: Drawing, low: float, high: float, top: float, bottom: float, name: str) -> Scale:
    """Draw the values with thousands set apart, and the axis' name above it; gives back the scale."""
    scale = linear(low, high, bottom, top)
    for value in steps(low, high):
        drawing.line(LEFT, scale(value), WIDTH - RIGHT, scale(value), PALE)
        drawing.text(LEFT - 8, scale(value) + 4, f"{value:,.10g}", size=11, colour=GREY, anchor="end")
    drawing.text(20, top - 22, name, size=11, colour=GREY)
    return scale
