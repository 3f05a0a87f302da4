"""Scores of coreference, and the reader of ECB+ files."""

from __future__ import annotations

import pytest
from coreference import read_ecb, scores

ECB = """<?xml version="1.0" encoding="UTF-8"?>
<Document doc_name="1_1ecb.xml" doc_id="D1">
<token t_id="1" sentence="0" number="0">Gunmen</token>
<token t_id="2" sentence="0" number="1">attacked</token>
<token t_id="3" sentence="0" number="2">a</token>
<token t_id="4" sentence="0" number="3">bank</token>
<token t_id="5" sentence="1" number="0">The</token>
<token t_id="6" sentence="1" number="1">raid</token>
<token t_id="7" sentence="1" number="2">failed</token>
<Markables>
<ACTION_OCCURRENCE m_id="20"><token_anchor t_id="2"/></ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="21"><token_anchor t_id="6"/></ACTION_OCCURRENCE>
<HUMAN_PART_PER m_id="22"><token_anchor t_id="1"/></HUMAN_PART_PER>
<ACTION_OCCURRENCE m_id="23"><token_anchor t_id="7"/></ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="30" TAG_DESCRIPTOR="t1_attack" instance_id="ACT1"/>
</Markables>
<Relations>
<CROSS_DOC_COREF r_id="1"><source m_id="20"/><source m_id="21"/><target m_id="30"/></CROSS_DOC_COREF>
</Relations>
</Document>
"""


def test_a_right_grouping_has_every_score() -> None:
    assert set(scores("aabbc", "xxyyz").values()) == {1.0}


def test_published_examples() -> None:
    gold = [1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3]  # Bagga and Baldwin (1998), figure 1, response 1
    found = [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2]
    three = scores(gold, found)
    assert three["b3 precision"] == pytest.approx(0.762, abs=0.001)
    assert three["b3 recall"] == 1.0
    assert three["muc precision"] == pytest.approx(0.9)


def test_all_alone_has_no_links() -> None:
    assert scores("aab", "xyz")["muc f1"] == 0.0


def test_ecb_files(tmp_path) -> None:
    (tmp_path / "1_1ecb.xml").write_text(ECB, encoding="utf-8")
    document = read_ecb(tmp_path / "1_1ecb.xml")
    assert document.text == "Gunmen attacked a bank\nThe raid failed"
    found = {document.text[a:b]: label for a, b, label in document.mentions}
    assert found["attacked"] == found["raid"] == "ACT1"
    assert found["failed"] != "ACT1"
    assert len(document.mentions) == 3
