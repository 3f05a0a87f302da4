"""The codebook as Markdown: `python -m dragoman.ontology.codebook > docs/codebook.md`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dragoman.ontology import Cameo, EventType, Ontology, Rule, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_HEAD = """\
# Codebook

This page is generated from `src/dragoman/ontology/plover.toml`; change that file, not this page.

{ontology}, by the {authors} ({address}). Licence of the source: {licence}. Scores: {scale}.
CAMEO codes are the nearest ones and lossy; each line says what is lost."""


def render(ontology: Ontology) -> str:
    """The whole codebook as one Markdown page, with a newline at its end."""
    parts = [
        _HEAD.format(**ontology.source),
        "## Decisions where the manual is silent or at odds with itself\n\n" + _list(ontology.decisions),
        "## Types at a glance\n\n" + _overview(ontology),
        *(_type(entry, ontology) for entry in ontology.types.values()),
        "## Rules at the boundaries\n\n" + _rules(ontology.rules.values()),
        "## Contexts\n\nOf the passage, any number.\n\n" + _list(ontology.contexts),
        "## Actors\n\nThe country is an ISO 3166-1 alpha-3 code, `KOS` for Kosovo, or one of these:\n\n"
        + _list(ontology.nonstate)
        + "\n\nSectors:\n\n"
        + _list(ontology.sectors),
    ]
    return "\n\n".join(parts) + "\n"


def _list(entries: Mapping[str, str]) -> str:
    return "\n".join(f"* `{name}`: {text}" for name, text in entries.items())


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _overview(ontology: Ontology) -> str:
    return _table(
        ("type", "quad class", "score", "CAMEO", "needs a recipient", "modes"),
        (
            (
                f"[{entry.name}](#{entry.name.lower()})",
                f"{entry.quad} {ontology.quads[entry.quad]}",
                f"{entry.score:+g}",
                entry.cameo.code,
                "yes" if entry.needs_recipient else "no",
                ", ".join(entry.modes) or "none",
            )
            for entry in ontology.types.values()
        ),
    )


def _type(entry: EventType, ontology: Ontology) -> str:
    return "\n\n".join(_type_parts(entry, ontology))


def _type_parts(entry: EventType, ontology: Ontology) -> Iterator[str]:
    yield f"## {entry.name}"
    yield entry.definition
    yield (
        f"Quad class {entry.quad}, {ontology.quads[entry.quad]}. Score {entry.score:+g}. "
        f"CAMEO {entry.cameo.code}, which loses {entry.cameo.loses}."
    )
    if entry.modes:
        yield _table(
            ("mode", "meaning", "score", "CAMEO", "loses"),
            (
                (f"`{mode.name}`", mode.definition, f"{mode.score:+g}", mode.cameo.code, mode.cameo.loses)
                for mode in entry.modes.values()
            ),
        )
    if entry.about:
        yield _codes("about", entry.about)
    if entry.contexts:
        yield _codes("context", entry.contexts)
    yield "Rules: " + ", ".join(f"`{rule}`" for rule in entry.rules) + "."


def _codes(head: str, codes: Mapping[str, Cameo]) -> str:
    rows = ((f"`{key}`", code.code + _only(code), code.loses) for key, code in codes.items())
    return _table((head, "CAMEO", "loses"), rows)


def _only(code: Cameo) -> str:
    return f" (only with {', '.join(code.modes)})" if code.modes else ""


def _rules(rules: Iterable[Rule]) -> str:
    return _table(
        ("rule", "looks like", "coded as", "", "because"),
        ((f"`{rule.name}`", rule.looks_like, rule.coded_as or "nothing", rule.text, rule.reason) for rule in rules),
    )


if __name__ == "__main__":
    sys.stdout.write(render(load()))
