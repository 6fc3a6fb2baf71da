"""Which questions somebody gets: conditions, the counter, what must be answered, and the check page."""

import pytest

from bevraging.actions.answering import draft_of, save_draft
from bevraging.models import NamedResponse, SealedBallot
from bevraging.tests.browser import Visitor
from bevraging.tests.factories import every_type, make_survey_of

pytestmark = pytest.mark.django_db
PLACE = {item["key"]: place for place, item in enumerate(every_type(), 1)}


@pytest.fixture
def survey():
    return make_survey_of(every_type(), mode="named")


@pytest.fixture
def visitor(survey):
    return Visitor(survey).arrive()


def tap(visitor, key: str, option: str):
    return visitor.tap(PLACE[key], option)


def test_question_with_a_condition_is_asked_when_it_holds(visitor):
    assert tap(visitor, "vervoer", "auto").path == f"{PLACE['km']}/"


def test_question_with_a_condition_is_left_out_when_it_does_not_hold(visitor):
    assert tap(visitor, "vervoer", "fiets").path == f"{PLACE['middel']}/"


def test_address_of_a_question_that_is_not_asked_leads_on(visitor):
    tap(visitor, "vervoer", "fiets")
    assert visitor.at(f"{PLACE['km']}/").path == f"{PLACE['middel']}/"


def test_way_back_passes_by_what_is_not_asked(survey, visitor):
    tap(visitor, "vervoer", "fiets")
    assert f'rel="prev" href="/v/b/{survey.pk}/{PLACE["vervoer"]}/"' in visitor.text


@pytest.mark.parametrize(
    ("option", "counter", "stripes"), [("fiets", "Vraag 3 van 10", 7), ("auto", "Vraag 4 van 11", 7)]
)
def test_counter_and_stripes_count_what_is_asked_of_this_person(visitor, option, counter, stripes):
    tap(visitor, "vervoer", option).at(f"{PLACE['middel']}/")
    assert (counter in visitor.text, visitor.text.count("<i></i>")) == (True, stripes)


def test_two_people_on_different_ways_do_not_see_each_others_counter(survey, visitor):
    tap(visitor, "vervoer", "auto").at(f"{PLACE['middel']}/")
    other = tap(Visitor(survey, 1).arrive(), "vervoer", "fiets").at(f"{PLACE['middel']}/")
    assert ("van 11" in visitor.text, "van 10" in other.text) == (True, True)


def test_more_than_thirty_questions_have_words_and_no_stripes():
    content = [{"key": f"q{n}", "type": "statement", "text": {"nl": f"Stelling {n}"}} for n in range(31)]
    visitor = Visitor(make_survey_of(content)).arrive().at("1/")
    assert ("Vraag 1 van 31" in visitor.text, "streepjes" in visitor.text) == (True, False)


def test_first_page_says_at_most_when_not_everybody_gets_all(visitor):
    assert "<b>Hooguit 11 vragen</b>" in visitor.text


def test_check_page_shows_only_what_was_asked_in_words(survey, visitor):
    given = {
        "uitleg": "gezien", "vlot": "4", "vervoer": "anders", "vervoer.anders": "Te <b>voet</b>", "km": "12.5",
        "middel": "papier bord", "eten": "1", "aanrader": "7", "handleiding": "nee", "sinds": "2019-03-04",
        "woord": "druk", "volgorde": "rust tijd hulp", "beter": "",
    }  # fmt: skip
    save_draft(survey=survey, token=visitor.token, answers=given)
    page = visitor.arrive().text
    for words in (
        "Ja, eerder wel</dd>", "Iets anders: ‘Te &lt;b&gt;voet&lt;/b&gt;’</dd>", "Op papier<br>Op het bord</dd>",
        "Heel slecht</dd>", "7</dd>", "Nee</dd>", "4 maart 2019</dd>", "‘druk’</dd>", "1. Rust<br>2. Tijd<br>3. Hulp</dd>",
    ):  # fmt: skip
        assert words in page
    assert ("Hoeveel kilometer" in page, "Er volgen vragen" in page) == (False, False)


def test_sending_is_refused_while_a_required_question_is_missing(survey, visitor):
    tap(visitor, "vlot", "4").at("nakijken/")
    assert "nog te beantwoorden" in visitor.text
    visitor.press("nakijken/", verstuur="ja")
    assert "Eén vraag moet nog een antwoord krijgen." in visitor.text
    assert f'<a href="/v/b/{survey.pk}/{PLACE["handleiding"]}/">Ga naar die vraag</a>' in visitor.text
    assert (NamedResponse.objects.count(), draft_of(visitor.token)) == (0, {"vlot": "4"})


def test_required_question_that_is_not_asked_does_not_hold_up():
    content = [
        {"key": "a", "type": "yesno", "text": {"nl": "Rij je?"}},
        {
            "key": "b", "type": "short", "required": True, "text": {"nl": "Waarheen?"},
            "show_if": {"key": "a", "operator": "is", "values": ["ja"]},
        },
    ]  # fmt: skip
    visitor = Visitor(make_survey_of(content)).arrive().tap(1, "nee").press("nakijken/", verstuur="ja")
    assert (visitor.path, SealedBallot.objects.count()) == ("klaar/", 1)


def test_answer_to_a_question_that_is_hidden_later_is_not_sent(survey, visitor):
    save_draft(survey=survey, token=visitor.token, answers={"vervoer": "auto", "km": "12", "handleiding": "ja"})
    tap(visitor, "vervoer", "fiets").at("nakijken/").press("nakijken/", verstuur="ja")
    assert NamedResponse.objects.get().answers == {"vervoer": "fiets", "handleiding": "ja"}


def test_resume_on_another_device_goes_on_at_the_first_question_without_an_answer(survey, visitor):
    tap(visitor, "vervoer", "fiets")
    save_draft(survey=survey, token=visitor.token, answers={"uitleg": "gezien", "vlot": "2"})
    elsewhere = Visitor(survey).arrive()
    assert (elsewhere.path, "Je was bij vraag 3." in elsewhere.text) == (f"{PLACE['middel']}/", True)
