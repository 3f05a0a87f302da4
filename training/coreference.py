"""Scores of event coreference: are reports of one event held together, and those of two kept apart?

python training/coreference.py ECB+ FOLDER [--model FOLDER]

B-cubed (Bagga and Baldwin 1998), MUC (Vilain et al. 1995), CEAF-e (Luo 2005) and their mean, the CoNLL F1. The folder
holds files in the XML of ECB+ (Cybulska and Vossen 2014): tokens, action markables, and cross-document links. Mentions
that the coder does not find are groups of one.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
from scipy.optimize import linear_sum_assignment


def scores(gold: Sequence[Hashable], found: Sequence[Hashable]) -> dict[str, float]:
    """Every score of a grouping of mentions (one label a mention) against the right one."""
    ours, theirs = _clusters(found), _clusters(gold)
    parts = {"b3": _b_cubed(theirs, ours, len(gold)), "muc": _muc(theirs, ours), "ceafe": _ceaf(theirs, ours)}
    out = {f"{name} {part}": value for name, three in parts.items() for part, value in three.items()}
    return out | {"conll f1": sum(three["f1"] for three in parts.values()) / 3}


def _clusters(labels: Sequence[Hashable]) -> list[set[int]]:
    groups: dict[Hashable, set[int]] = defaultdict(set)
    for at, label in enumerate(labels):
        groups[label].add(at)
    return list(groups.values())


def _three(precision: float, recall: float) -> dict[str, float]:
    both = precision + recall
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / both if both else 0.0}


def _b_cubed(gold: list[set[int]], found: list[set[int]], size: int) -> dict[str, float]:
    right, ours = ({i: c for c in clusters for i in c} for clusters in (gold, found))
    shared = [len(right[i] & ours[i]) for i in range(size)]
    precision = sum(n / len(ours[i]) for i, n in enumerate(shared)) / max(1, size)
    return _three(precision, sum(n / len(right[i]) for i, n in enumerate(shared)) / max(1, size))


def _muc(gold: list[set[int]], found: list[set[int]]) -> dict[str, float]:
    def kept(ones: list[set[int]], others: list[set[int]]) -> float:
        links = sum(len(c) - 1 for c in ones)
        broken = sum(sum(1 for o in others if o & c) - 1 for c in ones)
        return (links - broken) / links if links else 0.0

    return _three(kept(found, gold), kept(gold, found))


def _ceaf(gold: list[set[int]], found: list[set[int]]) -> dict[str, float]:
    alike = np.array([[2 * len(g & f) / (len(g) + len(f)) for f in found] for g in gold]).reshape(len(gold), len(found))
    total = alike[linear_sum_assignment(-alike)].sum()
    return _three(float(total / max(1, len(found))), float(total / max(1, len(gold))))


@dataclass
class EcbDocument:
    """A file of ECB+: its text, and its action mentions with the id of what they tell."""

    name: str
    text: str
    mentions: list[tuple[int, int, str]]  # start, end, instance


def read_ecb(path: Path) -> EcbDocument:
    """Read one ECB+ file; mentions without a link are instances of their own."""
    root = ET.parse(path).getroot()  # noqa: S314 - files that the user chose
    places: dict[str, tuple[int, int]] = {}
    text, sentence = "", None
    for token in root.iter("token"):
        if text:
            text += " " if token.get("sentence") == sentence else "\n"
        sentence = token.get("sentence")
        places[token.attrib["t_id"]] = (len(text), len(text) + len(token.text or ""))
        text += token.text or ""
    instance = {
        source.attrib["m_id"]: target.attrib["m_id"]
        for link in root.iter("CROSS_DOC_COREF")
        for target in link.iter("target")
        for source in link.iter("source")
    }
    marks = root.find("Markables")
    names = {m.attrib["m_id"]: m.get("instance_id") for m in marks} if marks is not None else {}
    found = []
    for mark in marks if marks is not None else []:
        anchors = [places[a.attrib["t_id"]] for a in mark.iter("token_anchor")]
        if anchors and mark.tag.startswith(("ACTION", "NEG_ACTION")):
            own = mark.attrib["m_id"]
            label = names.get(instance.get(own, "")) or f"{path.stem} {instance.get(own, own)}"
            found.append((anchors[0][0], anchors[-1][1], label))
    return EcbDocument(path.stem, text, found)


def labelled(documents: Sequence[EcbDocument], model: Path | None) -> Iterator[tuple[str, Hashable]]:
    """For each gold mention its instance, and the group of the coded event that stands on it."""
    from datetime import date

    from dragoman.records import Document
    from dragoman.relate import grouped, report
    from dragoman.run.coder import Coder
    from dragoman.store.plain import plain

    coded = Coder.load(model).code([Document(doc_id=d.name, text=d.text) for d in documents])
    known = {"published": date(2000, 1, 1), "publisher": None}  # the files give no date
    rows = [stored_row(plain(e)) | known for c in coded for e in c.events]
    groups = {m.event_id: g.group_id for g in grouped([report(row) for row in rows]) for m in g.members}
    for document, result in zip(documents, coded, strict=True):
        for start, end, instance in document.mentions:
            met = next((e for e in result.events if e.trigger.start < end and start < e.trigger.end), None)
            yield instance, groups[met.event_id] if met else (document.name, start)


def stored_row(event: dict[str, object]) -> dict[str, object]:
    """An event as a stored row: days as dates."""
    from datetime import date

    when = event["when"]
    if isinstance(when, dict):
        event["when"] = when | {k: when[k] and date.fromisoformat(str(when[k])) for k in ("from", "to")}
    return event


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("folder", type=Path)
    args.add_argument("--model", type=Path)
    opt = args.parse_args()
    documents = [read_ecb(path) for path in sorted(opt.folder.rglob("*.xml"))]
    if not documents:
        raise SystemExit(f"{opt.folder} holds no .xml files in the form of ECB+.")
    pairs = list(labelled(documents, opt.model))
    found = scores([gold for gold, _ in pairs], [ours for _, ours in pairs])
    print(
        json.dumps({"documents": len(documents), "mentions": len(pairs)} | {k: round(v, 3) for k, v in found.items()})
    )


if __name__ == "__main__":
    main()
