"""What several rooms' tests share: the packaged coder, loaded once a process."""

from __future__ import annotations

import pytest

from dragoman.run.coder import Coder


@pytest.fixture(scope="session")
def coder() -> Coder:
    return Coder.load(threads=1)
