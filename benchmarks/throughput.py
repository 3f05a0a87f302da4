"""Words per second from text to records, on one core and on two, with peak memory and where the time goes.

uv run python benchmarks/throughput.py [--documents 500] [--out FILE]

The documents are the sample stories of the package, each given a line of its own so that no two are alike. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from importlib.resources import files
from pathlib import Path

from dragoman.read import read_documents, read_text
from dragoman.records import Document


def stories(count: int) -> list[Document]:
    """As many documents as asked for, made of the sample."""
    folder = files("dragoman.data").joinpath("sample")
    paths = sorted(str(p) for p in folder.iterdir() if p.name.endswith(".txt") and p.name[:1].isdigit())
    found = [d for d in read_documents(paths) if isinstance(d, Document)]
    return [
        read_text(f"{d.text}\n\nFile {i} ends here.", published=d.published, doc_id=f"b{i}")
        for i, d in enumerate((found * (count // len(found) + 1))[:count])
    ]


def measure(documents: list[Document]) -> dict[str, float]:
    """Seconds of loading, tagging and the rest, in this process on one core."""
    from dragoman.coding import code
    from dragoman.resolve.document import resolve
    from dragoman.run.coder import Coder
    from dragoman.tag import tag

    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    start = time.perf_counter()
    coder = Coder.load(threads=1)
    loaded = time.perf_counter()
    tagged = [t for i in range(0, len(documents), 64) for t in tag(documents[i : i + 64], coder.model)]
    after_tag = time.perf_counter()
    coded = [code(t, coder.version) for t in tagged]
    after_code = time.perf_counter()
    resolved = [resolve(c, coder.resources) for c in coded]
    done = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "load s": loaded - start, "tag s": after_tag - loaded, "code s": after_code - after_tag, "resolve s": done - after_code,
        "events": sum(len(c.events) for c in resolved), "peak MB": peak,
    }  # fmt: skip


def whole(documents: list[Document], threads: int) -> float:
    """Seconds of coding with so many threads, loading left out."""
    from dragoman.run.coder import Coder

    coder = Coder.load(threads=threads)
    start = time.perf_counter()
    for i in range(0, len(documents), 64):
        coder.code(documents[i : i + 64])
    return time.perf_counter() - start


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("--documents", type=int, default=500)
    args.add_argument("--out", type=Path)
    opt = args.parse_args()
    documents = stories(opt.documents)
    words = sum(len(d.text.split()) for d in documents)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        one = pool.submit(measure, documents).result()
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        two = pool.submit(whole, documents, 2).result()
    work = one["tag s"] + one["code s"] + one["resolve s"]
    figures = {
        "documents": len(documents), "words": words, "words/s on one core": words / work, "words/s on two cores": words / two,
        "share of tagging": one["tag s"] / work, "share of resolving": one["resolve s"] / work,
    } | one  # fmt: skip
    text = json.dumps({k: round(v, 3) for k, v in figures.items()}, indent=1)
    print(text)
    if opt.out:
        opt.out.write_text(text + "\n")


if __name__ == "__main__":
    main()
