"""Pages as they are pasted or scraped: each line with the kind of furniture that it is, or None for the story."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.read import read_text
from dragoman.read.furniture import recognise

Page = list[tuple[str | None, str]]

PAGES: dict[str, Page] = {
    "glued masthead": [
        ("masthead", "The Tigris CourierTruth before noon, every day"),
        ("headline", "Iraq, United States open strategic dialogue by video"),
        ("caption", "Prime Minister Mustafa al-Kadhimi leads a session of the cabinet. [Tigris Courier]"),
        (None, "Iraq and the United States opened a strategic dialogue on Thursday about American troops."),
        (None, "The talks were held by video because of the pandemic."),
        ("related", "Militia leader warns of attacks on convoys"),
        (None, "Officials on both sides said the number of troops would fall over the coming months."),
        ("related", "Parliament Votes to Expel Foreign Troops"),
        (None, "No date was given."),
        ("copyright", "© 2020 The Tigris Courier. All rights reserved."),
    ],
    "bylines and dates": [
        ("headline", "Rockets land near embassy in Baghdad"),
        ("byline", "By Sara Hadi and Omar Aziz, Euphrates Wire"),
        ("byline", "Published January 26, 2020 10:32 AM"),
        (
            None,
            "BAGHDAD (EW) - Five rockets fell near the American embassy on Sunday, the security forces said.",
        ),
        (None, "Nobody was hurt, they said."),
        ("byline", "Reporting by Sara Hadi in Baghdad; Editing by Ruth Lane"),
        ("copyright", "Copyright 2020 Euphrates Wire"),
    ],
    "prompts between paragraphs": [
        ("headline", "Ministers agree on oil payments to Kurdish region"),
        (
            None,
            "The government and the Kurdish region agreed on Monday on monthly payments for oil, officials said.",
        ),
        ("promo", "Sign up for our morning newsletter to get the day's stories."),
        (None, "The first payment is due next month, according to the finance ministry in Baghdad."),
        ("promo", "Advertisement"),
        (None, "A spokesman in Erbil called the agreement a beginning and asked for a law."),
        ("promo", "Follow us on Twitter and Facebook"),
        ("promo", "Share Tweet Email Print"),
    ],
    "menu above": [
        ("navigation", "Home | World | Middle East | Business | Sport"),
        ("masthead", "Levant Observer"),
        ("headline", "Hundreds march in Nasiriyah over unpaid wages"),
        ("credit", "Photo: Karim Salem/Levant Observer"),
        (
            None,
            "Hundreds of teachers marched through Nasiriyah on Tuesday to ask for wages unpaid since May.",
        ),
        (None, "The governor promised an answer within a week, and the marchers went home at dusk."),
    ],
    "related lists below": [
        ("headline", "Coalition hands over base at Taji"),
        (
            None,
            "The coalition handed the base at Taji over to the Iraqi army on Sunday, the eighth this year.",
        ),
        (None, "Some 2,000 soldiers had been stationed there, a spokesman said."),
        ("related", "Related stories"),
        ("related", "Coalition leaves base at Qayyarah"),
        ("related", "Who still has troops in Iraq?"),
        ("related", "Most read"),
        ("related", "Heat closes offices in Basra"),
        ("related", "Dinar falls against dollar"),
    ],
    "pointers inside": [
        ("headline", "Foreign minister flies to Tehran"),
        (
            None,
            "The foreign minister flew to Tehran on Saturday for two days of talks about water and the border posts.",
        ),
        ("related", "READ MORE: Iran reopens border post at Shalamcheh"),
        (None, "He will also see the president, his office said in a statement on Friday evening."),
        ("related", "Also read: Rivers at their lowest in forty years"),
    ],
    "subheads": [
        ("headline", "What the strategic dialogue is about"),
        (None, "Delegations of both countries begin on Thursday to speak about troops, trade, energy and culture."),
        ("related", "Troops"),
        (None, "About 5,200 American soldiers are in the country, most of them to train and advise the Iraqi army."),
        ("related", "Energy"),
        (None, "Iraq buys gas and power from Iran under an exemption that ends in September."),
    ],
    "kicker and short reports": [
        ("navigation", "Analysis"),
        (None, "ERBIL (EW) - The two parties in the Kurdish region spoke on Monday about the posts in the cabinet."),
        (None, "They will meet again."),
        ("headline", "Bridge over the Zab is closed"),
        (None, "KIRKUK (EW) - Engineers closed the bridge over the Lesser Zab on Tuesday after a crack was found."),
        ("byline", "By Sara Hadi, Euphrates Wire · Published 18:05, 21 April 2020"),
        ("promo", "An earlier version of this article gave another name for the bridge."),
    ],
    "bulleted": [
        ("headline", "Parliament passes five laws before recess"),
        (None, "Parliament passed five laws on Wednesday before it went into recess, the speaker's office said:"),
        (None, "- a law on the election commission"),
        (None, "- a law on pensions for the families of the dead"),
        (None, "- a loan of 15 trillion dinars"),
        (None, "The deputies come back in September and will then take up the budget for the year."),
    ],
    "picture line with agency": [
        ("headline", "Pope meets grand ayatollah in Najaf"),
        ("caption", "Pope Francis walks to the house of Ali al-Sistani in Najaf (Reuters)"),
        (
            None,
            "Pope Francis met Grand Ayatollah Ali al-Sistani in Najaf on Saturday and asked for peace.",
        ),
        (None, "The two men spoke for fifty minutes, the Vatican said."),
    ],
    "site name and time": [
        ("masthead", "nahrain-news.com"),
        ("byline", "3 hours ago"),
        ("headline", "Drone shot down over Ain al-Asad, officer says"),
        (
            None,
            "Air defences shot down a drone over the base of Ain al-Asad before dawn on Sunday, an Iraqi officer said.",
        ),
        (None, "It carried explosives."),
        ("promo", "Download our app for breaking news"),
        ("promo", "0 Comments"),
    ],
    "agency pick-up": [
        ("headline", "Turkey shells villages in Dohuk"),
        (
            None,
            "DOHUK, Iraq (AP) — Turkish artillery shelled three villages near Dohuk overnight, the mayor said.",
        ),
        (None, "Sheep were killed and orchards burned. Nobody lives there in summer."),
        ("byline", "Associated Press writer Ali Nuri in Erbil contributed to this report."),
        ("copyright", "This material may not be published, broadcast, rewritten or redistributed without permission."),
    ],
    "captions below": [
        ("headline", "Snow falls on Baghdad for second time in a century"),
        (None, "Snow fell on Baghdad early on Tuesday for the second time in a hundred years and melted before noon."),
        ("caption", "Children throw snow in Baghdad on Tuesday. Photo by Huda Jabbar"),
        (None, "The weather service said the cold had come from Europe and would last until the end of the week."),
        ("caption", "A palm tree under snow in Baghdad (File photo)"),
    ],
    "hard-wrapped": [
        ("headline", "Iraq and Kuwait agree on sea border talks"),
        (
            None,
            """KUWAIT CITY - Iraq and Kuwait agreed on Monday to take up their talks
