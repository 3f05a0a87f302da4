"""Bytes of every kind become the text that was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.read.encoding import decode, settle, unscramble

STORY = "The minister’s “visit” to Najaf – his first – cost €40,000, Le Café said.\nHe left at dawn."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_usual_encodings_are_told_apart(encoding):
    assert decode(STORY.encode(encoding)) == STORY


def test_other_scripts_in_legacy_encodings_are_guessed():
    text = "Президент России встретился с премьер-министром Ирака в Москве и обсудил поставки оружия. " * 5
    assert decode(text.encode("cp1251")) == text


def test_a_declared_encoding_is_believed_where_it_fits():
    assert decode("Łódź".encode("iso-8859-2"), declared="iso-8859-2") == "Łódź"
    assert decode("“Łódź”".encode(), declared="iso-8859-2") == "“Łódź”"
    assert decode(b"caf\xe9", declared="no-such-encoding") == "café"


def test_a_cut_last_character_is_marked():
    assert decode(("Visit – to “Najaf”").encode()[:-1]) == "Visit – to “Najaf\ufffd"


def test_line_ends_and_controls_of_files():
    assert decode(b"one\r\ntwo\rthree\x00\x07\x0cfour") == "one\ntwo\nthree\nfour"


def test_mojibake_is_mended():
    broken = STORY.encode().decode("cp1252", errors="replace")
    assert "â€" in broken
    assert decode("He said â€œwe donâ€™t knowâ€\x9d in Ã‰rbil".encode()) == "He said “we don’t know” in Érbil"


@pytest.mark.parametrize("text", ["SÃO PAULO", "château", "Ângela and Ão", "£5 Â 6", "naïve – “fine”"])
def test_what_is_right_stays(text):
    assert unscramble(text) == text


def test_given_text_keeps_its_length():
    given_text = "a\x00b\r\nc\x91quoted\x92 \x97 d\x81e\ud800"
    settled = settle(given_text)
    assert settled == "a b \nc‘quoted’ — d e\ufffd"
    assert len(settled) == len(given_text)


@given(st.text())
def test_settling_keeps_lengths_and_settles_once(text):
    assert len(settle(text)) == len(text)
    assert settle(settle(text)) == settle(text)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeffâðÃÂ"), min_size=1))
def test_utf8_comes_back_as_it_went(text):
    assert decode(text.encode()) == text
