"""The built-in sample, coded once for all tests of the page."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from dragoman.run.pipeline import code_into
from dragoman.run.relate import relate
from dragoman.store import Project


@pytest.fixture(scope="session")
def sample(coder, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("web") / "sample"
    project = Project.create(folder)
    with as_file(files("dragoman.data").joinpath("sample")) as stories:
        code_into(sorted(str(p) for p in stories.iterdir() if p.suffix in {".txt", ".html"})[::2], project, coder)
    relate(project)
    return folder


@pytest.fixture
def project(sample, tmp_path) -> Project:
    shutil.copytree(sample, tmp_path / "project")
    return Project.open(tmp_path / "project")
