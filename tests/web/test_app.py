"""The addresses of the page: values, tables, decisions, and what is refused."""

from __future__ import annotations

import csv
import io
import re
import time
from datetime import date

import pytest
from served import hostile
from starlette.testclient import TestClient

from dragoman.errors import SettingError
from dragoman.records import Coded, Document
from dragoman.store import Project
from dragoman.web import build
from dragoman.web.ask import asked
from dragoman.web.guard import HEADERS
from dragoman.web.pages import PAGES

BASE = "http://127.0.0.1"
NAMED = {"actor", "article", "group"}  # pages that need an id


@pytest.fixture
def client(project) -> TestClient:
    return TestClient(build(project), base_url=BASE)


def token(client: TestClient) -> str:
    return re.search(r'write-token" content="([^"]+)"', client.get("/overview").text)[1]


def decide(client: TestClient, **what):
    headers = {"x-dragoman-token": token(client), "content-type": "application/json"}
    return client.post("/decisions", json={"user": "maria", **what}, headers=headers)


def ids(client: TestClient) -> dict[str, str]:
    group = client.get("/overview.json").json()["rows"][0]
    return {"actor": "IRQ", "article": group["doc_id"], "group": group["group_id"]}


@pytest.mark.parametrize("page", sorted(PAGES))
def test_every_page_has_a_shell_values_and_a_table(client, page):
    query = {"id": ids(client)[page]} if page in NAMED else {}
    shell = client.get(f"/{page}", params=query)
    assert shell.status_code == 200
    assert f'data-page="{page}"' in shell.text
    found = client.get(f"/{page}.json", params=query)
    assert found.status_code == 200
    assert found.json()["rows"]
    assert found.json()["caption"].startswith("dragoman 0")
    rows = list(csv.DictReader(io.StringIO(client.get(f"/{page}.csv", params=query).text)))
    assert len(rows) == len(found.json()["rows"])
    assert all(shell.headers[name] == value for name, value in HEADERS.items())


def test_filters_mean_what_they_say(client):
    rows = client.get(
        "/search.json",
        params={"type": "assault", "country": "irq", "since": "2020-01-01", "until": "2020-03-31", "size": "500"},
    ).json()["rows"]
    assert rows
    assert {r["type"] for r in rows} == {"ASSAULT"}
    assert all("2020-01-01" <= ((r["when"] or {}).get("from") or r["published"]) <= "2020-03-31" for r in rows)
    sided = client.get("/map.json", params={"actor": "USA"}).json()["rows"]
    assert sided
    every = client.get("/map.json").json()["rows"]
    assert len(sided) < len(every)
    assert client.get("/map.json", params={"type": "AID,ASSAULT"}).json()["rows"]


def test_search_ranks_whole_words_and_pages(client):
    first = client.get("/search.json", params={"q": "troops", "size": "3"}).json()
    assert first["total"] > 3
    words = [r["sentence"]["text"].lower() for r in first["rows"]]
    assert all("troops" in w for w in words)
    assert re.search(r"\btroops\b", words[0])
    second = client.get("/search.json", params={"q": "troops", "size": "3", "page": "1"}).json()
    assert not {r["event_id"] for r in first["rows"]} & {r["event_id"] for r in second["rows"]}
    assert client.get("/search.json", params={"q": "'; DROP TABLE x; -- \\ [a-z"}).json()["rows"] == []


def test_a_decision_shows_everywhere_and_can_be_taken_back(client, project):
    event = client.get("/review.json").json()["rows"][0]
    words = {"q": event["sentence"]["text"].split()[0], "size": "1000"}
    seen = lambda: event["event_id"] in {r["event_id"] for r in client.get("/search.json", params=words).json()["rows"]}  # noqa: E731
    assert seen()
    done = decide(client, action="reject", id=event["event_id"])
    assert done.status_code == 200, done.text
    assert not seen()
    assert event["event_id"] not in {
        r["event_id"] for r in client.get("/article.json", params={"id": event["doc_id"]}).json()["rows"]
    }
    assert event["event_id"] not in set(project.table("events")["event_id"].to_pylist())
    assert client.get("/review.json", params={"user": "maria"}).json()["rows"][0]["event_id"] != event["event_id"]
    other = client.get("/review.json", params={"user": "li"}).json()
    assert other["rows"][0]["event_id"] == event["event_id"], "a second reviewer sees what the first one saw"
    assert decide(client, action="undo", id=done.json()["decision"]).status_code == 200
    assert seen()


def test_an_edit_moves_an_event_to_where_it_belongs(client):
    event = client.get("/review.json").json()["rows"][0]
    changes = {"type": "AID", "modes": [], "where": {"name": "Lima", "country": "PER", "lat": -12.05, "lon": -77.04}}
    assert decide(client, action="edit", id=event["event_id"], changes=changes).status_code == 200
    found = client.get("/search.json", params={"type": "AID", "country": "PER"}).json()["rows"]
    assert [r["event_id"] for r in found] == [event["event_id"]]


