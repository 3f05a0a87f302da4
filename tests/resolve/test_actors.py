"""Actors: the cases of actors.tsv, short names within a document, the compiled table, and bad input."""

import csv
import time
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolve import compile_actors
from dragoman.resolve.actors import ActorResolver, main_country
from dragoman.resolve.names import fold, name_key, split_words
from dragoman.resolve.phrases import resolve_actor
from dragoman.resolve.places import Gazetteer
from dragoman.resolve.table import UNKNOWN, ActorTable

TABLE = ActorTable.load()
CASES = list(
    csv.DictReader(
        (Path(__file__).parent / "actors.tsv").read_text(encoding="utf-8").splitlines(),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
)


def day(text):
    return date.fromisoformat(text) if text else None


def home_of(text):
    words = split_words(text)
    return main_country(TABLE.named(words), words, text)


def resolver(on=None, home=None):
    return ActorResolver(TABLE, on=day(on), home=home)


def told(document, *mentions):
    """Resolves (mention, sentence) pairs in order and gives the code of the last."""
    for mention, sentence in mentions:
        found = document.resolve(mention, sentence, sentence.find(mention))
    return found.code


def test_cases_are_many():
    assert len(CASES) >= 405


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['mention']} {case['date']} {case['home']}")
def test_case(case):
    sentence = case["sentence"] or case["mention"]
    found = resolver(case["date"], case["home"] or None).resolve(case["mention"], sentence, 0)
    assert (found.code or " ".join(["-", *found.sectors])) == case["code"]
    assert not case["name"] or found.name == case["name"]


def test_short_name_after_full_name():
    first = ("Mustafa al-Kadhimi", "Mustafa al-Kadhimi flew to Washington.")
    assert told(resolver("2020-08-20"), first, ("Kadhimi", "Kadhimi met troops.")) == "IRQGOV"


def test_pronoun_stands_for_the_last_person():
    document = resolver("2020-08-20")
    mentions = [
        ("Hassan Rouhani", "Hassan Rouhani spoke."),
        ("Iraqi troops", "Iraqi troops moved."),
        ("he", "Later he left."),
    ]
    assert told(document, *mentions) == "IRNGOV"


def test_title_stands_for_the_person_in_office():
    document = resolver("2020-08-20", "USA")
    mentions = [
        ("Mustafa al-Kadhimi", "Mustafa al-Kadhimi spoke."),
        ("the prime minister", "Later the prime minister left."),
    ]
    assert told(document, *mentions) == "IRQGOV"


def test_the_group_is_the_last_one():
    document = resolver("2015-08-20", "USA")
    mentions = [("Boko Haram", "Boko Haram raided a town."), ("the group", "It was the group that burned it.")]
    assert told(document, *mentions) == "NGAREB"


@pytest.mark.parametrize(
    ("mention", "sentence", "code"),
    [
        ("coalition", "The coalition struck.", "USAMIL"),
        ("coalition officers", "Two coalition officers spoke.", "USAMIL"),
        ("embassy", "Later the embassy closed.", "USAGOV"),
        ("prime minister", "Then the prime minister left.", "IRQGOV"),
        ("militia", "Then the militia fired.", "IRQREB"),
        ("army", "The army fired back.", "IRQMIL"),
        ("government", "The government asked the Americans to leave.", "IRQGOV"),
    ],
)
def test_what_was_named_before_needs_no_name_and_no_article_of_its_own(mention, sentence, code):
    named = ("U.S.-led coalition", "U.S. Embassy", "Mustafa al-Kadhimi", "Kataib Hezbollah", "Turkish army")
    before = [(name, f"The {name} was there.") for name in named]
    assert told(resolver("2020-06-12", "IRQ"), *before, (mention, sentence)) == code


