# `make demo` runs the main job on the built-in sample, `make test` everything that must hold; each brings what it needs.
SHELL := /bin/bash
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
RUN := $(UV) run --frozen

.PHONY: demo test lint types unit chromium docs lock

demo: $(UV)
	$(UV) run --frozen --no-dev dragoman demo

test: $(UV) lint types chromium unit

lint: $(UV)
	$(RUN) ruff format --check .
	$(RUN) ruff check .

types: $(UV)
	$(RUN) mypy

# The page is tested in Debian's chromium; where it is missing and cannot be brought, those tests say so.
chromium:
	@command -v chromium >/dev/null || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; } \
	|| echo 'chromium is missing: the tests of the page in a browser will be skipped'

unit: $(UV)
	$(RUN) pytest

docs: $(UV)
	$(RUN) python -m dragoman.ontology.codebook > docs/codebook.md

lock: $(UV)
	$(UV) lock

.uv/bin/uv:
	python3 -m venv .uv
	.uv/bin/pip install --quiet --disable-pip-version-check uv