def test_a_commitment_is_decided(client):
    first = client.get("/commitments.json").json()["rows"][0]
    assert decide(client, action="commitment", id=first["commitment_id"], status="withdrawn").status_code == 200
    again = client.get("/commitments.json", params={"state": "withdrawn", "size": "500"}).json()["rows"]
    assert (first["commitment_id"], "person") in {(c["commitment_id"], c["decided_by"]) for c in again}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("since=yesterday", "day"),
        ("type=DANCE", "DANCE"),
        ("status=maybe", "status"),
        ("min_confidence=2", "min_confidence"),
        ("page=-1", "page"),
        ("size=100000", "size"),
        ("q=" + "a" * 300, "longer"),
    ],
)
def test_a_wrong_filter_is_told(client, query, said):
    answer = client.get(f"/search.json?{query}")
    assert answer.status_code == 400
    assert said in answer.json()["error"]


def test_what_is_not_there_is_told(client):
    for address in ("/article.json?id=none", "/group.json?id=none", "/actor.json?id=none", "/nothing", "/search.xml"):
        assert client.get(address).status_code == 404
    assert client.get("/article.json").status_code == 400
    assert client.get("/static/../app.py").status_code == 404
    assert client.get("/static/%2e%2e/app.py").status_code == 404
    assert client.get("/timeline.json?one=USA&two=USA").status_code == 400


def test_only_this_page_may_write(client):
    body = {"user": "x", "action": "reject", "id": "e1"}
    good = {"x-dragoman-token": token(client), "content-type": "application/json"}
    post = lambda **more: client.post("/decisions", json=body, headers=good | more).status_code  # noqa: E731
    assert client.post("/decisions", json=body).status_code == 403
    assert post(**{"x-dragoman-token": "wrong"}) == 403
    assert post(origin="https://evil.example") == 403
    assert post(**{"sec-fetch-site": "cross-site"}) == 403
    assert post(**{"content-type": "text/plain"}) == 415
    assert post() == 400  # no event has the id
    assert client.post("/decisions", content=b"{" + b" " * 30_000, headers=good).status_code == 413
    assert client.post("/decisions", content=b"[]", headers=good).status_code == 400
    assert client.put("/overview", headers=good).status_code == 405


def test_other_names_of_this_machine_and_long_addresses_are_refused(client):
    assert client.get("/overview", headers={"host": "evil.example"}).status_code == 421
    assert client.get("/overview", headers={"host": "localhost:8765"}).status_code == 200
    assert client.get("/overview?" + "a" * 3000).status_code == 414
    assert client.get("/" + "a" * 300).status_code == 414


def test_visitors_from_elsewhere_need_the_token(project):
    client = TestClient(build(project, token="secret"), base_url="http://news.example")
    assert client.get("/overview").status_code == 403
    assert client.get("/overview.json?token=wrong").status_code == 403
    entered = client.get("/overview?token=secret", follow_redirects=False)
    assert entered.status_code == 303
    assert "httponly" in entered.headers["set-cookie"].lower()
    assert "samesite=strict" in entered.headers["set-cookie"].lower()
    assert client.get("/overview").status_code == 200


def test_what_a_coder_adds_is_seen_and_reading_goes_on(client, project):
    before = client.get("/overview.json").json()["counts"]["documents"]
    project.add([Coded(document=Document(doc_id="new", text="Nothing.", published=date(2021, 1, 1)))], [], "dragoman x")
    until = time.monotonic() + 60
    while client.get("/overview.json").json()["counts"]["documents"] == before:
        assert time.monotonic() < until
        time.sleep(0.2)
    assert client.get("/overview.json").json()["counts"]["documents"] == before + 1


def test_an_empty_folder_has_every_page(tmp_path):
    client = TestClient(build(Project.create(tmp_path / "empty")), base_url=BASE)
    for page in set(PAGES) - NAMED:
        assert client.get(f"/{page}.json").json()["rows"] == []
        assert client.get(f"/{page}.csv").text == ""


def test_a_hostile_story_is_values_and_no_formula(tmp_path):
    client = TestClient(build(hostile(tmp_path / "p")), base_url=BASE)
    found = client.get("/article.json", params={"id": "<d'1\">"}).json()
    assert len(found["document"]["text"]) > 200_000
    assert "<script>" not in client.get("/article", params={"id": "<script>alert(1)</script>"}).text.replace(
        "<script src", ""
    )
    table = client.get("/overview.csv").text
    assert not re.search(r"(^|,)[=+@]", table)


def test_candidates_of_names_are_told(client):
    places = client.get("/candidates.json", params={"kind": "place", "words": "Tripoli"}).json()["rows"]
    assert {"LBY", "LBN"} <= {p["country"] for p in places}
    assert places == sorted(places, key=lambda p: -p["weight"])
    salih = client.get("/candidates.json", params={"kind": "actor", "id": "person:barham-salih", "words": "x"}).json()[
        "rows"
    ]
    assert any(o["since"].startswith("2018") for row in salih for o in row["offices"])
    assert client.get("/candidates.json", params={"words": "a" * 300}).status_code == 400


def test_values_are_checked():
    assert asked({"type": " assault ", "q": "", "page": "2"}).values == {"type": "ASSAULT", "page": "2"}
    with pytest.raises(SettingError):
        asked({"q": "a\x00b"})
