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
        "© 2020 Tigris Wire": "copyright",
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


BODY = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
HEADLINE = "Iraq, U.S. open talks by video"


def page(*, title, above="", head="", under="", body=BODY, below="", meta=""):
    return (
        f'<html><head><title>{title}</title><meta name="date" content="2020-06-11">{meta}</head><body>{above}<main>'
        f"{head}<h1>{HEADLINE}</h1>{under}<div>{body}</div></main>{below}</body></html>"
    )


HARD_PAGES = {
    "a masthead that is a date": (
        page(
            title=f"{HEADLINE} - Tigris Post Online",
            above='<div id="masthead"><img src="l.gif"><span>Thursday, June 11, 2020</span></div>',
            under='<div class="meta">By Sara Hadi, Tigris Wire &middot; Published 18:05, 11 June 2020</div>',
            below="<div>Copyright 2020 Tigris Post Publishing Co. | Contact us</div>",
        ),
        "Tigris Post Online",
        {
            "Thursday, June 11, 2020": "byline",
            "By Sara Hadi, Tigris Wire · Published 18:05, 11 June 2020": "byline",
            "Copyright 2020 Tigris Post Publishing Co. | Contact us": "copyright",
        },
    ),
    "inline parts without blanks": (
        page(
            title=f"{HEADLINE} | Levant Ledger",
            above='<header class="masthead"><a href="/"><span class="logo">Levant Ledger</span></a><span class="ed">Gulf '
            'edition</span></header><nav><a href="/r">Rivers</a><a href="/m">Money</a><a href="/c">Chess</a></nav>',
            head='<p class="kicker">Analysis</p>',
            body=BODY.replace("American", "<b>A</b>merican").replace("video", "<span>vi</span><a href='/d'>deo</a>"),
            below='<div class="sidebar"><h3>Related stories</h3><ul><li><a>Rockets land near embassy</a></li></ul></div>',
        ),
        "Levant Ledger",
        {
            "Levant Ledger": "masthead",
            "Gulf edition": "masthead",
            "Rivers Money Chess": "navigation",
            "Analysis": "navigation",
            "Related stories": "related",
            "Rockets land near embassy": "related",
        },
    ),
    "a page of tables": (
        page(
            title=f"Two Rivers Gazette :: World :: {HEADLINE}",
            above="<table><tr><td><font>Two Rivers Gazette</font><br><i>Thursday, June 11, 2020 | Archive | RSS</i></td>"
            "</tr><tr><td><b>Related stories</b><br><a>Border guards jailed over mutiny</a><br><a>Fishermen protest after "
            "boat is seized</a></td></tr></table>",
            under="<i>By Sara Hadi</i><br>",
            below="<div><b>Morning Rivers</b><br>Our best stories before breakfast. <a>Register now</a></div>",
        ),
        "Two Rivers Gazette",
        {
            "Two Rivers Gazette": "masthead",
            "Thursday, June 11, 2020 | Archive | RSS": "byline",
            "Related stories": "related",
            "Border guards jailed over mutiny": "related",
            "Fishermen protest after boat is seized": "related",
            "By Sara Hadi": "byline",
            "Morning Rivers": "promo",
            "Our best stories before breakfast. Register now": "promo",
        },
    ),
    "a masthead that is a heading": (
        page(
            title=f"{HEADLINE} | The Marsh Courier",
            above='<div id="masthead"><h1>The Marsh Courier</h1><span class="motto">Every reed counts</span></div>',
            under="<p>Sara Hadi in Baghdad</p>",
            below='<p>(Additional reporting by Omar Aziz)</p><div id="footer">&copy; 2020 Marsh Courier Ltd.</div>',
        ),
        "The Marsh Courier",
        {
            "The Marsh Courier": "masthead",
            "Every reed counts": "slogan",
            "Sara Hadi in Baghdad": "byline",
            "(Additional reporting by Omar Aziz)": "byline",
            "© 2020 Marsh Courier Ltd.": "copyright",
        },
    ),
    "short reports": (
        page(
            title=f"{HEADLINE} - Gulf Beacon",
            body=f"<p><b>Talks open</b></p>{BODY}<p><b>Teachers back at work</b></p>"
            "<p>BASRA (TW) - Teachers in Basra went back to work on Thursday after a strike of nine days.</p>"
            "<p>They had asked for the wages of two months.</p>",
            below="<p>An earlier version of this report gave another number of days.</p><p>© Gulf Beacon 2020</p>",
        ),
        "Gulf Beacon",
        {"Talks open": "headline", "Teachers back at work": "headline", "© Gulf Beacon 2020": "copyright"},
    ),
}


@pytest.mark.parametrize("name", HARD_PAGES)
def test_hard_pages(name):
    markup, publisher, expected = HARD_PAGES[name]
    document = read_html(markup, Known())
    assert (document.title, document.publisher) == (HEADLINE, publisher)
    found = kinds(document)
    assert found.pop(HEADLINE) == "headline"
    assert {line: found.get(line) for line in expected} == expected
    assert story(document)[: len(PARAGRAPHS)] == PARAGRAPHS


@pytest.mark.parametrize(
    ("title", "name", "publisher"),
    [
        (HEADLINE, "Wednesday 10 June", "TW"),
        (f"{HEADLINE} | World", "World", "TW"),
        (f"{HEADLINE} | Iraq Letter | World", "Iraq Letter", "Iraq Letter"),
    ],
)
def test_what_names_no_paper(title, name, publisher):
    document = read_html(page(title=title, above=f'<div class="logo">{name}</div>'), Known())
    assert document.publisher == publisher


def test_a_drop_cap_stays_in_its_word():
    body = BODY.replace("<p>The talks", "<p><span class='cap'>T</span><span>he talks</span>", 1)
    assert PARAGRAPHS[1] in story(read_html(page(title=HEADLINE, body=body), Known()))
