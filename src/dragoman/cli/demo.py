"""`dragoman demo`: the built-in sample, coded, and the picture that it gives."""

from __future__ import annotations

import sys
import time
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated, Any

import typer

EXAMPLES = "Example:  dragoman demo --into my-demo"


def command(
    into: Annotated[Path, typer.Option(help="Project folder for the coded sample.")] = Path("dragoman-demo"),
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
) -> None:
    """Code the built-in sample of news stories and print the picture that it gives."""
    from dragoman.cli.progress import bar, summary
    from dragoman.run.coder import Coder
    from dragoman.run.pipeline import code_into
    from dragoman.run.relate import relate
    from dragoman.store import Project

    start = time.perf_counter()
    project, coder = Project.create(into), Coder.load()
    with as_file(files("dragoman.data").joinpath("sample")) as sample, bar(quiet) as progress:
        stories = sorted(str(p) for p in sample.iterdir() if p.suffix in {".txt", ".html"})
        report = code_into(stories, project, coder, progress=progress)
    relate(project)
    print(f"{summary(report)} {time.perf_counter() - start:.1f} s, {report.words:,} words.", file=sys.stderr)
    picture(project.folder)


def picture(folder: Path) -> None:
    """Print what is in a project folder: counts, dyads, latest events, force levels, statements on relations."""
    from rich.console import Console

    from dragoman.store import Project

    console = Console(highlight=False)
    with Project.open(folder).connect() as link:

        def rows(sql: str) -> list[dict[str, Any]]:
            found: list[dict[str, Any]] = link.sql(sql).to_arrow_table().to_pylist()
            return found

        _counts(console, rows)
        _dyads(console, rows)
        _latest(console, rows)
        _forces(console, rows)
        _relations(console, rows)
    console.print(f"\n[bold]Where next[/bold]\n  dragoman events {folder} --actor USA --recipient IRQ")
    first = next(
        iter(Project.open(folder).query("SELECT event_id FROM events ORDER BY confidence DESC LIMIT 1").to_pylist()),
        None,
    )
    if first:
        console.print(f"  dragoman explain {folder} {first['event_id']}")
    console.print(
        f"  dragoman groups {folder} --conflicts\n  dragoman relations {folder} USA IRQ\n  dragoman commitments {folder}\n  dragoman events {folder} --format csv --out events.csv\n  dragoman code YOUR-NEWS/ --into my-project"
    )


def _counts(console: Any, rows: Any) -> None:
    from rich.table import Table

    from dragoman import ontology

    table = Table("events by type", "actual", "planned", "other", "", box=None, header_style="bold", pad_edge=False)
    found = rows(
        "SELECT type, any_value(quad) AS quad, count(*) AS n, count(*) FILTER (status = 'actual') AS actual, "
        "count(*) FILTER (status = 'planned') AS planned FROM events GROUP BY type ORDER BY quad, n DESC"
    )
    top = max((row["n"] for row in found), default=1)
    for row in found:
        drawn = "█" * max(1, round(24 * row["n"] / top))
        other = row["n"] - row["actual"] - row["planned"]
        table.add_row(
            row["type"],
            str(row["actual"]),
            str(row["planned"]),
            str(other),
            f"{drawn} {ontology.load().quads[row['quad']]}",
        )
    console.print(table)


def _dyads(console: Any, rows: Any) -> None:
    found = rows(
        "WITH pairs AS (SELECT DISTINCT event_id, quad, score, unnest([a.country for a in actors if a.alleged IS NOT TRUE]) AS one, "
        "list_transform(recipients || actors, lambda a: a.country) AS others FROM events WHERE status = 'actual'), "
        "sides AS (SELECT event_id, quad, score, one, unnest(others) AS two FROM pairs) "
        "SELECT one, two, count(DISTINCT event_id) AS n, count(DISTINCT event_id) FILTER (quad <= 2) AS cooperation, avg(score) AS mean FROM sides "
        "WHERE one <> two GROUP BY one, two ORDER BY n DESC, one LIMIT 6"
    )
    console.print(
        "\n[bold]Top dyads[/bold] (actor → recipient, events that happened, cooperation : conflict, mean score)"
    )
    for row in found:
        console.print(
            f"  {row['one']} → {row['two']}  {row['n']:4d}   {row['cooperation']} : {row['n'] - row['cooperation']}   {row['mean']:+.1f}"
        )


def _latest(console: Any, rows: Any) -> None:
    from dragoman.cli.explain import code, marked

    console.print("\n[bold]Latest events, with their words[/bold]")
    for row in rows(
        'SELECT *, coalesce("when"."from", published) AS day FROM events e JOIN (SELECT doc_id, published, publisher FROM documents) d '
        "USING (doc_id) WHERE confidence > 0.5 AND status = 'actual' AND len(actors) > 0 AND len(recipients) > 0 "
        "AND day <= published ORDER BY published DESC, confidence DESC LIMIT 4"
    ):
        console.print(f"  [bold]{row['day']}[/bold] {code(row)}  {row['publisher'] or ''}", style=None)
        console.print("   ", marked(row))


def _forces(console: Any, rows: Any) -> None:
    from dragoman.cli.explain import amount

    console.print("\n[bold]Force levels[/bold]")
    for row in rows(
        "SELECT f.*, published FROM figures f JOIN documents d USING (doc_id) WHERE kind = 'forces' AND f.value.low >= 100 "
        "ORDER BY published, f.value.low LIMIT 14"
    ):
        holder = ", ".join(a["code"] or a["text"] for a in row["holders"]) or "–"
        place = row["where"]["text"] if row["where"] else "–"
        console.print(
            f"  {row['published']}  {holder:12} in {place:14} {amount(row['value']):>14}   “{row['value']['text']}”",
            markup=False,
        )


def _relations(console: Any, rows: Any) -> None:
    console.print("\n[bold]Statements on relations[/bold]")
    for row in rows(
        "SELECT r.*, published FROM relations r JOIN documents d USING (doc_id) ORDER BY published LIMIT 10"
    ):
        sides = " – ".join(dict.fromkeys(a["country"] or a["text"] for a in row["sides"])) or "–"
        console.print(f"  {row['published']}  {row['direction']:8} {sides:22} “{row['trigger']['text']}”", markup=False)