about the border at sea again, which have rested since the spring, a
spokesman of the foreign ministry said.""",
        ),
        (None, "The next round will be held in Basra in the autumn, he said, and will\nbe led by the ministers."),
        ("copyright", "(c) 2020 Gulf Wire"),
    ],
}


@pytest.mark.parametrize("name", PAGES)
def test_each_line_of_a_page_is_what_it_is(name):
    page = PAGES[name]
    text = "\n\n".join(line for _, line in page)
    furniture = recognise(text)
    start = 0
    for kind, line in page:
        kinds = {one.kind for one in furniture if start <= one.start < start + len(line)} or {None}
        assert kinds - {"slogan"} == {kind}, line
        start += len(line) + 2


@pytest.mark.parametrize("name", PAGES)
def test_single_newlines_serve_as_well(name):
    page = [(kind, line.replace("\n", " ")) for kind, line in PAGES[name]]
    text = "\n".join(line for _, line in page)
    apart = " ".join(text[one.start : one.end] for one in recognise(text))
    assert all((line in apart) == (kind is not None) for kind, line in page if kind != "masthead")


def test_a_masthead_and_its_slogan_are_told_apart():
    page = "\n".join(line for _, line in PAGES["glued masthead"])
    kinds = {one.kind: page[one.start : one.end] for one in recognise(page)}
    assert kinds["masthead"] == "The Tigris Courier"
    assert kinds["slogan"] == "Truth before noon, every day"


def test_headline_and_masthead_become_title_and_publisher():
    document = read_text("\n".join(line for _, line in PAGES["glued masthead"]))
    assert document.title == "Iraq, United States open strategic dialogue by video"
    assert document.publisher == "The Tigris Courier"


def test_the_holder_of_the_copyright_goes_before_the_agency():
    text = "BAGHDAD (TW) - The minister left for Geneva on Sunday for talks about the river.\n"
    assert read_text(text).publisher == "TW"
    assert read_text(f"{text}© 2020 Marsh Courier Media Ltd. All rights reserved.").publisher == "Marsh Courier"
    assert read_text(f"{text}Copyright 2020").publisher == "TW"


STORY_LINES = [
    "Photos showed smoke rising over the base.",
    "The army took the town. Photos showed smoke over the bridge.",
    "Video by activists showed crowds in the square.",
    "Nobody was hurt in the attack, the ministry said. (Reuters)",
    "Ad hoc talks went on in Doha.",
    "No part of this was known in the city.",
    "More in the city fled.",
    "Reporting by the BBC showed that the camp was empty.",
    "Support for the government fell.",
    "Related charges were dropped.",
    "Sharing water is the matter.",
    "By noon the square was empty.",
    "Editing by hand, he cut the speech to a page.",
    "The map (see the picture) was wrong.",
    '"We will not leave," he said.',
    "Why did they leave?",
    "* the second item of a list",
    "1. The army leaves the north",
    "The minister went to Basra, Nasiriyah,",
]


@pytest.mark.parametrize("line", STORY_LINES)
def test_lines_that_only_look_like_furniture_stay(line):
    before = "The two governments agreed on Monday to take up their talks about the river and the border again."
    after = "The next round will be held in Basra in the autumn and will be led by the two ministers, he said."
    assert recognise(f"{before}\n{line}\n{after}\n{before}") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Troops left the base.",
        "The minister resigned on Friday",
        "Iraqi prime minister visits Washington",
        "Iraqi prime minister visits Washington\nTurkey shells villages in Dohuk",
        "The talks failed. Both sides left.\nThey meet again in May.",
        "He left. (Reuters)",
        "The army said it had left the town, and that (according to a photo) the bridge was gone.",
        "By Thursday, the troops had left the city and the streets were empty again.",
        "Follow us if you can, the commander told his men before they crossed the river at night.",
        "Nobody came.\n\nThe street was empty when the soldiers drove through it at four in the morning.\n\nIt rained.",
        "THE ARMY DENIED TODAY THAT REBELS HELD THE BRIDGE.\n\nCOLONEL PEREZ SAID THE BRIDGE WAS OPEN\n\nOK.",
        "Copyright was the matter of the talks between the two ministers in Geneva on Tuesday.",
        "The parties agreed on three points in the talks that ended on Sunday:\nA new law\nA census\nA ceasefire",
    ],
)
def test_prose_has_no_furniture(text):
    assert recognise(text) == ()


def test_a_copyright_line_that_runs_on_is_cut_off():
    text = "The minister left for Geneva on Sunday to take part in talks about the river. © 2020 Euphrates Wire"
    (found,) = recognise(text)
    assert (found.kind, text[found.start : found.end]) == ("copyright", "© 2020 Euphrates Wire")


def test_a_text_without_full_stops_keeps_its_lines():
    text = """The minister said on Monday that the police would not leave the square before Friday came
The protesters said they would stay as well
The governor asked both of them to come to his office and to speak with one another there
Nobody came to the office
A crowd of three thousand people set out for the bridge and was met there by police."""
    assert recognise(text) == ()


@given(st.lists(st.sampled_from([line for page in PAGES.values() for _, line in page] + ["", " ", "\t.", "."])))
def test_furniture_is_in_order_apart_and_never_all(lines):
    text = "\n".join(lines)
    furniture = recognise(text)
    edges = [edge for one in furniture for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    assert all(one.start < one.end <= len(text) for one in furniture)
    assert all(text[one.start : one.end] == text[one.start : one.end].strip() for one in furniture)
    rest = "".join(text[start:end] for start, end in zip([0, *edges[1::2]], [*edges[::2], len(text)], strict=True))
    assert not furniture or rest.strip()


@given(st.text())
def test_any_text_is_judged(text):
    recognise(text)
