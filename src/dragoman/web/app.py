"""The addresses of the page: a shell of HTML for each, its values as `.json`, its rows as `.csv`, and decisions."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from html import escape
from importlib import resources
from pathlib import Path
from string import Template
from typing import Annotated, Any, Literal

import msgspec
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from dragoman.errors import DragomanError, SettingError
from dragoman.run.candidates import Candidates
from dragoman.store import Project
from dragoman.version import VERSION
from dragoman.web.ask import asked
from dragoman.web.guard import Guard
from dragoman.web.pages import PAGES, show
from dragoman.web.snapshot import Live

STATIC = Path(str(resources.files("dragoman.web") / "static"))
TITLES = {"map": "Map", "group": "Event group"}


class Decision(msgspec.Struct, forbid_unknown_fields=True):
    """What a page sends: one decision of a user."""

    user: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    action: Literal["accept", "reject", "edit", "merge", "split", "undo", "commitment"]
    id: str = ""
    changes: dict[str, Any] = {}
    events: list[str] = []
    status: str = ""


def build(project: Project, *, token: str | None = None, user: str = "") -> Starlette:
    """The web application over a project folder; `token` is asked of visitors where it is open to other machines."""
    live, candidates = Live(project), Candidates(project.folder)
    shell = Template((STATIC / "index.html").read_text("utf-8"))

    def page(request: Request) -> Response:
        name, _, form = request.path_params["page"].partition(".")
        if name not in PAGES or form not in {"", "json", "csv"}:
            return _problem(f"There is no page {request.url.path}.", 404, form)
        if not form:
            return _shell(shell, name, project, request.state.write_token, user)
        return _values(project, live, request, name, form)

    def meant(request: Request) -> Response:
        return _meant(candidates, request)

    async def decide(request: Request) -> Response:
        try:
            wanted = msgspec.json.decode(await request.body(), type=Decision)
            return _json(_decided(project, live, wanted))
        except msgspec.MsgspecError as error:
            return _problem(f"This is no decision: {error}.", 400, "json")
        except DragomanError as error:
            return _problem(str(error), 400, "json")

    routes = [
        Route("/", lambda _: RedirectResponse("/overview")),
        Mount("/static", StaticFiles(directory=STATIC)),
        Route("/candidates.json", meant),
        Route("/decisions", decide, methods=["POST"]),
        Route("/{page}", page),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Guard, token=token)])


def _values(project: Project, live: Live, request: Request, name: str, form: str) -> Response:
    try:
        found = show(name, live.snapshot(), asked(dict(request.query_params)))
    except LookupError as error:
        return _problem(str(error.args[0]), 404, form)
    except DragomanError as error:
        return _problem(str(error), 400, form)
    if form == "csv":
        return _csv(found["rows"], name)
    return _json(found | {"caption": _caption(project, project.manifest().coders, request)})


def _meant(candidates: Candidates, request: Request) -> Response:
    try:
        ask = asked(dict(request.query_params))
    except DragomanError as error:
        return _problem(str(error), 400, "json")
    words = ask("words")
    return _json({"rows": candidates.places(words) if ask("kind") == "place" else candidates.actors(words, ask("id"))})


def _decided(project: Project, live: Live, wanted: Decision) -> dict[str, Any]:
    who = {"user": wanted.user.strip() or "unknown", "time": datetime.now().astimezone().isoformat(timespec="seconds")}
    if wanted.action == "undo":
        return project.undo(wanted.id, **who)
    if wanted.action == "commitment":
        return project.decide(wanted.id, wanted.status, **who)
    if wanted.action in {"merge", "split"}:
        return project.regroup(wanted.action, wanted.events, **who)
    with live.snapshot().cursor() as link:
        found = (
            link.sql("SELECT * FROM coded_events WHERE event_id = ?", params=[wanted.id]).to_arrow_table().to_pylist()
        )
    if not found:
        raise SettingError(f"No event has the id {wanted.id[:80]}.")
    return project.judge(found[0], wanted.action, changes=wanted.changes or None, **who)


def _shell(shell: Template, name: str, project: Project, write: str, user: str) -> Response:
    title = TITLES.get(name, name.capitalize())
    values = {"page": name, "title": title, "folder": project.folder.resolve().name, "write": write, "user": user}
    text = shell.substitute({k: escape(v, quote=True) for k, v in (values | {"version": VERSION}).items()})
    return Response(text, media_type="text/html")


def _caption(project: Project, coders: list[str], request: Request) -> str:
    """A citation: what made the values, from which folder and by which filter, and when."""
    coder = coders[-1] if coders else "no coder"
    asked_for = "".join(f", {k}={v}" for k, v in request.query_params.items() if k != "user" and v)
    return f"dragoman {VERSION}, coder {coder}, folder {project.folder.resolve().name}{asked_for}, {datetime.now().astimezone():%Y-%m-%d}"


def _json(value: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status, media_type="application/json")


def _problem(text: str, status: int, form: str) -> Response:
    if form == "json":
        return _json({"error": text}, status)
    return Response(text + "\n", status, media_type="text/plain")


def _csv(found: list[dict[str, Any]], name: str) -> Response:
    out = io.StringIO()
    if found:
        writer = csv.writer(out)
        writer.writerow(found[0])
        writer.writerows([_cell(v) for v in row.values()] for row in found)
    headers = {"content-disposition": f'attachment; filename="dragoman-{name}.csv"'}
    return Response(out.getvalue(), media_type="text/csv", headers=headers)


def _cell(value: Any) -> Any:
    """Lists and structs as JSON; a text that a spreadsheet would take for a formula is quoted."""
    if isinstance(value, list | dict):
        return msgspec.json.encode(value).decode()
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value
