"""Dictionaries of actors that people own."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import InputError
from dragoman.resolve.actors import ActorResolver
from dragoman.resolve.dictionaries import Dictionary, merged, read_dictionary
from dragoman.resolve.table import ActorTable, Identity

PETRARCH = """\
# actors of our own
AZMAR_FRONT_ ; a group
+AZMAR_FREE_FRONT
\t[IRQREB]
NURI_TALABANI_
\t[IRQELI <20050101]
\t[IRQGOV 050101-101231]
NOBODY_
BAD_ONE_ [QQQGOV]
LATE_ONE_ [IRQGOV 20]
"""
AGENTS = "GENDARME_ {GENDARMES_} [~COP]\nHERDSMAN_ {HERDSMEN_} [~CVL]\n!{PERSON}\nBROKEN line\n"
FOLLOWED = """\
{"id":"a","schema":"Person","properties":{"name":["Jane Q. Novak"],"nationality":["cz"],"topics":["role.pep"]}}
{"id":"b","schema":"Ownership","properties":{}}
not json
"""
TABLE = """\
name,aliases,country,sectors,since,until,kind
Sand Wolves,Wolves of the Sand;Pack Nine,LY,REB,2015,,group
,,LY,REB,,,
Ypsilon,,ZZZ,GOV,,,
Zet,,LBY,GOV,last year,,
Omega,,LBY,GOV,,,ghost
"""


@pytest.fixture(scope="module")
def table() -> ActorTable:
    return ActorTable.load()


def read(text: str, table: ActorTable) -> tuple[Dictionary, list[int]]:
    dictionary, faults = read_dictionary(text, "own.txt", table.compiled)
    return dictionary, [fault.line for fault in faults]


def who(name: str, table: ActorTable, dictionary: Dictionary, on: date | None = None) -> Identity:
    own = ActorTable(merged(table.compiled, [dictionary]))
    return ActorResolver(own, on=on).resolve(name, name, 0)


def test_petrarch_actors(table: ActorTable) -> None:
    dictionary, faults = read(PETRARCH, table)
    assert faults == [8, 9, 10]
    assert who("the Azmar Free Front", table, dictionary).code == "IRQREB"
    assert who("Nuri Talabani", table, dictionary, date(2008, 5, 1)).code == "IRQGOV"
    assert who("Nuri Talabani", table, dictionary, date(2001, 5, 1)).code == "IRQELI"


def test_petrarch_agents(table: ActorTable) -> None:
    dictionary, faults = read(AGENTS, table)
    assert faults == [4]
    assert who("two Turkish gendarmes", table, dictionary).code == "TURCOP"
    assert who("Nigerian herdsmen", table, dictionary).code == "NGACVL"


def test_follow_the_money(table: ActorTable) -> None:
    dictionary, faults = read(FOLLOWED, table)
    assert faults == [3]
    assert who("Jane Q. Novak", table, dictionary).code == "CZEGOV"


def test_a_table(table: ActorTable) -> None:
    dictionary, faults = read(TABLE, table)
    assert faults == [3, 4, 5, 6]
    found = who("Pack Nine", table, dictionary)
    assert (found.name, found.code) == ("Sand Wolves", "LBYREB")


def test_own_actors_come_before_the_packaged_ones(table: ActorTable) -> None:
    dictionary, _ = read("name,country,sectors,kind\nHezbollah,XYZ,GOV,\nHezbollah,LBN,GOV,organisation\n", table)
    assert who("Hezbollah", table, Dictionary(source="none")).code != "LBNGOV"
    assert who("Hezbollah", table, dictionary).code == "LBNGOV"


def test_what_is_no_dictionary_says_what_would_be(table: ActorTable) -> None:
    with pytest.raises(InputError, match="PETRARCH actors or agents"):
        read("Dear reader,\nthis is a letter.\n", table)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(line=st.text(max_size=200), sound=st.sampled_from([PETRARCH, AGENTS, FOLLOWED, TABLE]))
def test_any_line_is_read_or_told(table: ActorTable, line: str, sound: str) -> None:
    dictionary, _ = read_dictionary(f"{sound}{line}\n", "own.txt", table.compiled)
    assert dictionary.actors or dictionary.nouns
