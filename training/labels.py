"""What the model can say: layers, labels and roles, in the order of its outputs; saved beside the weights."""

from __future__ import annotations

from check_corpus import CONTEXTS as CONTEXT_SET
from check_corpus import MODES

LAYERS = ["event", "relation", "figure", "actor", "place", "time", "quantity"]
KINDS = LAYERS[3:]  # mentions; the layers before them hold triggers
EVENT_TYPES = list(MODES)
RELATIONS = ["improve", "worsen", "normal", "severed"]
FIGURES = ["forces", "killed", "injured", "detained", "displaced", "aid", "trade", "cases", "votes", "weapons"]
TASKS = {"event": EVENT_TYPES, "relation": RELATIONS, "figure": FIGURES}
LABELS = ["none", *EVENT_TYPES, *RELATIONS, *FIGURES]
CODES = [f"{kind}/{mode}" for kind, modes in MODES.items() for mode in modes.split()]
STATUSES = ["actual", "planned", "hypothetical", "negated", "historical"]
ABOUT = ["none", *EVENT_TYPES]
ROLES = ["none", "actor", "recipient", "said_by", "when", "where", "killed", "injured", "detained", "displaced"]
CONTEXTS = sorted(CONTEXT_SET)


def kind_of(role: str) -> str:
    """The kind of mention that plays a role."""
    return {"when": "time", "where": "place", "actor": "actor", "recipient": "actor", "said_by": "actor"}.get(
        role, "quantity"
    )


def as_json() -> dict[str, object]:
    """The labels as the runtime reads them."""
    return {
        "layers": LAYERS,
        "kinds": KINDS,
        "tasks": TASKS,
        "labels": LABELS,
        "codes": CODES,
        "statuses": STATUSES,
        "about": ABOUT,
        "roles": ROLES,
        "contexts": CONTEXTS,
        "role_kinds": {r: kind_of(r) for r in ROLES[1:]},
    }
