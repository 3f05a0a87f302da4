"""Seconds to group 1,000, 10,000 and 100,000 made-up reports: python benchmarks/relate.py [--out FILE].

The reports are spread as in news: a few dozen pairs of sides, a hundred places, ten reports a day and type for each
ten thousand. Near linear growth is what this shows, not quality.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from datetime import date, timedelta
from pathlib import Path

from dragoman.relate import Report, grouped
from dragoman.relate.reports import Side

TYPES = ("ASSAULT", "CONSULT", "ACCUSE", "REQUEST", "COERCE", "PROTEST", "AGREE", "SANCTION")
WORDS = [f"word{i:03d}"[:6] for i in range(900)]


def side(code: str) -> Side:
    """A side that is known by its country."""
    return Side(frozenset(), frozenset([code]), frozenset([code]))


def reports(number: int) -> list[Report]:
    """Reports over a year for each ten thousand, three to an event on average."""
    rng = random.Random(7)
    days = max(30, number * 365 // 10_000)
    countries = [f"C{i:02d}" for i in range(40)]
    found = []
    for event in range(number // 3):
        day = date(2000, 1, 1) + timedelta(days=rng.randrange(days))
        kind, one, two = rng.choice(TYPES), *rng.sample(countries, 2)
        point = (rng.uniform(-60, 60), rng.uniform(-180, 180))
        words = frozenset(rng.sample(WORDS, 8))
        for copy in range(3):
            found.append(  # noqa: PERF401
                Report(
                    event_id=f"e{event}-{copy}",
                    doc_id=f"d{event}-{copy}",
                    published=day + timedelta(days=copy % 2),
                    publisher=None,
                    type=kind,
                    status="actual",
                    actors=side(one),
                    recipients=side(two),
                    first=day,
                    last=day,
                    dated=True,
                    country=None,
                    point=point,
                    words=words | frozenset(rng.sample(WORDS, 4)),
                    counts={},
                    victims=frozenset(),
                    row={"confidence": 0.8, "sentence": {"start": 0}},
                )
            )
    return found


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("--out", type=Path)
    opt = args.parse_args()
    rows = []
    for number in (1_000, 10_000, 100_000):
        made = reports(number)
        start = time.process_time()
        groups = grouped(made)
        seconds = time.process_time() - start
        rows.append(
            {
                "reports": len(made),
                "groups": len(groups),
                "seconds": round(seconds, 2),
                "microseconds_a_report": round(1e6 * seconds / len(made)),
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }
        )
        print(rows[-1], flush=True)
    if opt.out:
        opt.out.write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
