"""`dragoman serve`: a project folder as a page in the browser."""

from __future__ import annotations

import secrets
import socket
from pathlib import Path
from typing import Annotated

import typer

from dragoman.errors import SettingError

EXAMPLES = """\b
Examples:
  dragoman serve project
  dragoman serve project --port 9000 --user maria --no-open
  dragoman serve project --host 0.0.0.0     (asks every visitor for the token that it prints)
"""


def command(
    folder: Annotated[Path, typer.Argument(help="Project folder.")],
    host: Annotated[
        str, typer.Option(help="Address to listen on; any but this machine's own needs a token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8765,
    user: Annotated[str, typer.Option(help="Name that decisions are signed with; the page can change it.")] = "",
    browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
) -> None:
    """Show a project folder in the browser, to look at, check and correct."""
    try:
        import uvicorn

        from dragoman.web import build
    except ImportError as error:
        raise SettingError("The page needs the extra `web`: pip install 'dragoman[web]'.") from error
    from dragoman.store import Project

    project = Project.open(folder)
    listener = _listen(host, port)
    local = host in {"127.0.0.1", "localhost", "::1"}
    token = None if local else secrets.token_urlsafe(18)
    typer.echo(f"Reading {folder} ...", err=True)
    app = build(project, token=token, user=user)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listener.getsockname()[1]}/" + (f"?token={token}" if token else "")
    typer.echo(f"{address}  (stop with Ctrl+C)")
    if browser:
        typer.launch(address)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
    server.run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    try:
        found = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise SettingError(f"Port {port} of {host} cannot be taken ({error.strerror}): try --port 0.") from error
    return found
