"""Files of every kind, and of no kind: what can be read is read, and each fault is told."""

import gzip
import io
import json
import os
import subprocess
import sys
from datetime import date

import pytest

from dragoman.errors import InputError
from dragoman.read import is_supported, read_documents, read_record, read_text
from dragoman.records import Document, Failure

STORY = "BAGHDAD, June 11, 2020 (Tigris Wire) - Iraq and the United States opened talks on Thursday about the troops."
GERMAN = (
    "Der Außenminister ist am Montag nach Bagdad gereist, um mit der Regierung über den Abzug der Soldaten zu sprechen."
)


def read(*inputs, **options):
    return list(read_documents(inputs, **options))


def codes(results):
    return [one.code if isinstance(one, Failure) else "ok" for one in results]


def write(folder, name, data):
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_a_text_file(tmp_path):
    (document,) = read(write(tmp_path, "story.txt", STORY))
    assert document == Document(
        doc_id=document.doc_id,
        text=STORY,
        published=date(2020, 6, 11),
        published_from="dateline",
        publisher="Tigris Wire",
        language="en",
        source=str(tmp_path / "story.txt"),
    )


def test_ids_are_hashes_of_text_and_date():
    one = read_text(STORY)
    assert one.doc_id == read_text(STORY, published=date(2020, 6, 11), title="Talks").doc_id
    assert one.doc_id != read_text(STORY, published=date(2020, 6, 12)).doc_id
    assert one.doc_id != read_text(STORY + " ", published=date(2020, 6, 11)).doc_id
    assert len(one.doc_id) == 17
    assert read_text(STORY, doc_id="mine").doc_id == "mine"


@pytest.mark.parametrize(
    ("name", "text", "argument", "day", "origin"),
    [
        ("2019-01-01.txt", STORY, date(2021, 1, 1), date(2021, 1, 1), "argument"),
        ("2019-01-01.txt", STORY, None, date(2020, 6, 11), "dateline"),
        ("2019-01-01.txt", "Troops left the base.", None, date(2019, 1, 1), "filename"),
        ("story.txt", "Troops left the base.", None, None, None),
    ],
)
def test_where_a_date_comes_from(tmp_path, name, text, argument, day, origin):
    (document,) = read(write(tmp_path, name, text), published=argument)
    assert (document.published, document.published_from) == (day, origin)


def test_a_record_keeps_its_own_date():
    lines = b'{"text": "Troops left.", "published": "2020-06-11"}\n{"text": "Troops came."}'
    one, two = read("-", stdin=io.BytesIO(lines), published=date(2021, 1, 1))
    assert (one.published, one.published_from) == (date(2020, 6, 11), "metadata")
    assert (two.published, two.published_from) == (date(2021, 1, 1), "argument")


def test_a_published_line_dates_a_page():
    page = f"Talks open in Baghdad\nPublished June 12, 2020\n{STORY[STORY.index('Iraq') :]}\nThey go on in July."
    assert read_text(page).published == date(2020, 6, 12)


def test_records_of_a_stream():
    lines = [
        {"id": "a", "text": "Troops left the base.", "published": "2020-06-11", "title": "Base", "publisher": "TW"},
        {"id": 7, "text": "Troops came back.", "published": None, "url": "https://news.example/2020/06/12/back"},
    ]
    stream = io.BytesIO("\n".join(map(json.dumps, lines)).encode())
    one, two = read("-", stdin=stream)
    assert (one.doc_id, one.published, one.published_from, one.title) == ("a", date(2020, 6, 11), "metadata", "Base")
    assert (two.doc_id, two.published, two.published_from) == ("7", date(2020, 6, 12), "url")
    assert two.source == "-:2"


