# `make demo` runs the main job on the built-in sample, `make test` everything that must hold; each brings what it needs.
SHELL := /bin/bash
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
RUN := $(UV) run --frozen

.PHONY: demo test lint types unit docs lock

demo: $(UV)
	$(UV) run --frozen --no-dev dragoman demo

test: $(UV) lint types unit

lint: $(UV)
	$(RUN) ruff format --check .
	$(RUN) ruff check .

types: $(UV)
	$(RUN) mypy

unit: $(UV)
	$(RUN) pytest

docs: $(UV)
	$(RUN) python -m dragoman.ontology.codebook > docs/codebook.md

lock: $(UV)
	$(UV) lock

.uv/bin/uv:
	python3 -m venv .uv
	.uv/bin/pip install --quiet --disable-pip-version-check uv
