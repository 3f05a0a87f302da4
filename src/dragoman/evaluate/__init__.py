"""Coders against annotated passages: figures with intervals, figures by type, errors by kind."""

from dragoman.evaluate.passages import Anchor, Passage, passages
from dragoman.evaluate.score import Figure, Found, Prediction, errors, judged, predictions, score

__all__ = [
    "Anchor",
    "Figure",
    "Found",
    "Passage",
    "Prediction",
    "errors",
    "judged",
    "passages",
    "predictions",
    "score",
]