def test_faulty_lines_are_told_by_number_and_the_rest_goes_on():
    lines = [
        b'{"id": "a", "text": "Troops left."}',
        b'{"id": "b", "text": ',
        b'{"id": "c", "words": "none"}',
        b"",
        b'{"id": "d", "text": "   "}',
        b'{"id": "e", "text": "x", "published": "someday"}',
        b"[1, 2]",
        b'{"id": "f", "text": "\xff\xfe"}',
        b'{"id": "g", "text": 5}',
        b'{"id": "h", "text": "Troops came."}',
    ]
    results = read("-", stdin=io.BytesIO(b"\n".join(lines)))
    assert codes(results) == [
        "ok",
        "bad_json",
        "missing_text",
        "empty",
        "bad_date",
        "bad_json",
        "encoding",
        "empty",
        "ok",
    ]
    assert results[1].source == "-:2"
    assert "id, words" in results[2].message


def test_a_first_line_that_is_faulty_does_not_hide_the_format(tmp_path):
    results = read(write(tmp_path, "a.jsonl", b'oops\n{"text": "Troops left."}\n'))
    assert codes(results) == ["bad_json", "ok"]
    assert codes(read("-", stdin=io.BytesIO(b'oops\n{"text": "Troops left."}\n'))) == ["bad_json", "ok"]


def test_an_overlong_line_is_passed_over():
    lines = b'{"text": "Troops left."}\n{"text": "' + b"x" * 5000 + b'"}\n{"text": "Troops came."}'
    assert codes(read("-", stdin=io.BytesIO(lines), max_bytes=1000)) == ["ok", "too_large", "ok"]


def test_json_arrays_and_objects(tmp_path):
    records = [{"text": "Troops left."}, {"text": "Troops came."}, 3]
    assert codes(read(write(tmp_path, "a.json", json.dumps(records, indent=1)))) == ["ok", "ok", "bad_json"]
    assert codes(read(write(tmp_path, "b.json", json.dumps({"articles": records[:2]})))) == ["ok", "ok"]
    assert codes(read(write(tmp_path, "c.json", json.dumps(records[0], indent=1)))) == ["ok"]
    assert codes(read(write(tmp_path, "d.json", '[{"text": '))) == ["bad_json"]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("name", ["table.csv", "table.data"])
def test_tables(tmp_path, delimiter, name):
    rows = [["ID", "Date", "Text"], ["a", "2020-06-11", '"Troops left,\nand came; back."'], ["b", "", "Troops stayed."]]
    (one, two) = read(write(tmp_path, name, "\r\n".join(delimiter.join(row) for row in rows)))
    assert (one.doc_id, one.text, one.published) == ("a", "Troops left,\nand came; back.", date(2020, 6, 11))
    assert (two.published, two.source) == (None, f"{tmp_path / name}:4")


def test_a_table_without_text_names_its_columns(tmp_path):
    (failure,) = read(write(tmp_path, "table.csv", "id,summary\n1,none"))
    assert failure.code == "missing_text"
    assert "'id', 'summary'" in failure.message


def test_a_table_of_office_programs(tmp_path):
    (one,) = read(write(tmp_path, "table.csv", "id;text\na;Der Café – “zu”.".encode("cp1252")))
    assert one.text == "Der Café – “zu”."
    (one,) = read(write(tmp_path, "other.csv", "id;text\na;Troops left.".encode("utf-8-sig")))
    assert one.doc_id == "a"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "binary"),
        (b"\x7fELF\x02\x01" + bytes(100), "binary"),
        (b"%PDF-1.7 text that looks like text", "binary"),
        (b"PK\x03\x04word/document.xml", "binary"),
        (bytes(range(256)) * 10, "binary"),
        (gzip.compress(STORY.encode(), mtime=0)[:-20], "unreadable"),
        (b"\x1f\x8bnot gzip at all", "unreadable"),
        (gzip.compress(b"", mtime=0), "empty"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path, data, code):
    write(tmp_path, "a.txt", data)
    write(tmp_path, "b.txt", STORY)
    assert codes(read(tmp_path)) == [code, "ok"]


