"""Classes of one's own: a linear head on the states of the encoder, what it judges, and the words of the texts."""

from __future__ import annotations

from dragoman.fit.crossval import Figures
from dragoman.fit.features import Blocks
from dragoman.fit.head import Head, fit

__all__ = ["Blocks", "Figures", "Head", "fit"]
