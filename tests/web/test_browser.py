"""The page in a real browser: every page, keys, two windows, a hostile story, accessibility."""

from __future__ import annotations

import os
import shutil
import threading

import pytest
from served import hostile, serving

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="the browser tests need Debian's chromium")

PAGES = [
    "overview",
    "timeline",
    "map",
    "network",
    "commitments",
    "presence",
    "search?q=troops",
    "review",
    "actor?id=IRQ",
]
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="module")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(sample, tmp_path_factory):
    from dragoman.store import Project

    folder = tmp_path_factory.mktemp("browser") / "project"
    shutil.copytree(sample, folder)
    with serving(Project.open(folder), user="maria") as found:
        yield found


@pytest.fixture
def window(chromium):
    opened = []

    def make(**how):
        context = chromium.new_context(viewport={"width": 1200, "height": 900}, **how)
        opened.append(context)
        page = context.new_page()
        page.problems = []
        page.on("console", lambda m: page.problems.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: page.problems.append(str(e)))
        page.on(
            "request",
            lambda r: None if r.url.startswith(("http://127.0.0.1", "data:", "blob:")) else page.problems.append(r.url),
        )
        return page

    yield make
    for context in opened:
        context.close()


def visit(page, url: str):
    page.goto(url)
    page.wait_for_selector("#page[data-ready]")
    return page


def linked(page, address: str, which: str) -> str:
    """The address of the first article or group that the overview leads to."""
    visit(page, f"{address}/overview")
    return page.locator(f"a[href^='/{which}?']").first.get_attribute("href")


@pytest.mark.parametrize("name", [*PAGES, "article", "group"])
def test_every_page_draws_and_is_accessible(window, address, name):
    from axe_playwright_python.sync_playwright import Axe

    page = window()
    path = linked(page, address, name) if name in {"article", "group"} else f"/{name}"
    visit(page, address + path)
    assert page.locator(".error").count() == 0
    assert page.problems == []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = [v for v in Axe().run(page).response["violations"] if v["impact"] in SERIOUS]
        assert found == [], [(v["id"], [n["html"][:200] for n in v["nodes"]][:3]) for v in found]
    page.set_viewport_size({"width": 400, "height": 800})
    page.reload()
    page.wait_for_selector("#page[data-ready]")
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


def test_filters_are_in_the_address_and_come_back_from_it(window, address):
    page = visit(window(), f"{address}/search")
    page.get_by_role("searchbox").fill("troops")
    page.get_by_label("Type").select_option("RETREAT")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/search?*")
    page.wait_for_selector("#page[data-ready]")
    assert "q=troops" in page.url
    assert "type=RETREAT" in page.url
    assert "since" not in page.url
    assert page.get_by_role("searchbox").input_value() == "troops"
    assert set(page.locator("td .tag").all_inner_texts()) <= {
        t for t in page.locator("td .tag").all_inner_texts() if "RETREAT" in t
    }


def test_review_with_keys_and_its_effect_elsewhere(window, address):
    page = visit(window(), f"{address}/review")
    first = page.locator("section[data-event]").get_attribute("data-event")
    doc = page.locator("section[data-event] a").first.get_attribute("href").split("&")[0]
    page.keyboard.press("x")
    page.get_by_text("Rejected:").wait_for()
    second = page.locator("section[data-event]").get_attribute("data-event")
    assert second != first
    other = visit(window(), address + doc)
    assert first not in other.content()
    assert first not in other.request.get(address + doc.replace("/article", "/article.json")).text()
    page.keyboard.press("Space")
    page.wait_for_function("id => document.querySelector('section[data-event]').dataset.event !== id", arg=second)
    page.keyboard.press("Backspace")
    page.get_by_text("Taken back.").wait_for()
    assert first in other.request.get(address + doc.replace("/article", "/article.json")).text()
    assert page.problems == []


def test_an_edit_in_the_page(window, address):
    page = visit(window(), f"{address}/review")
    event = page.locator("section[data-event]").get_attribute("data-event")
    page.keyboard.press("e")
    form = page.locator("#edit form")
    form.get_by_label("Type").select_option("AID")
    form.get_by_label("Modes, by comma").fill("")
    form.get_by_label("Country (ISO-3)").fill("PER")
    form.get_by_label("Place", exact=True).fill("Lima")
    form.get_by_role("button", name="Save").click()
    page.get_by_text("Edited:").wait_for()
    found = page.request.get(f"{address}/search.json?type=AID&country=PER").json()["rows"]
    assert event in {r["event_id"] for r in found}


