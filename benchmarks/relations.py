"""How long the index of two parties takes over synthetic event groups in Parquet: `python benchmarks/relations.py 10000000`.

Prints JSON: seconds of one call by month (after a first on a small file, which loads libraries) and peak memory.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from dragoman.measure import relations
from dragoman.store.schema import SCHEMAS

COUNTRIES = "USA IRQ IRN RUS CHN DEU FRA GBR TUR SYR".split()
SIDES = (("c1", "actor"), ("c2", "recipient"))
TYPES, QUADS, SCORES = ["ASSAULT", "AID", "CONSULT", "ACCUSE"], [4, 2, 1, 3], [-9.0, 10.0, 2.5, -3.0]


def write(count: int, path: Path) -> None:
    """Groups of ten countries, with one actor and one recipient each, over 5,000 days."""
    keys = ", ".join(f"[{c}, {c} || ':GOV', 'state:' || {c} || '/GOV'] AS {n}_keys" for c, n in SIDES)
    duckdb.execute(
        f"COPY (SELECT 'g' || i AS group_id, {TYPES}[i % 4 + 1] AS type, 'actual' AS status, {QUADS}[i % 4 + 1]::TINYINT AS quad, "
        f"{SCORES}[i % 4 + 1]::DOUBLE AS score, {keys}, day AS day_from, day AS day_to, 'e' || i AS representative, "
        f"['d' || i] AS documents, 0.9 AS confidence, day AS first_published FROM (SELECT i, {COUNTRIES}[(hash(i) % 10)::INT + 1] AS c1, "
        f"{COUNTRIES}[(hash(i + 1) % 10)::INT + 1] AS c2, DATE '2010-01-01' + (hash(i + 2) % 5000)::INT AS day "
        f"FROM range({count}) r(i))) TO '{path}' (COMPRESSION zstd)"
    )


def measure(path: Path) -> float:
    """Seconds of one index by month."""
    link = duckdb.connect()
    link.execute(f"CREATE VIEW groups AS SELECT * FROM '{path}'")
    link.execute(
        "CREATE VIEW documents AS SELECT 'd' || i AS doc_id, DATE '2010-01-01' + i::INT AS published, 'P' AS publisher "
        "FROM range(5000) r(i)"
    )
    for name in ("relations", "events"):
        link.register(name, SCHEMAS[name].empty_table())
    start = time.perf_counter()
    relations(link, "USA", "IRQ")
    return time.perf_counter() - start


def main() -> None:
    """Write, measure and print."""
    count = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small.parquet", Path(folder) / "large.parquet"
        write(1000, small)
        write(count, large)
        measure(small)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        seconds = min(measure(large) for _ in range(3))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"groups": count, "seconds": round(seconds, 2), "peak_mb": max(peak, before) // 1024}))


if __name__ == "__main__":
    main()
