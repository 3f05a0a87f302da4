"""A progress bar on standard error, with rates."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from dragoman.run.pipeline import Report


@contextmanager
def spinner(quiet: bool) -> Iterator[Callable[[str], None]]:
    """A function that says what is being done; silent when asked to be, or when nobody watches."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as shown:
        task = shown.add_task("", total=None)
        yield lambda step: shown.update(task, description=step)


@contextmanager
def bar(quiet: bool) -> Iterator[Callable[[Report], None]]:
    """A function that shows how far a run of coding is."""
    start = time.monotonic()
    with spinner(quiet) as say:

        def show(report: Report) -> None:
            rate = f"{report.words / max(time.monotonic() - start, 0.01):,.0f} words/s"
            say(f"{report.documents:,} documents, {report.events:,} events, {rate}")

        say("coding")
        yield show


def summary(report: Report) -> str:
    """One line on what a run has done."""
    parts = [f"{report.documents:,} documents coded", f"{report.events:,} events"]
    if report.skipped:
        parts.append(f"{report.skipped:,} coded before")
    if report.failures:
        kinds = ", ".join(f"{code} {count}" for code, count in report.failures.most_common())
        parts.append(f"{report.failures.total():,} rows in failures ({kinds})")
    return "; ".join(parts) + "."


@contextmanager
def counted(quiet: bool, total: int) -> Iterator[tuple[Callable[[int], None], Callable[[str], None]]]:
    """Two functions: one shows how many of `total` texts are read, one says what is done after that."""
    if quiet or not sys.stderr.isatty():
        yield (lambda _: None), (lambda _: None)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as shown:
        task = shown.add_task("texts read", total=total)
        yield (
            lambda done: shown.update(task, completed=done),
            lambda step: shown.update(task, description=f"fitting: {step}"),
        )