def test_two_windows_review_at_once(window, address):
    one, two = window(), window()
    for page, who in ((one, "ann"), (two, "bo")):
        page.add_init_script(f"localStorage.setItem('dragoman-user', '{who}')")
        visit(page, f"{address}/review?type=CONSULT")
    same = one.locator("section[data-event]").get_attribute("data-event")
    assert two.locator("section[data-event]").get_attribute("data-event") == same
    one.keyboard.press("a")
    one.get_by_text("Accepted:").wait_for()
    two.keyboard.press("a")
    two.get_by_text("Accepted:").wait_for()
    two.reload()
    two.get_by_text("1 events, 100 % alike").wait_for()


def test_groups_are_parted_and_joined_in_the_page(window, address):
    page = window()
    rows = page.request.get(f"{address}/map.json").json()["rows"]
    big = max(rows, key=lambda g: g["reports"])
    visit(page, f"{address}/group?id={big['group_id']}")
    before = page.locator("article.card").count()
    page.get_by_role("button", name="Part from the group").last.click()
    page.get_by_text("has a group of its own").wait_for()
    assert page.locator("article.card").count() == before - 1
    page.get_by_role("button", name="Undo").click()
    page.wait_for_function("n => document.querySelectorAll('article.card').length === n", arg=before)


def test_a_marked_span_tells_what_it_is(window, address):
    page = window()
    visit(page, address + linked(page, address, "article").split("&")[0])
    span = page.locator(".story .m-trigger[tabindex]").first
    span.focus()
    told = page.locator("aside").inner_text()
    assert "confidence" in told
    assert "model" in told


def test_candidates_are_shown_on_demand(window, address):
    page = window()
    visit(page, address + linked(page, address, "article"))
    page.locator("aside summary").first.click()
    page.locator("aside details li").first.wait_for()
    assert page.problems == []


def test_pictures_are_saved_with_their_caption(window, address):
    page = visit(window(), f"{address}/timeline")
    for form in ("SVG", "PNG", "CSV"):
        with page.expect_download() as saved:
            page.locator("figure").first.get_by_text(form, exact=True).click()
        data = saved.value.path().read_bytes()
        assert data.startswith({"SVG": b"<svg", "PNG": b"\x89PNG", "CSV": b"period"}[form])
        assert form != "SVG" or b"dragoman 0" in data


def test_a_hostile_story_does_nothing(window, tmp_path):
    with serving(hostile(tmp_path / "p")) as address:
        page = window()
        page.set_default_timeout(20_000)
        within = [linked(page, address, which) for which in ("group", "article")]
        pages = ("/overview", "/search", "/review", "/map", "/network", "/timeline", "/actor?id=MLI", *within)
        for width in (400, 1200):
            page.set_viewport_size({"width": width, "height": 900})
            for path in pages:
                visit(page, address + path)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate("window.hacked") is None
        assert page.locator("#page img, #page script").count() == 0
        assert page.locator("a[href^='javascript']").count() == 0
        assert len(page.locator(".story").inner_text()) > 200_000
        assert page.locator(".furniture").count() >= 1
        assert page.problems == []


def test_an_empty_folder_says_what_to_do(window, tmp_path):
    from dragoman.store import Project

    with serving(Project.create(tmp_path / "empty")) as address:
        for name in ("overview", "timeline", "map", "network", "commitments", "presence", "search", "review"):
            page = visit(window(), f"{address}/{name}")
            assert page.locator(".error").count() == 0
            assert page.problems == []
        page = visit(window(), f"{address}/overview")
        assert "dragoman code" in page.locator("#page").inner_text()
        assert visit(page, f"{address}/search?since=soon").locator(".error").count() == 1


def test_the_address_of_a_running_server_serves_many_at_once(address):
    import urllib.request

    found = []

    def ask() -> None:
        with urllib.request.urlopen(f"{address}/overview.json") as answer:
            found.append(answer.status)

    threads = [threading.Thread(target=ask) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [200] * 16
