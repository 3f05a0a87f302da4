"""What else a name may mean."""

from __future__ import annotations

from dragoman.run.candidates import MOST, Candidates


def test_places_of_a_name_come_by_weight_and_are_not_endless():
    found = Candidates().places("San Antonio")
    assert 1 < len(found) <= MOST
    assert [p["weight"] for p in found] == sorted((p["weight"] for p in found), reverse=True)
    assert Candidates().places("Qwertyuiop") == []


def test_an_actor_has_offices_with_days():
    [biden] = Candidates().actors("Joe Biden")
    assert {"2009", "2021"} <= {o["since"][:4] for o in biden["offices"]}
    assert Candidates().actors("nobody at all") == []
