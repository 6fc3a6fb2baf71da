"""How each type of question is shown and answered: one tap where one is enough, and nothing lost when it is wrong."""

import pytest

from bevraging.actions.answering import draft_of, save_draft
from bevraging.links import envelope
from bevraging.models import Draft, SealedBallot
from bevraging.tests.browser import Visitor
from bevraging.tests.factories import every_type, make_survey_of

pytestmark = pytest.mark.django_db
PLACE = {item["key"]: place for place, item in enumerate(every_type(), 1)}


@pytest.fixture
def survey():
    return make_survey_of(every_type())


@pytest.fixture
def visitor(survey):
    return Visitor(survey).arrive()


def at(visitor, key: str):
    return visitor.at(f"{PLACE[key]}/")


def press(visitor, key: str, **data):
    return at(visitor, key).press(f"{PLACE[key]}/", **data)


def landed(visitor, key: str) -> bool:
    return visitor.path == f"{PLACE[key]}/"


# --- One tap -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "option", "after"),
    [("vervoer", "fiets", "middel"), ("eten", "5", "aanrader"), ("aanrader", "10", "handleiding"), ("handleiding", "x", "sinds")],
)  # fmt: skip
def test_one_tap_answers_saves_and_goes_on(visitor, key, option, after):
    press(visitor, key, antwoord=option)
    assert (draft_of(visitor.token), landed(visitor, after)) == ({key: option}, True)


@pytest.mark.parametrize(
    ("key", "option"), [("vervoer", "trein"), ("eten", "6"), ("aanrader", "11"), ("handleiding", "1")]
)
def test_tap_on_what_was_not_offered_saves_nothing(visitor, key, option):
    press(visitor, key, antwoord=option)
    assert ("Tik op een van de knoppen." in visitor.text, draft_of(visitor.token)) == (True, {})


def test_score_shows_eleven_numbers_and_the_words_of_its_ends(visitor):
    at(visitor, "aanrader")
    assert visitor.text.count('class="antwoord score') == 11
    assert "<b>0</b> Zeker niet" in visitor.text


def test_rating_shows_faces_when_it_asks_for_them(visitor):
    assert at(visitor, "eten").text.count('class="smoel"') == 5


def test_earlier_choice_is_marked(visitor):
    press(visitor, "vervoer", antwoord="fiets")
    assert 'antwoord--gekozen" name="antwoord" value="fiets"' in at(visitor, "vervoer").text


def test_question_that_is_not_required_can_be_passed_over(visitor):
    press(visitor, "vervoer", knop="sla_over")
    assert (draft_of(visitor.token), landed(visitor, "middel")) == ({"vervoer": ""}, True)


def test_required_question_offers_no_way_past(visitor):
    assert 'value="sla_over"' not in at(visitor, "handleiding").text
    press(visitor, "handleiding", knop="sla_over")
    assert draft_of(visitor.token) == {}


# --- Something else ----------------------------------------------------------------------------


def test_something_else_is_saved_and_asks_for_a_few_words(visitor):
    press(visitor, "vervoer", antwoord="anders")
    assert (draft_of(visitor.token), landed(visitor, "vervoer")) == ({"vervoer": "anders"}, True)
    assert "Iets anders. Wat dan?" in visitor.text
    visitor.press(f"{PLACE['vervoer']}/?anders=1", tekst="Te voet", knop="verder")
    assert draft_of(visitor.token) == {"vervoer": "anders", "vervoer.anders": "Te voet"}
    assert landed(visitor, "middel")


def test_words_at_something_else_may_stay_out(visitor):
    press(visitor, "vervoer", antwoord="anders").press(f"{PLACE['vervoer']}/?anders=1", knop="sla_over")
    assert (draft_of(visitor.token)["vervoer"], landed(visitor, "middel")) == ("anders", True)


def test_too_long_words_at_something_else_are_kept_on_the_page(visitor):
    press(visitor, "vervoer", antwoord="anders").press(f"{PLACE['vervoer']}/?anders=1", tekst="y" * 151, knop="verder")
    assert ("plaats voor 150 tekens" in visitor.text, "y" * 151 in visitor.text) == (True, True)


# --- Several -----------------------------------------------------------------------------------


def test_ticks_are_saved_in_the_order_of_the_options(visitor):
    press(visitor, "middel", keuze=["bord", "papier"], knop="verder")
    assert draft_of(visitor.token) == {"middel": "papier bord", "middel.anders": ""}


def test_words_without_their_tick_count_as_something_else(visitor):
    press(visitor, "middel", keuze=["papier"], anders="Whiteboard", knop="verder")
    assert draft_of(visitor.token) == {"middel": "papier anders", "middel.anders": "Whiteboard"}


def test_earlier_ticks_are_shown(visitor):
    press(visitor, "middel", keuze=["bord"], anders="Krijt", knop="verder")
    at(visitor, "middel")
    assert ('value="bord" checked' in visitor.text, 'value="papier" checked' in visitor.text) == (True, False)
    assert 'value="Krijt"' in visitor.text


def test_ticks_without_the_button_are_shown_again_and_not_saved(visitor):
    press(visitor, "middel", keuze=["bord"])
    assert ('value="bord" checked' in visitor.text, draft_of(visitor.token)) == (True, {})


# --- An order ----------------------------------------------------------------------------------


