"""Web pages: the article is the story, everything else that is seen is kept and set apart."""

from datetime import date

import pytest

from dragoman.errors import InputError
from dragoman.read import read_documents
from dragoman.read.html import read_html
from dragoman.read.identify import Known
from dragoman.records import Document, Failure

PARAGRAPHS = [
    "BAGHDAD (TW) - Iraq and the United States opened a strategic dialogue on Thursday about American troops.",
    "The talks were held by video because of the pandemic, and the delegations were led by senior diplomats.",
    "Some 5,200 American soldiers are stationed in Iraq, most of them to train and advise the army in its fight.",
    "A joint statement said that the United States would reduce the number of its troops over the coming months.",
    "The two sides will meet again in Washington in July, the foreign ministry in Baghdad said in its own statement.",
]
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Talks open - Tigris Wire</title>
<meta property="og:site_name" content="Tigris Wire"><meta property="og:title" content="Iraq, U.S. open talks by video">
<meta property="article:published_time" content="2020-06-11T10:00:00Z">
<link rel="canonical" href="https://wire.example/world/talks"></head><body>
<header><div class="logo">Tigris Wire</div><nav><ul><li><a href="/">Home</a></li>
<li><a href="/w">World</a></li></ul></nav></header>
<main><article><h1>Iraq, U.S. open talks by video</h1><p class="byline">By Sara Hadi</p>
<figure><img src="a.jpg"><figcaption>The foreign minister at his desk in Baghdad.</figcaption></figure>
<p>{PARAGRAPHS[0]}</p>
<p>{PARAGRAPHS[1]}</p>
<aside class="related"><a href="/r">Rockets land near embassy in Baghdad</a></aside>
<p>{PARAGRAPHS[2]}</p><h2>Troops to go</h2><p>{PARAGRAPHS[3]}</p><script>var a = 1;</script>
<p>{PARAGRAPHS[4]}</p></article></main>
<div class="newsletter">Sign up for our newsletter</div><p style="display: none">Hidden words</p>
<footer><p>© 2020 Tigris Wire</p></footer></body></html>"""


def kinds(document):
    return {document.text[one.start : one.end]: one.kind for one in document.furniture}


def story(document):
    edges = [edge for one in document.furniture for edge in (one.start, one.end)]
    parts = zip([0, *edges[1::2]], [*edges[::2], len(document.text)], strict=True)
    return [line for start, end in parts for line in document.text[start:end].split("\n") if line.strip()]


def test_the_article_is_the_story_and_the_rest_is_furniture():
    document = read_html(PAGE, Known())
    assert story(document) == PARAGRAPHS
    assert kinds(document) == {
        "Tigris Wire": "masthead",
        "Home": "navigation",
        "World": "navigation",
        "Iraq, U.S. open talks by video": "headline",
        "By Sara Hadi": "byline",
        "The foreign minister at his desk in Baghdad.": "caption",
        "Rockets land near embassy in Baghdad": "related",
        "Troops to go": "headline",
        "Sign up for our newsletter": "promo",
        "© 2020 Tigris Wire": "navigation",
    }


def test_what_the_page_says_of_itself():
    document = read_html(PAGE, Known())
    assert document.title == "Iraq, U.S. open talks by video"
    assert (document.published, document.published_from) == (date(2020, 6, 11), "metadata")
    assert (document.publisher, document.url) == ("Tigris Wire", "https://wire.example/world/talks")
    assert document.language == "en"


def test_the_address_dates_a_page_without_a_date():
    page = PAGE.replace("2020-06-11T10:00:00Z", "").replace("/world/talks", "/2020/06/12/talks")
    assert read_html(page, Known()).published == date(2020, 6, 12)


def test_a_date_to_come_is_read():
    page = PAGE.replace("2020-06-11", "2091-06-11")
    assert read_html(page, Known()).published == date(2091, 6, 11)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Troops left the base on Sunday.",
        "<html><body><div><p>Troops left the base on Sunday.</div></p></span></body>",
        "<HTML><BODY><table><tr><td>Troops left the base on Sunday.",
        "<p>Troops left the base on Sunday.</p></html></html><<<>><",
        "<?xml version='1.0' encoding='utf-8'?><html><p>Troops left the base on Sunday.</p></html>",
        "<div>" * 1000 + "Troops left the base on Sunday.",
    ],
)
def test_broken_pages_are_read(markup):
    assert "Troops left the base on Sunday." in read_html(markup, Known()).text


@pytest.mark.parametrize(
    "markup",
    ["<html></html>", "<html><body><nav>Home</nav></body></html>", "<html><script>run()</script></html>", "<!-- x -->"],
)
def test_pages_without_an_article_are_told(markup):
    with pytest.raises(InputError) as caught:
        read_html(markup, Known())
    assert caught.value.code == "html_empty"


def test_absurd_menus_are_cut():
    menu = "".join(f"<li><a href='/{number}'>Section number {number}</a></li>" for number in range(3000))
    document = read_html(PAGE.replace("<li>", menu + "<li>", 1), Known())
    assert len(document.text) < 15_000
    assert story(document) == PARAGRAPHS


def test_a_page_among_files_is_told_by_its_content(tmp_path):
    (tmp_path / "page.txt").write_text(PAGE.replace("Tigris Wire", "Café Wire"), encoding="cp1252")
    (tmp_path / "void.html").write_text("<html><body></body></html>", encoding="utf-8")
    document, failure = read_documents([tmp_path])
    assert isinstance(document, Document)
    assert document.publisher == "Café Wire"
    assert isinstance(failure, Failure)
    assert failure.code == "html_empty"


def test_markup_of_text_is_undone():
    page = PAGE.replace("Some 5,200", "Some&nbsp;<b>5,200</b>").replace("in July", "in <a href='/j'>July</a>")
    assert story(read_html(page, Known())) == [line.replace("Some 5", "Some 5") for line in PARAGRAPHS]