@pytest.mark.parametrize(
    ("mention", "sentence", "code"),
    [
        ("foreign troops", "Parliament wants the foreign troops out.", None),
        ("diplomats", "Western diplomats were told.", None),
        ("two governments", "The two governments agreed.", None),
        ("Latin American leaders", "Latin American leaders met.", None),
        ("West African leaders", "West African leaders met.", None),
        ("Four Arab states", "Four Arab states met.", None),
        ("West African mediators", "The West African mediators flew home.", None),
        ("Gulf Arab states", "Gulf Arab states agreed.", None),
        ("border guards", "The border guards of the two Central Asian states fired.", None),
        ("regional leaders", "The regional leaders met.", "IRQELI"),
        ("Arab members of parliament", "The Arab members of parliament met.", "IRQLEG"),
        ("Arab militia", "An Arab militia burnt the market.", "IRQREB"),
        ("separatist", "A separatist in British Columbia was killed.", "IRQREB"),
        ("foreign ministry spokesman", "A foreign ministry spokesman spoke.", "IRQGOV"),
        ("parliament", "The parliament voted as Americans watched.", "IRQLEG"),
        ("parliament", "In Turkey the parliament voted.", "TURLEG"),
    ],
)
def test_at_home_unless_the_words_before_say_otherwise(mention, sentence, code):
    assert told(resolver("2020-06-12", "IRQ"), (mention, sentence)) == code


def test_who_died_in_office_was_in_it():
    assert told(resolver("2020-06-12"), ("General Qassem Soleimani",) * 2) == "IRNMIL"


def test_unknown_person_by_description_and_then_by_surname():
    document = resolver("2015-08-20", "USA")
    sentence = "Pavel Dvornik, a Belarusian opposition leader, was held."
    assert told(document, ("Pavel Dvornik", sentence), ("Dvornik", "Dvornik was freed.")) == "BLROPP"


def test_an_unknown_envoy_of_an_organisation_is_of_it():
    sentence = "Nikola Vastic, the U.N. envoy for the region, praised the king."
    assert told(resolver("2016-05-12", "JOR"), ("Nikola Vastic", sentence)) == "IGOUNO"


@pytest.mark.parametrize(("home", "code"), [("KOR", "PRK"), ("USA", None)])
def test_the_north_is_north_korea_where_korea_is_spoken_of(home, code):
    assert resolver("2015-08-20", home).resolve("North", "The North shelled a post.", 4).country == code


def test_place_of_the_sentence_gives_the_country():
    found = resolver(home="USA").resolve("police", "Police fired at the crowd in Lagos.", 0, place_country="NGA")
    assert (found.code, found.rule) == ("NGACOP", "place of the sentence")


def test_offset_may_be_that_of_the_document():
    found = resolver("2015-01-01").resolve("Javad Karimi", "Javad Karimi, Iran's deputy oil minister, left.", 912)
    assert found.code == "IRNGOV"


def test_surname_shared_by_many_is_no_guess():
    assert resolve_actor("Brown", on=date(2008, 5, 1), table=TABLE) == UNKNOWN
    assert resolve_actor("Mr. Brown", on=date(2008, 5, 1), home="GBR", table=TABLE).name == "Gordon Brown"


@pytest.mark.parametrize(
    ("mention", "states"),
    [
        ("Thai and Cambodian soldiers", ["THA", "KHM"]),
        ("U.S. and British ambassadors", ["USA", "GBR"]),
        ("foreign ministers of Russia, Turkey and Iran", ["RUS", "TUR", "IRN"]),
        ("UN and Sudanese officials", ["IGO", "SDN"]),
        ("envoys of Japan, Russia and the United States", ["JPN", "RUS", "USA"]),
        ("presidents of the two Koreas", ["PRK", "KOR"]),
        ("customs officers in Ghana and Togo", ["GHA", "TGO"]),
        ("Norwegian engineers in Ghana and Togo", ["NOR"]),
        ("a bridge in Ghana and Togo", ["GHA"]),
        ("Ecuadorean Indians", ["ECU"]),
        ("Trump administration officials", ["USA"]),
        ("Iraqi and U.S.-backed fighters", ["IRQ"]),
        ("Bosnia and Herzegovina", ["BIH"]),
        ("troops on the border between Syria and Turkey", ["SYR"]),
        ("Israeli or American jets", ["ISR"]),
        ("French soldiers", ["FRA"]),
    ],
)
def test_each_state_that_a_mention_joins(mention, states):
    assert [found.country for found in resolver("2020-01-01").resolve_each(mention, f"{mention} met.", 0)] == states


