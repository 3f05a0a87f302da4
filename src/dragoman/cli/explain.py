"""`dragoman explain`: the words, the model and the rules behind an event."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from dragoman.errors import SettingError

EXAMPLES = """\b
Examples:
  dragoman explain project e1f0a2b3c4d5e6f7   (dragoman events shows the ids)
  dragoman explain project e1f0a2b3c4d5e6f7 --candidates
  dragoman explain project g4bc3917634c0734c  (dragoman groups shows the ids)
"""
_EVENT = (
    "SELECT e.*, d.title, d.published, d.published_from, d.publisher, d.url, d.source FROM events e "
    "JOIN documents d USING (doc_id)"
)


def command(
    folder: Annotated[Path, typer.Argument(help="Project folder.")],
    event_id: Annotated[str, typer.Argument(help="The id of an event or of a group, or its beginning.")],
    candidates: Annotated[
        bool, typer.Option("--candidates", help="Also everybody and every place that bears the names.")
    ] = False,
) -> None:
    """Show the sentence of an event with its spans marked, and what decided each field; or all reports of a group."""
    from dragoman.store import Project

    project = Project.open(folder)
    groups = project.query("SELECT * FROM groups WHERE starts_with(group_id, ?) LIMIT 2", [event_id]).to_pylist()
    if len(groups) == 1:
        held = f"{_EVENT} WHERE list_contains(?, event_id) ORDER BY d.published, e.doc_id, e.trigger.start"
        show_group(groups[0], project.query(held, [groups[0]["events"]]).to_pylist())
        return
    rows = groups or project.query(f"{_EVENT} WHERE starts_with(event_id, ?) LIMIT 2", [event_id]).to_pylist()
    if len(rows) != 1:
        problem = "No event or group has the id" if not rows else "Several ids begin with"
        raise SettingError(f"{problem} {event_id}. List them with: dragoman events {folder}, dragoman groups {folder}")
    show(rows[0])
    if candidates:
        _candidates(rows[0], folder)


def show_group(group: dict[str, Any], events: list[dict[str, Any]]) -> None:
    """Print every report of a group in the order of publication, the representative marked, and the conflicts."""
    from rich.console import Console

    console = Console(highlight=False)
    days = " to ".join(dict.fromkeys(str(d) for d in (group["day_from"], group["day_to"]) if d)) or "of unknown day"
    console.print(f"[bold]{group['type']} ({group['status']})[/bold]  {days}  {group['group_id']}")
    reports = f"{len(events)} reports in {len(group['documents'])} documents"
    console.print(reports + (f" and {group['copies']} copies" if group["copies"] else ""), style="dim")
    for conflict in group["conflicts"]:
        values = " / ".join(f"{v['value']} ({len(v['events'])})" for v in conflict["values"])
        console.print(f"[bold]Reports differ on {conflict['field']}:[/bold]", end=" ")
        console.print(values, markup=False)
    for event in events:
        lead = "  represents the group" if event["event_id"] == group["representative"] else ""
        console.print(f"\n[bold]{event['event_id']}[/bold]  {event['status']}  {event['confidence']:.2f}{lead}")
        console.print(_source(event), style="dim", markup=False)
        console.print(marked(event))


def show(event: dict[str, Any]) -> None:
    """Print one event with its evidence."""
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    console.print(f"[bold]{code(event)}[/bold]  {event['event_id']}")
    console.print(_source(event), style="dim", markup=False)
    console.print()
    console.print(marked(event), soft_wrap=False)
    console.print()
    table = Table("field", "value", "words", "decided by", box=None, header_style="bold", pad_edge=False)
    for row in _fields(event):
        table.add_row(*row)
    console.print(table)


def _candidates(event: dict[str, Any], folder: Path) -> None:
    """Print what else the names of an event may mean."""
    from dragoman.run.candidates import Candidates

    known = Candidates(folder)
    for actor in [*event["actors"], *event["recipients"], *(event["said_by"] or [])]:
        typer.echo(f"\n{actor['text']}")
        for one in known.actors(actor["text"], actor["actor_id"] or ""):
            offices = "; ".join(
                f"{o['since']} to {o['until'] or 'today'} {o['office'] or ''}".strip() for o in one["offices"]
            )
            typer.echo("  " + "  ".join(filter(None, [one["actor_id"], one["country"], offices])))
    if event["where"]:
        typer.echo(f"\n{event['where']['text']}")
        for place in known.places(event["where"]["text"]):
            where = ", ".join(filter(None, [place["name"], place["admin1"], place["country"]]))
            typer.echo(f"  {where}  {place['precision']}  {place['lat']}, {place['lon']}  weight {place['weight']}")


def code(event: dict[str, Any]) -> str:
    """TYPE/mode,mode (status) about TYPE."""
    about = event["about"]
    text = "/".join(filter(None, [event["type"], ",".join(event["modes"] or [])])) + f" ({event['status']})"
    return text + (" about " + "/".join(filter(None, [about["type"], ",".join(about["modes"] or [])])) if about else "")


def _source(event: dict[str, Any]) -> str:
    dated = f"{event['published']} (from {event['published_from']})" if event["published"] else "undated"
    return " · ".join(str(p) for p in (event["title"], event["publisher"], dated, event["url"] or event["source"]) if p)


def _spans(event: dict[str, Any]) -> list[tuple[int, int, str]]:
    spans = [(event["trigger"]["start"], event["trigger"]["end"], "trigger")]
    for field, label in (("actors", "actor"), ("recipients", "recipient"), ("said_by", "said by")):
        spans += [(a["start"], a["end"], f"alleged {label}" if a.get("alleged") else label) for a in event[field]]
    spans += [(event[f]["start"], event[f]["end"], f) for f in ("when", "where") if event[f]]
    spans += [(q["start"], q["end"], name) for name, q in (event["counts"] or {}).items() if q]
    return list(dict.fromkeys(spans))  # a mention that joins states stands once


def marked(event: dict[str, Any]) -> Any:
    """The sentence with each span in brackets and its label behind it; meaning does not rest on colour."""
    from rich.text import Text

    sentence, out = event["sentence"], Text()
    spans = [s for s in _spans(event) if sentence["start"] <= s[0] and s[1] <= sentence["end"]]
    edges = sorted([(s, 1, s - e, label) for s, e, label in spans] + [(e, 0, s - e, label) for s, e, label in spans])
    at = sentence["start"]
    for place, opens, _, label in edges:
        out.append(sentence["text"][at - sentence["start"] : place - sentence["start"]])
        out.append("[" if opens else f"]{label} ", style="bold cyan")
        at = place
    out.append(sentence["text"][at - sentence["start"] :])
    return out


def _fields(event: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    model = f"{event['coder']} ({event['confidence']:.2f})"
    rules = ", ".join(event["rules"] or [])
    rows = [("type", code(event), event["trigger"]["text"], f"{model}; {rules}" if rules else model)]
    for field in ("actors", "recipients", "said_by"):
        rows += [
            (field, " ".join(filter(None, [a["code"], a["name"]])) or "unknown", a["text"], _decided(a))
            for a in event[field]
        ]
    if when := event["when"]:
        days = " to ".join(dict.fromkeys(str(d) for d in (when["from"], when["to"]) if d))
        rows.append(
            ("when", days or "unknown", when["text"], " ".join(filter(None, [when["rule"], when["basis"]])) or "–")
        )
    if where := event["where"]:
        known = ", ".join(str(p) for p in (where["name"], where["admin1"], where["country"]) if p)
        rows.append(("where", known or "unknown", where["text"], where["rule"] or "–"))
    for name, q in (event["counts"] or {}).items():
        if q:
            rows.append((name, amount(q), q["text"], "numbers"))
    rows.append(("quad, score", f"{event['quad']}, {event['score']:+.1f}", "", "ontology"))
    rows.append(("cameo", event["cameo"], "", "ontology (lossy)"))
    return rows


def _decided(side: dict[str, Any]) -> str:
    """The rule that identified a side, and how sure the model is that it plays this part."""
    sure = side.get("confidence")
    alleged = "alleged" if side.get("alleged") else None
    return " ".join(filter(None, [side["rule"], None if sure is None else f"({sure:.2f})", alleged])) or "–"


def amount(quantity: dict[str, Any]) -> str:
    """A number, or the least and the most, with its unit."""
    low, high = quantity["low"], quantity["high"]
    if low is None and high is None:
        return "unknown"
    if low == high:
        return f"{low:,.0f}"
    return (
        f"{low:,.0f} or more" if high is None else f"up to {high:,.0f}" if low is None else f"{low:,.0f} to {high:,.0f}"
    )
