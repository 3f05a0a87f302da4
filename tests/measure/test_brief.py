"""The picture of a period: every line has words and a source, and nothing in a story becomes mark-up."""

from __future__ import annotations

import re

import pytest
from world import World, day

from dragoman.errors import SettingError
from dragoman.measure import brief


@pytest.fixture
def january():
    world = World()
    world.document("2020-01-05", "main", text="x", url="https://harbour.example/1")
    world.group(
        "ASSAULT/aerial", "USA:MIL", "IRQ:PRM", "2020-01-03", doc_id="main", sentence="A *drone* hit <two> cars."
    )
    world.group("REQUEST", "IRQ:LEG", "USA", "2020-01-05", about="RETREAT", sentence="It told the troops to go.")
    world.group(
        "AGREE",
        "USA",
        "IRQ",
        "2020-01-20",
        published="2020-01-06",
        status="planned",
        about="CONSULT",
        sentence="They will meet by the 20th.",
        when={"text": "by the 20th", "start": 0, "end": 1, "from": day("2020-01-20"), "to": day("2020-01-20")},
    )
    world.group("AID", "USA", "IRQ", "2019-12-20", sentence="It sent bread.")
    reports = [
        world.event("ASSAULT", "", "USA", "2020-01-08", doc_id=f"r{n}", sentence=f"It killed {n}.") for n in (5, 12)
    ]
    values = [{"value": str(n), "events": [e["event_id"]]} for n, e in zip((5, 12), reports, strict=True)]
    world.group("ASSAULT", on="2020-01-08", events=reports, conflicts=[{"field": "killed", "values": values}])
    world.group("ACCUSE", "USA", "IRN", "2020-01-08", doc_id="r5", about="ASSAULT", sentence="It blamed Iran.")
    world.figure("5,200 troops", 5200, "5,200 troops are in Iraq.", published="2020-01-06", holder="USA", where="IRQ")
    world.relation("worsen", "USA IRQ", "2020-01-06", "Ties sank to a new low.")
    return world


JANUARY = (day("2020-01-01"), day("2020-01-31"))
QUOTES = [
    "It told the troops to go.",
    "They will meet by the 20th.",
    "It killed 5.",
    "It killed 12.",
    "It blamed Iran.",
    "5,200 troops are in Iraq.",
    "Ties sank to a new low.",
]


@pytest.mark.parametrize("form", ["md", "html"])
def test_it_quotes_what_matters(january, form):
    page = brief(january.link(), *JANUARY, form=form, caption="Drawn by hand.")
    assert [quote for quote in QUOTES if quote not in page] == []
    assert "It sent bread" not in page
    assert "Drawn by hand." in page


def test_every_line_quotes_and_cites(january):
    lines = [line for line in brief(january.link(), *JANUARY).splitlines() if line.startswith("- ")]
    assert len(lines) > 9
    assert [line for line in lines if not re.search(r"“.+” \(Harbour Wire, \d{4}-\d\d-\d\d, \w+\)$", line)] == []


def test_stories_are_text_and_not_markup(january):
    assert r"A \*drone\* hit \<two\> cars." in brief(january.link(), *JANUARY)
    page = brief(january.link(), *JANUARY, form="html")
    assert "hit &lt;two&gt; cars." in page
    assert "<a href='https://harbour.example/1'>" in page


def test_a_link_of_another_kind_is_not_followed(january):
    january.rows["documents"][0]["url"] = "javascript:alert(1)"
    assert "javascript" not in brief(january.link(), *JANUARY, form="html")


def test_relations_move_against_the_days_before(january):
    page = brief(january.link(), *JANUARY)
    assert "IRQ and USA: sum of scores -7.0, before +10.0" in page


def test_deadlines_and_fates(january):
    january.group("CONSULT", "USA IRQ", "", "2020-02-05", sentence="They met.")
    february = brief(january.link(), day("2020-02-01"), day("2020-02-29"))
    assert "2020-02-05, kept (CONSULT): promise by USA to IRQ about CONSULT" in february
    assert "2020-01-20, promise by USA to IRQ about CONSULT, until 2020-01-20: open" not in february
    assert "2020-01-20, promise by USA to IRQ about CONSULT, until 2020-01-20: kept" not in february


def test_a_section_without_a_line_is_left_out(january):
    page = brief(january.link(), day("2021-01-01"), day("2021-01-31"))
    assert page.startswith("# 2021-01-01 to 2021-01-31\n\n0 documents of 0 publishers.")
    assert "What weighed most" not in page


def test_it_is_the_same_twice(january):
    assert brief(january.link(), *JANUARY) == brief(january.link(), *JANUARY)


def test_bad_questions_are_told(january):
    with pytest.raises(SettingError, match="before the first"):
        brief(january.link(), JANUARY[1], JANUARY[0])
    with pytest.raises(SettingError, match="no form"):
        brief(january.link(), *JANUARY, form="pdf")