def test_the_words_choose_between_the_offices_of_a_person():
    assert resolve_actor("NATO chief Jens Stoltenberg", on=date(2012, 1, 1), table=TABLE).country == "IGO"
    assert resolve_actor("Prime Minister Jens Stoltenberg", on=date(2012, 1, 1), table=TABLE).country == "NOR"


def test_heads_of_states_of_the_past():
    def told_of(text):
        return resolve_actor(text, on=date(2019, 6, 1), table=TABLE)

    assert told_of("President Bush").name == "George W. Bush"
    assert told_of("Clinton administration").country == told_of("Reagan administration").country == "USA"
    assert told_of("Ms. Clinton") == UNKNOWN
    assert told_of("President George Herbert Walker Bush").name is None


@pytest.mark.parametrize(
    ("words", "country"), [("The Dumitru regime", None), ("The Communist regime", "COL"), ("The regime", "COL")]
)
def test_a_regime_with_an_unknown_name_is_not_of_the_country_beside_it(words, country):
    sentence = f"{words} sent aid to Colombia on Monday."
    mention = words.removeprefix("The ")
    assert resolver("2019-06-01").resolve(mention, sentence, 4).country == country


def test_who_tells_it_does_not_describe_the_name_before():
    sentence = "A bomber killed 12 in Bethlehem, Israeli police say."
    document = ActorResolver(TABLE, gazetteer=Gazetteer.load())
    assert document.resolve("Bethlehem", sentence, sentence.index("Beth")).country == "PSE"


def test_main_country():
    assert home_of("Iraqi officials said Iran had moved troops toward Iraq.") == ("IRQ", True)
    assert home_of("Iraq and Iran met.") == ("IRQ", False)
    assert home_of("Iran-backed and Iran-trained fighters were in Iraq.") == ("IRQ", True)
    assert home_of("Nothing here.") == (None, True)


def test_every_state_resolves_by_name_adjective_and_capital():
    for entity in TABLE.compiled.entities:
        if entity.kind == "state":
            assert resolve_actor(entity.name, table=TABLE).country == entity.country, entity.name


def test_terms_are_in_order():
    for entity in TABLE.compiled.entities:
        for term in entity.terms:
            assert not term.until or term.since[:4] <= term.until[:4], entity.name


def test_compiled_table_is_in_step_with_yaml():
    assert TABLE.compiled.digest == compile_actors.digest(compile_actors.DATA / "actors")
    assert compile_actors.compile_actors(compile_actors.DATA / "actors").names == TABLE.compiled.names


def test_bad_term_is_named(tmp_path):
    for name in compile_actors.SOURCES:
        (tmp_path / f"{name}.yaml").write_bytes((compile_actors.DATA / "actors" / f"{name}.yaml").read_bytes())
    people = {"IRQ": {"president": {"Somebody": "in May"}}}
    (tmp_path / "people.yaml").write_text(yaml.safe_dump(people), encoding="utf-8")
    with pytest.raises(ValueError, match="in May"):
        compile_actors.compile_actors(tmp_path)


def test_loading_is_fast():
    start = time.perf_counter()
    ActorTable.load()
    assert time.perf_counter() - start < 0.5


@given(st.text(max_size=60))
def test_any_text_is_answered(text):
    found = resolve_actor(text, on=date(2020, 1, 1), home="IRQ", table=TABLE)
    assert found.code is None or found.country is not None
    assert found == UNKNOWN or found.rule