def test_a_large_file_is_not_read(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.write(b"Troops left the base. " * 2_300_000)
    (failure,) = read(path)
    assert failure.code == "too_large"
    assert "20,000,000 bytes" in failure.message


def test_a_truncated_last_character_is_told_and_the_text_kept(tmp_path):
    document, failure = read(write(tmp_path, "a.txt", "Troops left “the base”".encode()[:-1]))
    assert document.text == "Troops left “the base\ufffd"
    assert failure.code == "encoding"


def test_gzipped_files_of_each_format(tmp_path):
    write(tmp_path, "a.txt.gz", gzip.compress(STORY.encode(), mtime=0))
    write(tmp_path, "b.jsonl.gz", gzip.compress(b'{"text": "Troops left."}\n{"text": "Troops came."}', mtime=0))
    write(tmp_path, "c.csv.gz", gzip.compress(b"id,text\n1,Troops left.", mtime=0))
    assert codes(read(tmp_path)) == ["ok"] * 4


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_marked_encodings_of_text_and_lines(tmp_path, encoding):
    (document,) = read(write(tmp_path, "a.txt", STORY.encode(encoding)))
    assert document.text == STORY
    lines = json.dumps({"text": STORY}) + "\r\n" + json.dumps({"text": "Troops left."})
    assert [one.text for one in read(write(tmp_path, "a.jsonl", lines.encode(encoding)))] == [STORY, "Troops left."]


def test_other_languages_are_kept_and_told():
    (document, failure) = read("-", stdin=io.BytesIO(GERMAN.encode()))
    assert (document.language, failure.code) == ("de", "language")
    assert not is_supported(document)
    assert is_supported(read_text(STORY))
    assert is_supported(read_text("Kadhimi"))
    assert read_text(STORY.upper()).language == "en"


def test_days_to_come_are_kept_and_told():
    results = read("-", stdin=io.BytesIO(STORY.encode()), today=date(2020, 6, 10))
    assert codes(results) == ["ok", "future_date"]
    assert codes(read("-", stdin=io.BytesIO(STORY.encode()), today=date(2020, 6, 11))) == ["ok"]


def test_folders_patterns_and_missing_paths(tmp_path):
    (tmp_path / "inner").mkdir()
    write(tmp_path, "b.txt", STORY)
    write(tmp_path / "inner", "a.txt", STORY)
    write(tmp_path, ".hidden", STORY)
    (tmp_path / "void").mkdir()
    assert [one.source for one in read(tmp_path)] == [str(tmp_path / "b.txt"), str(tmp_path / "inner" / "a.txt")]
    assert len(read(str(tmp_path / "**" / "*.txt"), tmp_path)) == 2
    assert codes(read(tmp_path / "none.txt", str(tmp_path / "*.html"), tmp_path / "void")) == [
        "unreadable",
        "unreadable",
        "empty",
    ]


def test_links_that_lead_nowhere_are_told(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert codes(read(tmp_path)) == ["unreadable"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
def test_folders_without_permission_are_told(tmp_path):
    shut = tmp_path / "shut"
    shut.mkdir()
    shut.chmod(0)
    write(tmp_path, "a.txt", STORY)
    results = read(tmp_path)
    shut.chmod(0o700)
    assert codes(results) == ["ok", "unreadable"]


def test_given_text_is_kept_character_for_character():
    assert read_record({"text": " a\r\nb\x91c\x92 "}).text == " a \nb‘c’ "
    with pytest.raises(InputError) as caught:
        read_text(" \n")
    assert caught.value.code == "empty"


def test_reading_plain_text_loads_nothing_heavy():
    program = (
        "import sys; from dragoman.read import read_text; "
        f"read_text({STORY!r}); "
        "print({'trafilatura', 'lxml', 'py3langid', 'numpy', 'charset_normalizer'} & set(sys.modules))"
    )
    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "set()"
