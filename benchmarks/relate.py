"""Seconds to relate 1,000, 10,000 and 100,000 made-up reports and documents: python benchmarks/relate.py [--out FILE].

Both are spread as in news: reports over a few dozen pairs of sides and a hundred places, ten a day and type for each ten
thousand; documents of 250 words, 27 a day, one in ten a copy, and three on one matter. Near linear growth is what this
shows, not quality.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import resource
import time
from datetime import date, timedelta
from pathlib import Path

from dragoman.relate import Report, Text, duplicates, grouped, stories
from dragoman.relate.reports import Side

TYPES = ("ASSAULT", "CONSULT", "ACCUSE", "REQUEST", "COERCE", "PROTEST", "AGREE", "SANCTION")
WORDS = [f"word{i:03d}"[:6] for i in range(900)]
COMMON = [f"w{i}" for i in range(10, 10_000)]
OFTEN = list(itertools.accumulate(1 / (i + 1) for i in range(len(COMMON))))  # as Zipf has it


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
        words = rng.sample(WORDS[:450], 8)
        for copy in range(3):
            found.append(  # noqa: PERF401
                Report(
                    event_id=f"e{event}-{copy}",
                    doc_id=f"d{event}-{copy}",
                    published=day + timedelta(days=copy % 2),
                    publisher=None,
                    type=kind,
                    about=None,
                    status="actual",
                    actors=side(one),
                    recipients=side(two),
                    first=day,
                    last=day,
                    dated=True,
                    country=None,
                    point=point,
                    words=(*words, *rng.sample(WORDS[450:], 4)),
                    counts={},
                    victims=frozenset(),
                    begins=0,
                    place=None,
                    confidence=0.8,
                    told={"actors": one, "recipients": two},
                )
            )
    return found


def texts(number: int) -> list[Text]:
    """Documents of a year for each ten thousand, whose common words are shared and whose matter has words of its own."""
    rng = random.Random(7)
    days = max(30, number * 365 // 10_000)
    found: list[Text] = []
    for matter in range(number // 3):
        day, own = date(2000, 1, 1) + timedelta(days=rng.randrange(days)), [f"m{matter}x{i}" for i in range(25)]
        for copy in range(3):
            again = copy == 2 and rng.random() < 0.3
            words = rng.choices(COMMON, cum_weights=OFTEN, k=200) + rng.choices(own, k=50)
            rng.shuffle(words)
            text = found[-1].text if again else " ".join(words)
            published = day + timedelta(days=copy)
            found.append(Text(doc_id=f"d{matter}-{copy}", text=text, title=None, published=published, publisher=None))
    return found


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("--out", type=Path)
    opt = args.parse_args()
    rows = []
    for name, make, relate in (
        ("reports to groups", reports, grouped),
        ("documents to duplicates", texts, duplicates),
        ("documents to stories", texts, lambda made: stories(made, {})),
    ):
        for number in (1_000, 10_000, 100_000):
            made = make(number)
            start = time.process_time()
            found = relate(made)
            seconds = time.process_time() - start
            rows.append(
                {
                    "what": name,
                    "number": len(made),
                    "found": len(found),
                    "seconds": round(seconds, 2),
                    "microseconds_each": round(1e6 * seconds / len(made)),
                    "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                }
            )
            print(rows[-1], flush=True)
    if opt.out:
        opt.out.write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