@given(st.text(max_size=60))
def test_words_stand_where_they_say(text):
    for word in split_words(text):
        assert text[word.start : word.end] == word.text


def test_folding():
    assert fold("Erdoğan") == "erdogan"
    assert name_key("Al-Qa'ida") == "al qaida"
    assert name_key("Côte d’Ivoire") == name_key("Cote d'Ivoire")


def test_gazetteer_tells_countries():
    document = ActorResolver(TABLE, home="USA", gazetteer=Gazetteer.load())
    assert document.resolve("police in Lagos", "The police in Lagos fired.", 4).code == "NGACOP"
    assert document.resolve("protesters", "Hours later protesters marched through Basra.", 12).code == "IRQCVL"
    assert document.resolve("police", "Hours later police left.", 12).code == "USACOP"


@pytest.mark.parametrize(
    ("mention", "code"),
    [
        ("at least 26 Afghan soldiers", "AFGMIL"),
        ("At least six Kenyan civilians", "KENCVL"),
        ("up to 300 Iraqi soldiers", "IRQMIL"),
        ("as many as a dozen Egyptian policemen", "EGYCOP"),
        ("around 20,000 Syrian villagers", "SYRCVL"),
        ("1,200 Belarusian protesters", "BLRCVL"),
        ("at least one of the Malian rebels", "MLIREB"),
    ],
)
def test_amounts_before_a_noun_do_not_hide_it(mention, code):
    assert resolve_actor(mention, table=TABLE).code == code


def test_uncounted_victims_are_of_the_place():
    sentence = "The blast killed at least 26 people in Kabul."
    assert resolver().resolve("at least 26 people", sentence, 17, place_country="AFG").code == "AFGCVL"


@pytest.mark.parametrize(
    ("mention", "name"),
    [("Nato", "NATO"), ("Farc rebels", "Revolutionary Armed Forces of Colombia"), ("Opec", "OPEC"), ("Eta", "ETA")],
)
def test_acronyms_written_as_words(mention, name):
    assert resolve_actor(mention, table=TABLE).name == name


@pytest.mark.parametrize("mention", ["Alba Zaluar", "Arena", "Sana", "Anc"])
def test_names_and_words_that_look_like_acronyms(mention):
    assert resolve_actor(mention, table=TABLE).name is None


@pytest.mark.parametrize(
    ("mention", "sentence", "country"),
    [
        ("troops", "Residents cheered as Rwanda marched its troops into the province.", "RWA"),
        ("troops", "Turkey's jets pounded Afrin in Syria and its troops massed at the fence.", "TUR"),
        (
            "coast guard",
            "A Chinese trawler rammed two boats, and Japan said the coast guard had held its captain.",
            "JPN",
        ),
        ("Islamists", "France sent jets on Friday after Islamists took the Malian town of Konna.", "MLI"),
        ("Anti-Morsi protesters", "Anti-Morsi protesters filled the bridges.", "EGY"),
        ("separatists", "Russian-backed separatists shelled Donetsk.", "UKR"),
        (
            "embassy",
            "A truck bomb went off outside the Jordanian mission in Baghdad and the embassy was closed.",
            "JOR",
        ),
        ("490 hostages", "Guerrillas in Lima held 490 hostages from twenty countries.", None),
        ("Senator Jane Hollister", "Senator Jane Hollister (D-Ohio) spoke.", "USA"),
        ("both countries", "Pakistan and India met, and Japan cut loans to both countries.", None),
        ("Coalition forces", "Coalition forces shelled Iraq.", None),
        ("coalition government", "In Iraq the coalition government fell.", "IRQ"),
    ],
)
def test_whose_they_are_by_the_states_around_them(mention, sentence, country):
    named, alone = home_of(sentence)
    document = ActorResolver(TABLE, home=named, at_home=alone, gazetteer=Gazetteer.load())
    assert document.resolve(mention, sentence, sentence.index(mention)).country == country


