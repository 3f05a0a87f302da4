"""Features of documents are theirs alone, however they are read."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.records import Document
from dragoman.tag import Pool, tag

TEXTS = ["Police in Nairobi arrested 12 activists on Monday.", "The sea was calm.", "", "Iran freed two sailors. " * 40]


def features(texts, coder):
    pool = Pool(len(texts), coder.model.labels)
    tag([Document(doc_id=str(at), text=text) for at, text in enumerate(texts)], coder.model, pool)
    return pool.features()


def test_each_document_has_its_own_features_in_any_company(coder):
    whole, turned = features(TEXTS, coder), features(TEXTS[::-1], coder)
    for name, block in whole.items():
        assert block.shape[0] == len(TEXTS)
        assert np.allclose(block, turned[name][::-1], atol=1e-4), name


def test_an_empty_document_is_nought_and_the_mean_lies_between_least_and_most(coder):
    found = features(TEXTS, coder)
    assert all(not block[2].any() for block in found.values())
    assert np.all(found["least"] <= found["mean"] + 1e-4)
    assert np.all(found["mean"] <= found["most"] + 1e-4)


def test_a_pool_changes_nothing_of_what_is_tagged(coder):
    documents = [Document(doc_id="a", text=TEXTS[0])]
    assert tag(documents, coder.model) == tag(documents, coder.model, Pool(1, coder.model.labels))
    assert features(TEXTS[:1], coder)["top"][0].max() == pytest.approx(1, abs=0.3)