def test_each_tap_of_an_order_is_saved_and_the_last_falls_in_place(visitor):
    press(visitor, "volgorde", antwoord="hulp")
    assert (draft_of(visitor.token), landed(visitor, "volgorde")) == ({"volgorde": "hulp"}, True)
    visitor.press(f"{PLACE['volgorde']}/", antwoord="tijd")
    assert (draft_of(visitor.token), landed(visitor, "beter")) == ({"volgorde": "hulp tijd rust"}, True)


def test_double_tap_gives_one_place(visitor):
    press(visitor, "volgorde", antwoord="hulp").press(f"{PLACE['volgorde']}/", antwoord="hulp")
    assert draft_of(visitor.token) == {"volgorde": "hulp"}


def test_order_can_be_begun_again(visitor):
    press(visitor, "volgorde", antwoord="hulp").press(f"{PLACE['volgorde']}/", knop="opnieuw")
    assert (draft_of(visitor.token), landed(visitor, "volgorde")) == ({"volgorde": ""}, True)


def test_half_an_order_is_taken_up_where_it_was(survey, visitor):
    others = {item["key"]: "" for item in every_type()} | {"handleiding": "ja", "uitleg": "gezien"}
    save_draft(survey=survey, token=visitor.token, answers=others | {"volgorde": "rust"})
    visitor.arrive()
    assert landed(visitor, "volgorde")
    assert "<li>Rust</li>" in visitor.text
    assert 'value="rust" hidden' in visitor.text


# --- Typed -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [("km", "12,50", "12.5"), ("sinds", "2019-03-04", "2019-03-04"), ("sinds", "4/3/2019", "2019-03-04"), ("woord", " druk ", "druk")],
)  # fmt: skip
def test_typed_answer_is_read_as_people_write_it(survey, visitor, key, typed, kept):
    save_draft(survey=survey, token=visitor.token, answers={"vervoer": "auto"})
    press(visitor, key, tekst=typed, knop="verder")
    assert draft_of(visitor.token)[key] == kept


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        ("km", "veel", "Schrijf enkel cijfers, zoals 12 of 7,5. Van 0 tot en met 200."),
        ("km", "201", "Van 0 tot en met 200."),
        ("sinds", "gisteren", "Schrijf de dag, de maand en het jaar, zoals 31/01/2026. Tot en met 31 december 2030."),
        ("woord", "w" * 151, "Je hebt plaats voor 150 tekens."),
    ],
)
def test_wrong_answer_gets_a_sentence_and_stays_in_the_field(survey, visitor, key, typed, sentence):
    save_draft(survey=survey, token=visitor.token, answers={"vervoer": "auto"})
    press(visitor, key, tekst=typed, knop="verder")
    assert (sentence in visitor.text, f'value="{typed}"' in visitor.text) == (True, True)
    assert ('type="text" id="tekst"' in visitor.text, key in draft_of(visitor.token)) == (True, False)


def test_date_has_the_calendar_of_the_phone(visitor):
    assert 'type="date" id="tekst"' in at(visitor, "sinds").text


def test_number_brings_up_digits(survey, visitor):
    save_draft(survey=survey, token=visitor.token, answers={"vervoer": "auto"})
    assert 'inputmode="decimal"' in at(visitor, "km").text


def test_required_text_that_is_empty_is_asked_again():
    survey = make_survey_of([{"key": "a", "type": "short", "required": True, "text": {"nl": "Waar?"}}])
    visitor = Visitor(survey).arrive().at("1/").press("1/", tekst=" ", knop="verder")
    assert ("Deze vraag heeft een antwoord nodig." in visitor.text, draft_of(visitor.token)) == (True, {})


def test_question_that_may_hold_personal_data_warns(visitor):
    assert "Schrijf geen namen." in at(visitor, "beter").text


def test_text_block_tells_and_goes_on(visitor):
    at(visitor, "uitleg")
    assert ("Even lezen" in visitor.text, "<p>Er volgen vragen over je week.</p>" in visitor.text) == (True, True)
    press(visitor, "uitleg", knop="verder")
    assert (draft_of(visitor.token), landed(visitor, "vlot")) == ({"uitleg": "gezien"}, True)


# --- For every type ----------------------------------------------------------------------------


@pytest.mark.parametrize("key", PLACE)
@pytest.mark.parametrize("data", [{}, {"tekst": "hallo", "anders": "x", "keuze": "papier"}])
def test_untouched_form_that_sends_itself_saves_nothing(survey, visitor, key, data):
    visitor.client.post(f"/v/b/{survey.pk}/{PLACE[key]}/", {"e": envelope(visitor.token), **data})
    assert (Draft.objects.count(), SealedBallot.objects.count()) == (0, 0)


@pytest.mark.parametrize("key", PLACE)
def test_page_takes_at_most_two_queries(survey, visitor, key, django_assert_max_num_queries):
    save_draft(survey=survey, token=visitor.token, answers={"vervoer": "auto"})
    at(visitor, key)
    with django_assert_max_num_queries(2):
        visitor.client.get(f"/v/b/{survey.pk}/{PLACE[key]}/")


def test_form_without_its_proof_keeps_ticks_and_words_on_the_page(survey, visitor):
    answer = visitor.client.post(
        f"/v/b/{survey.pk}/{PLACE['middel']}/", {"e": "", "keuze": "bord", "anders": "Krijt", "knop": "verder"}
    )
    page = answer.content.decode()
    assert (answer.status_code, 'value="bord" checked' in page, 'value="Krijt"' in page) == (403, True, True)