def test_his_are_of_the_country_of_the_person_before():
    document = resolver("2015-06-01", "USA")
    assert told(document, ("Recep Tayyip Erdogan",) * 2, ("party", "In Berlin he said his party had lost.")) == "TURPTY"


def test_a_given_name_that_is_not_the_known_one_is_somebody_else_whatever_the_rank():
    on = date(2014, 10, 20)
    assert resolve_actor("General Malik", on=on, table=TABLE).rule == "surname"
    assert resolve_actor("General Abdul Malik", on=on, table=TABLE).name is None
    assert resolve_actor("Prime Minister Cameron", on=on, table=TABLE).name == "David Cameron"


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("Juan Castro", None),
        ("cleric Ali Putin", None),
        ("Putin Ivanov", None),
        ("JUAN CASTRO", None),
        ("Cuban leader Castro", "Fidel Castro"),
        ("Comandante Castro", "Fidel Castro"),
        ("V. Putin", "Vladimir Putin"),
        ("Moammar Gadhafi", "Muammar Gaddafi"),
    ],
)
def test_a_surname_with_another_given_name_is_somebody_else(mention, name):
    assert resolver(on="2003-05-01").resolve(mention, mention, 0).name == name


@pytest.mark.parametrize(
    ("sentence", "mention", "country"),
    [
        (
            "Talks were led by ambassador Emin Dal on the Turkish side and by Ali Saad on the Iraqi.",
            "ambassador Emin Dal",
            "TUR",
        ),
        ("Talks were led by ambassador Emin Dal on the Turkish side and by Ali Saad on the Iraqi.", "Ali Saad", "IRQ"),
        ("One of the losing candidates, Vladimir Putin, was there.", "One of the losing candidates", "RUS"),
        ("Peru, whose head of its navy resigned, protested.", "head of its navy", "PER"),
    ],
)
def test_what_stands_beside_a_mention_tells_its_country(sentence, mention, country):
    assert resolver(home="KEN").resolve(mention, sentence, sentence.index(mention)).country == country


def test_an_envoy_with_a_name_is_called_by_it_and_his_government_is_his():
    document, sentence = resolver(home="IRQ"), "The talks were led by ambassador Emin Dal on the Turkish side."
    document.resolve("ambassador Emin Dal", sentence, sentence.index("ambassador"))
    found = (
        document.resolve("Dal", "Dal agreed.", 0),
        document.resolve("government", "He said his government agreed.", 12),
    )
    assert [(one.country, one.rule) for one in found] == [("TUR", "short name"), ("TUR", "owner before it")]


@pytest.mark.parametrize(
    ("met", "mention", "sentence", "name"),
    [
        (
            "International Atomic Energy Agency",
            "agency",
            "It accused the agency of spying.",
            "International Atomic Energy Agency",
        ),
        ("United Nations peacekeepers", "peacekeepers", "Two were hurt, peacekeepers said.", "United Nations"),
        ("United Nations envoy", "envoy", "The envoy left.", "United Nations"),
        ("Kenya", "world body", "The world body pledged help.", "United Nations"),
    ],
)
def test_a_body_and_those_it_sends_by_their_noun(met, mention, sentence, name):
    document = resolver(home="ERI")
    document.resolve(met, met, 0)
    assert document.resolve(mention, sentence, sentence.index(mention)).name == name


def test_its_spokesman_is_of_the_body_of_the_sentence_before():
    document = resolver(home="KEN")
    document.resolve("Sudanese army", "The Sudanese army left.", 4)
    assert document.resolve("spokesman", "Its spokesman said so.", 4).country == "SDN"


def test_a_president_with_a_word_of_his_own_is_not_the_one_told_last():
    document = resolver(on="2012-05-01", home="TGO")
    document.resolve("President Barack Obama", "President Barack Obama spoke.", 0)
    assert document.resolve("president", "The president spoke.", 4).country == "USA"
    assert document.resolve("detained president", "The detained president spoke.", 4).country == "TGO"
