"""The page: a project folder made visible, checkable and correctable in a browser, from this machine alone."""

from __future__ import annotations

from dragoman.web.app import build

__all__ = ["build"]
