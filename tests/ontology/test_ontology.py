"""The ontology holds together, and the decisions of the design stand."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import ontology
from dragoman.errors import SettingError
from dragoman.ontology import codebook

PLOVER = ontology.load()
TYPES = sorted(PLOVER.types)
MODES = [(name, mode) for name, entry in PLOVER.types.items() for mode in entry.modes]
ROOT = Path(__file__).parents[2]


@st.composite
def coded(draw):
    name = draw(st.sampled_from(TYPES))
    modes = sorted(PLOVER.types[name].modes)
    return name, draw(st.lists(st.sampled_from(modes), unique=True)) if modes else []


def test_plover_is_complete():
    assert len(TYPES) == 16
    assert len(PLOVER.contexts) == 37
    assert len(MODES) == 67
    assert len(PLOVER.nonstate) == 7


def test_decisions_of_the_design():
    assert ontology.score("ACCUSE") == -3
    assert ontology.quad("SANCTION") == 4
    assert ontology.score("PROTEST", ["vandalize"]) == ontology.score("PROTEST", ["obstruct"]) == -4.5
    assert ontology.quad("CONCEDE") == 1


@pytest.mark.parametrize("name", TYPES)
def test_sign_of_score_goes_with_quad_class(name):
    entry = PLOVER.types[name]
    friendly = entry.quad in {1, 2}
    for score in [entry.score, *(mode.score for mode in entry.modes.values())]:
        assert -10 <= score <= 10
        if name != "REQUEST":  # asking for help or talks is near zero on either side
            assert (score > 0) == friendly


def test_strongest_mode_decides():
    assert ontology.score("ASSAULT", ["beat", "aerial"]) == -9.5
    assert ontology.cameo("ASSAULT", ["beat", "aerial"]) == "195"


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("AGREE",), "030"),
        (("AGREE", (), "AID"), "033"),
        (("AGREE", (), "RETREAT", ["withdraw"]), "0356"),
        (("REQUEST", ["assist"]), "023"),
        (("REQUEST", ["yield"], "RETREAT", ["ceasefire"]), "0256"),
        (("ACCUSE", ["allege"], "ASSAULT"), "1123"),
        (("ACCUSE", ["disapprove"], "ASSAULT"), "111"),
        (("ACCUSE", ["investigate"], "ASSAULT"), "090"),
        (("THREATEN", ["violence"], "ASSAULT", ["unconventional"]), "1385"),
        (("THREATEN", [], "ASSAULT", ["aerial"]), "138"),
        (("REJECT", ["meet"], "CONSULT"), "125"),
        (("AID", (), None, (), ["military", "disasters"]), "072"),
        (("CONSULT", ["visit"], None, (), ["military"]), "042"),
    ],
)
def test_cameo(args, code):
    assert ontology.cameo(*args) == code


@given(coded(), st.none() | coded(), st.lists(st.sampled_from(sorted(PLOVER.contexts))))
def test_every_event_has_a_cameo_code_and_a_score(event, about, contexts):
    ontology.check(*event)
    code = ontology.cameo(*event, *(about or (None, ())), contexts)
    assert re.fullmatch(r"(0[2-9]|1\d|20)\d{1,2}", code)
    assert -10 <= ontology.score(*event) <= 10


def test_rules_named_by_types_exist_and_name_types():
    assert {rule for entry in PLOVER.types.values() for rule in entry.rules} == set(PLOVER.rules)
    for rule in PLOVER.rules.values():
        assert {rule.looks_like, rule.coded_as} <= {*TYPES, None}


def test_about_and_context_keys_are_of_the_ontology():
    for entry in PLOVER.types.values():
        assert set(entry.contexts) <= set(PLOVER.contexts)
        for key, code in entry.about.items():
            name, _, mode = key.partition("/")
            ontology.check(name, [mode] if mode else [])
            ontology.check(entry.name, code.modes)


@pytest.mark.parametrize("name", ["FIGHT", "assault", "", "DEMAND"])
def test_unknown_type_is_told(name):
    with pytest.raises(SettingError, match="no event type"):
        ontology.quad(name)


def test_unknown_mode_is_told():
    with pytest.raises(SettingError, match="AGREE has no mode 'visit'; its modes are: none"):
        ontology.check("AGREE", ["visit"])


def test_codebook_is_in_step():
    assert (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8") == codebook.render(PLOVER), (
        "run: python -m dragoman.ontology.codebook > docs/codebook.md"
    )


def test_codebook_tells_everything():
    page = codebook.render(PLOVER)
    for name in [*TYPES, *PLOVER.contexts, *PLOVER.rules, *PLOVER.sectors, *PLOVER.nonstate]:
        assert name in page
