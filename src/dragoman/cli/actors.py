"""`dragoman actors`: dictionaries of one's own, and who a name is on a day."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.resolve.table import Entity

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Dictionaries of actors, and who a name is.")
ADD = """\b
Examples:
  dragoman actors add Phoenix.Countries.actors.txt --into project
  dragoman actors add entities.ftm.json --into project
  dragoman actors add militias.csv --into project
\b
A CSV has the columns name, country, sectors, and if you like aliases (a;b), since, until, kind, office.
"""
SHOW = """\b
Examples:
  dragoman actors show "Mr. Biden" --on 2012-05-01
  dragoman actors show "Iraqi militias"
"""
SHOWN = 20  # faults that are printed


@app.command(epilog=ADD)
def add(
    file: Annotated[Path, typer.Argument(help="PETRARCH actors or agents, FollowTheMoney JSON lines, or CSV.")],
    into: Annotated[Path, typer.Option(help="Project folder; made where there is none.")],
) -> None:
    """Add a dictionary to a project: its actors come before those of the package from the next `code` on."""
    from dragoman.resolve.table import ActorTable
    from dragoman.run.dictionaries import keep, read
    from dragoman.store import Project

    dictionary, faults = read(file, ActorTable.load().compiled)
    for fault in faults[:SHOWN]:
        typer.echo(f"{file}:{fault.line}: {fault.reason}", err=True)
    if len(faults) > SHOWN:
        typer.echo(f"... and {len(faults) - SHOWN} more lines that could not be read", err=True)
    if not dictionary.actors and not dictionary.nouns:
        typer.echo(f"{file}: nothing could be read, so nothing was added", err=True)
        raise typer.Exit(1)
    keep(dictionary, Project.create(into).folder)
    names = sum(len(actor.names) for actor in dictionary.actors)
    typer.echo(
        f"{len(dictionary.actors):,} actors with {names:,} names and {len(dictionary.nouns):,} nouns added to {into}; "
        f"{len(faults):,} lines left out. Code again to use them."
    )


@app.command(epilog=SHOW)
def show(
    name: Annotated[str, typer.Argument(help="A name or noun phrase, as a text would have it.")],
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day that decides offices.")] = None,
    project: Annotated[Path | None, typer.Option("--in", help="Project folder with dictionaries of its own.")] = None,
) -> None:
    """Show who a name is on a day, by which rule, and everybody else who bears it."""
    from dragoman.resolve.actors import ActorResolver
    from dragoman.resolve.resources import Resources
    from dragoman.run.dictionaries import kept

    resources, day = Resources.load(kept(project) if project else ()), on.date() if on else None
    found = ActorResolver(resources.actors, on=day, gazetteer=resources.gazetteer).resolve(name, name, 0)
    if found.code is None and found.actor_id is None:
        typer.echo(f"{name}: nobody known, and no noun that tells a country or a sector")
    else:
        typer.echo(f"{name}: {found.name or 'no name of its own'}")
        typer.echo(f"  code {found.code or '-'}   id {found.actor_id or '-'}   decided by: {found.rule}")
    for entity, role in resources.actors.called(name):
        typer.echo(f"  bears the {role}: {entity.actor_id} ({entity.country or 'no country'}, {entity.kind})")
        _offices(entity)
    if found.actor_id and not resources.actors.called(name):
        for person in resources.actors.people(found.actor_id):
            _offices(person)
    raise typer.Exit(0 if found.code or found.actor_id else 1)


def _offices(entity: Entity) -> None:
    for term in entity.terms:
        until = term.until or "today"
        typer.echo(f"    {term.since} to {until}: {' '.join(filter(None, (*term.sectors, term.office)))}")
