"""`dragoman fit` from a file of labels to labels of new documents."""

from __future__ import annotations

import csv
import gzip
import json

import pytest
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.errors import InputError, SettingError
from dragoman.run.coder import Coder
from dragoman.run.labels import read_labels
from dragoman.store import Project

RUNNER = CliRunner()
PLACES = "Lagos Quito Hanoi Tunis Dhaka Minsk Accra Lima Oslo Sofia Cairo Amman".split()
TEXTS = {
    "strike": ["Nurses in {} walked out over pay on Monday.", "Dockers in {} stopped work for a second day."],
    "flood": ["Heavy rain swamped the old town of {} on Friday.", "Rivers near {} burst their banks after storms."],
}
ROWS = [
    {"text": text.format(place), "label": label} for label, texts in TEXTS.items() for text in texts for place in PLACES
]


def lines(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def fitted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fit")
    file = lines(folder / "own.jsonl", ROWS)
    result = RUNNER.invoke(app, ["fit", str(file), "--into", str(folder / "model"), "--threads", "1"])
    assert result.exit_code == 0, result.output
    assert "accuracy 1.000" in result.output
    return folder / "model"


def test_the_card_tells_data_seed_and_figures(fitted):
    card = (fitted / "CARD.md").read_text(encoding="utf-8")
    assert "48 texts" in card
    assert "seed 0" in card
    assert "| strike | 24 | 1.00 | 1.00 | 1.00 |" in card
    assert sorted(p.name for p in fitted.iterdir()) == ["CARD.md", "head.json", "head.npz"]


def test_code_gives_documents_their_labels_in_project_and_pipe(fitted, tmp_path):
    news = lines(tmp_path / "news.jsonl", [{"id": "a", "text": "Teachers in Rabat walked out over pay on Tuesday."}])
    into = ["code", str(news), "--into", str(tmp_path / "project"), "--model", str(fitted), "--quiet"]
    assert RUNNER.invoke(app, into).exit_code == 0
    row = Project.open(tmp_path / "project").table("labels").to_pylist()[0]
    assert (row["doc_id"], row["label"]) == ("a", "strike")
    assert 0.5 < row["confidence"] <= 1
    piped = RUNNER.invoke(app, ["code", str(news), "--to", "-", "--model", str(fitted)])
    last = json.loads(piped.stdout.splitlines()[-1])
    assert (last["label"], last["label_id"]) == ("strike", row["label_id"])


def test_a_plain_coder_gives_no_labels_and_the_head_is_part_of_the_version(fitted, coder):
    own = Coder.load(fitted, threads=1)
    assert own.head
    assert own.version == f"{coder.version} head {own.head.hash}"


def test_a_broken_head_or_one_of_another_encoder_is_refused(fitted, tmp_path):
    told = (fitted / "head.json").read_text(encoding="utf-8")
    (tmp_path / "head.json").write_text(told, encoding="utf-8")
    with pytest.raises(SettingError, match="broken"):
        Coder.load(tmp_path)
    (tmp_path / "head.npz").write_bytes((fitted / "head.npz").read_bytes())
    (tmp_path / "head.json").write_text(told.replace('"encoder": "', '"encoder": "x'), encoding="utf-8")
    with pytest.raises(SettingError, match="another encoder"):
        Coder.load(tmp_path)


def test_a_folder_with_other_things_is_left_alone(tmp_path):
    file = lines(tmp_path / "own.jsonl", ROWS)
    result = RUNNER.invoke(app, ["fit", str(file), "--into", str(tmp_path)])
    assert isinstance(result.exception, SettingError)
    assert "something else" in str(result.exception)


def test_tables_and_json_say_the_same(tmp_path):
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, ["Text", "Label"])
        table.writeheader()
        table.writerows({"Text": r["text"], "Label": r["label"]} for r in ROWS)
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress((tmp_path / "a.csv").read_bytes()))
    (tmp_path / "a.json").write_text(json.dumps(ROWS), encoding="utf-8")
    read = [read_labels(tmp_path / name) for name in ("a.csv", "a.csv.gz", "a.json")]
    read.append(read_labels(lines(tmp_path / "a.jsonl", ROWS)))
    assert {one.digest for one in read} == {read[0].digest}
    assert not read[0].several


def test_several_classes_in_a_list_in_flags_and_in_a_cell(tmp_path):
    lists = read_labels(lines(tmp_path / "a.jsonl", [{"text": "x", "label": ["b", "a"]}, {"text": "y", "label": []}]))
    assert lists.truth == (frozenset("ab"), frozenset())
    assert lists.several
    flags = read_labels(
        lines(tmp_path / "b.jsonl", [{"text": "x", "labels": [1, 0, 1]}, {"text": "y", "labels": [0, 1, 0]}])
    )
    assert flags.truth == (frozenset("02"), frozenset("1"))
    (tmp_path / "c.csv").write_text("text,topic\nx,a; b\ny,\n", encoding="utf-8")
    assert read_labels(tmp_path / "c.csv", separator=";").truth == (frozenset("ab"), frozenset())


def test_annotated_passages_are_labels_of_ones_own_types(tmp_path):
    file = tmp_path / "own.txt"
    blocks = [
        f"id: p-{at}\npublished: 2024-05-01\ntext: {row['text']}\nevent: {row['label'].upper()} | trigger={row['text'].split()[2]}"
        for at, row in enumerate(ROWS)
    ]
    file.write_text("\n---\n".join([*blocks, "id: p-x\ntext: Nothing was told."]), encoding="utf-8")
    labelled = read_labels(file)
    assert labelled == read_labels(tmp_path)
    assert labelled.classes == ["FLOOD", "STRIKE"]
    assert labelled.several
    assert labelled.truth[-1] == frozenset()
    rows = [
        {"text": "Dockers struck.", "events": [{"type": "STRIKE", "trigger": "struck"}]},
        {"text": "Rain.", "events": []},
    ]
    assert read_labels(lines(tmp_path / "own.jsonl", rows)).truth == (frozenset({"STRIKE"}), frozenset())


def test_incomplete_and_repeated_rows_are_counted(tmp_path):
    rows = [{"text": "x", "label": 1}, {"text": " x ", "label": 2}, {"text": "", "label": 1}, {"text": "y"}]
    found = read_labels(lines(tmp_path / "a.jsonl", rows))
    assert (found.texts, found.truth, found.skipped, found.repeated) == (("x",), (frozenset("1"),), 2, 1)


BAD = [
    ("a.csv", "text,kind\nx,a\n", "which column holds the label"),
    ("a.csv", "words,label\nx,a\n", "which column holds the text"),
    ("a.jsonl", '{"text": "x", "label": "a"}\n{"text": \n', "a.jsonl:2"),
    ("a.jsonl", '{"text": "", "label": "a"}\n', "has both a text and a class"),
    ("a.csv", "", "is empty"),
    ("missing/a.csv", None, "cannot be read"),
]


@pytest.mark.parametrize(("name", "content", "told"), BAD)
def test_what_cannot_be_read_is_told(tmp_path, name, content, told):
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=told):
        read_labels(tmp_path / name)


def test_a_broken_gzip_file_and_an_unknown_column_are_told(tmp_path):
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"text,label\n" * 100)[:-20])
    with pytest.raises(InputError, match="gzip"):
        read_labels(tmp_path / "a.csv.gz")
    with pytest.raises(InputError, match="no column 'kind'"):
        read_labels(lines(tmp_path / "b.jsonl", ROWS), label="kind")
