"""The language of a text and the place that it was filed from."""

import pytest

from dragoman.read.furniture import recognise
from dragoman.read.identify import language_of, story_dateline

FOREIGN = {
    "de": "Der Außenminister ist am Montag nach Bagdad gereist, um mit der Regierung zu sprechen.",
    "nl": "De minister is in de stad en was er om met de regering te praten over de troepen in het land.",
    "es": "El ministro viajó a Bagdad a hablar con el gobierno sobre la retirada de los soldados.",
    "fr": "Le ministre a voyagé à Bagdad à la demande du gouvernement et il a dit qu'il y a un accord.",
    "it": "Il ministro è andato a Bagdad a parlare con il governo in merito al ritiro delle truppe.",
    "ar": "وصل وزير الخارجية إلى بغداد يوم الاثنين لإجراء محادثات مع الحكومة حول انسحاب القوات",
    "ru": "Министр иностранных дел прибыл в Багдад в понедельник для переговоров с правительством.",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages_are_told(language):
    assert language_of(FOREIGN[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "Boris Johnson met the Iraqi foreign minister in London today.",
        "THE ARMY DENIED TODAY THAT GUERRILLAS HAD TAKEN THE BRIDGE.",
        "Taliban militants overran a district in Kunduz province.",
        "Malaysian Prime Minister Abdullah met Thai Prime Minister Thaksin.",
        "Boko Haram insurgents raze Chibok village in Borno state.",
        "Kadhimi, Barzani, Salih, al-Halbousi and Allawi met in Sulaymaniyah to speak of Kirkuk, Sinjar and Khanaqin.",
    ],
)
def test_english_is_told_in_spite_of_names_and_capitals(text):
    assert language_of(text) == "en"


@pytest.mark.parametrize("text", ["", "2020", "Bagdad", "Muqtada al-Sadr, Najaf"])
def test_a_word_or_two_are_not_judged(text):
    assert language_of(text) is None


def test_the_dateline_is_found_below_the_furniture():
    text = (
        "The Tigris Courier\nTalks open by video\nBy Sara Hadi\n"
        "BAGHDAD, Iraq (TC) — Iraq and the United States opened talks on Thursday about American troops."
    )
    found = story_dateline(text, recognise(text))
    assert found is not None
    assert found.place is not None
    assert (found.place.text, found.agency) == ("BAGHDAD, Iraq", "TC")
    assert text[found.end :].startswith("Iraq and")


def test_a_dateline_far_below_is_none_of_the_story():
    text = "One.\nTwo.\nThree.\nFour.\nBAGHDAD (TC) — Five."
    assert story_dateline(text) is None
