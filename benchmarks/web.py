"""How fast the page answers over a million events: `python benchmarks/web.py PROJECT [1000000]`.

Multiplies a coded project (that of `dragoman demo`, say), serves it in a process of its own, and prints JSON: seconds until
the server is up, of a first page, of changes of filter and of searches (median and worst of five), and its peak memory.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from dragoman.store import Project

PARTS = 40  # files of each table
FIRST = ["/overview", "/static/main.js", "/overview.json"]
FILTERS = [
    "/overview.json?type=ASSAULT",
    "/map.json?type=ASSAULT&since=2021-01-01&until=2021-06-30",
    "/map.json?actor=USA&status=actual",
    "/network.json?since=2021-01-01&until=2021-12-31",
    "/timeline.json?one=USA&two=IRQ&by=month",
    "/timeline.json?one=USA&two=IRN&by=week&since=2020-06-01",
    "/search.json?type=RETREAT&country=IRQ&min_confidence=0.6",
    "/review.json?type=AID",
]
SEARCHES = [
    "/search.json?q=troops",
    "/search.json?q=parliament+vote",
    "/search.json?q=rocket&actor=IRQ",
    "/search.json?q=zzzz",
]


def grow(source: Project, folder: Path, count: int) -> int:
    """A folder with as many events as asked for: copies of those of a small one, on other days."""
    Project.create(folder)
    shutil.copy(source.folder / "manifest.json", folder / "manifest.json")
    with source.connect() as link:
        [(events,)] = link.execute("SELECT count(*) FROM events").fetchall()
        times = -(-count // events)
        for part in range(PARTS):
            copies = f"range({part * times // PARTS}, {(part + 1) * times // PARTS}) AS r(i)"
            for name in ("documents", "events"):
                sql = f"SELECT t.* REPLACE ({_changed(name)}) FROM {name} t, {copies}"
                link.execute(f"COPY ({sql}) TO '{folder / name / f'{part}.parquet'}' (COMPRESSION zstd)")
        (folder / "groups").mkdir()
        sql = f"SELECT t.* REPLACE ({_changed('groups')}) FROM groups t, range({times}) AS r(i)"
        link.execute(f"COPY ({sql}) TO '{folder / 'groups' / 'all.parquet'}' (COMPRESSION zstd)")
    return times * events


def _changed(name: str) -> str:
    day = "+ CAST(i * 7 % 1500 AS INTEGER)"
    if name == "documents":
        return f"doc_id || '-' || i AS doc_id, published {day} AS published"
    if name == "events":
        return 'event_id || \'-\' || i AS event_id, doc_id || \'-\' || i AS doc_id, NULL::STRUCT(text VARCHAR, start INTEGER, "end" INTEGER, value VARCHAR, "from" DATE, "to" DATE, precision VARCHAR, basis VARCHAR, rule VARCHAR) AS "when"'
    ids = ", ".join(f"list_transform({n}, lambda x: x || '-' || i) AS {n}" for n in ("events", "documents"))
    days = ", ".join(f"{n} {day} AS {n}" for n in ("day_from", "day_to", "first_published", "last_published"))
    return f"group_id || '-' || i AS group_id, representative || '-' || i AS representative, {ids}, {days}"


def ask(address: str) -> float:
    """Seconds of one request."""
    start = time.perf_counter()
    with urllib.request.urlopen(address) as answer:
        answer.read()
    return time.perf_counter() - start


def timed(base: str, paths: list[str]) -> dict[str, list[float]]:
    """Median and worst of five for each address, the first one left out."""
    found = {}
    for path in paths:
        ask(base + path)
        seconds = [ask(base + path) for _ in range(5)]
        found[path] = [round(statistics.median(seconds), 3), round(max(seconds), 3)]
    return found


def main() -> None:
    """Grow, serve, ask and print."""
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    with tempfile.TemporaryDirectory() as home:
        events = grow(Project.open(sys.argv[1]), Path(home) / "project", count)
        start = time.perf_counter()
        code = "from dragoman.cli import main; main()"
        server = subprocess.Popen(
            [sys.executable, "-c", code, "serve", str(Path(home) / "project"), "--port", "0", "--no-open"],
            stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        try:
            base = server.stdout.readline().split()[0].rstrip("/")
            ask(base + "/static/main.js")
            up = time.perf_counter() - start
            first = sum(ask(base + path) for path in FIRST)
            found = {"events": events, "up_s": round(up, 1), "first_page_s": round(first, 3)}
            found |= {"filters_s": timed(base, FILTERS), "searches_s": timed(base, SEARCHES)}
            status = Path(f"/proc/{server.pid}/status").read_text()
            found["peak_mb"] = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024
            print(json.dumps(found, indent=1))
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
