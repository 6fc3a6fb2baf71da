"""What an employee with a link sees and can do: GET looks, POST acts, nothing is lost."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from bevraging.actions import close
from bevraging.actions.answering import draft_of, save_draft
from bevraging.links import code_of, envelope
from bevraging.models import Draft, NamedResponse, Participant, SealedBallot, Survey
from bevraging.question_bank import START_SURVEY
from bevraging.tests.browser import Visitor
from bevraging.tests.factories import answer, answers_like, make_open, tokens_of
from bevraging.visitors import MISSES_A_MINUTE

pytestmark = pytest.mark.django_db
TOTAL = len(START_SURVEY)
WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture
def survey():
    return make_open()


@pytest.fixture
def visitor(survey):
    return Visitor(survey).arrive()


# --- Arrival -----------------------------------------------------------------------------------


def test_link_leads_to_an_address_without_the_secret(survey):
    response = Client().get(f"/v/{tokens_of(survey)[0]}/")
    assert (response.status_code, response["Location"]) == (303, f"/v/b/{survey.pk}/")


def test_link_gives_a_locked_cookie_and_no_session(survey):
    response = Client().get(f"/v/{tokens_of(survey)[0]}/")
    cookie = response.cookies[settings.RESPONDENT_COOKIE_NAME]
    assert list(response.cookies) == [settings.RESPONDENT_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")


@pytest.mark.parametrize(
    "path", ["/v/", "/v/{token}/", "/v/b/{survey}/", "/v/b/{survey}/1/", "/v/b/{survey}/nakijken/"]
)
def test_page_is_not_stored_not_passed_on_and_not_found(survey, visitor, path):
    response = visitor.client.get(path.format(token=visitor.token, survey=survey.pk))
    headers = [response[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")]
    assert headers == ["no-store", "no-referrer", "noindex, nofollow"]


def test_first_page_says_the_promise(visitor):
    assert "Niemand in je organisatie kan zien wat jij antwoordde, ook niet wanneer." in visitor.text
    assert "<b>8 vragen</b>, ongeveer 2 minuten" in visitor.text


def test_first_page_of_a_named_survey_says_so_and_promises_nothing():
    visitor = Visitor(make_open(mode="named")).arrive()
    assert "Deze bevraging is op naam." in visitor.text
    assert "Niemand in je organisatie" not in visitor.text


@pytest.mark.parametrize("secret", ["a" * 32, "fout", "mela-tovo-rina-buke", "%F0%9F%98%80", "x" * 3000])
def test_wrong_link_gives_the_same_calm_page(survey, secret):
    response = Client().get(f"/v/{secret}/")
    assert (response.status_code, "We vinden deze code niet" in response.content.decode()) == (404, True)


def test_code_on_paper_leads_to_the_same_person(survey):
    person = survey.participants.order_by("pk").first()
    save_draft(survey=survey, token=tokens_of(survey)[0], answers={"vinden": "4"})
    response = Client().post("/v/", {"code": code_of(person.pk, 1).upper().replace("-", " ")}, follow=True)
    assert response.request["PATH_INFO"] == f"/v/b/{survey.pk}/2/"


def test_code_in_the_address_works_too(survey):
    person = survey.participants.order_by("pk").first()
    assert Client().get(f"/v/{code_of(person.pk, 1)}/").status_code == 303


def test_guessing_is_slowed_down_and_valid_links_are_not(survey):
    client = Client()
    statuses = [client.get(f"/v/fout{n}/").status_code for n in range(MISSES_A_MINUTE + 5)]
    assert statuses == [404] * MISSES_A_MINUTE + [429] * 5
    assert client.get(f"/v/{tokens_of(survey)[0]}/").status_code == 303


def test_guessing_elsewhere_is_not_slowed_down(survey):
    for n in range(MISSES_A_MINUTE + 5):
        Client(REMOTE_ADDR="10.0.0.1").get(f"/v/fout{n}/")
    assert Client(REMOTE_ADDR="10.0.9.1").get("/v/fout/").status_code == 404


def test_closed_survey_says_when(survey, visitor):
    Survey.objects.filter(pk=survey.pk).update(closes_on="2026-01-16")
    assert "Deze vragenlijst is afgesloten op vrijdag 16 januari." in visitor.arrive().text


def test_two_surveys_in_two_tabs_stay_apart(survey):
    other = make_open(title="Andere")
    client = Client(enforce_csrf_checks=True)
    first, second = Visitor(survey, client=client).arrive(), Visitor(other, client=client).arrive()
    first.tap(1, "4")
    second.tap(1, "2")
    assert (draft_of(first.token), draft_of(second.token)) == ({"vinden": "4"}, {"vinden": "2"})


def test_two_colleagues_on_one_device_stay_apart(survey):
    client = Client(enforce_csrf_checks=True)
    first = Visitor(survey, 0, client).arrive().at("1/")
    second = Visitor(survey, 1, client).arrive().at("1/")
    first.press("1/", antwoord="4")
    second.press("1/", antwoord="2")
    assert (draft_of(first.token), draft_of(second.token)) == ({"vinden": "4"}, {"vinden": "2"})


# --- GET looks ---------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize(
    "path",
    ["/v/", "/v/fout/", "/v/{t}/", "/v/b/{s}/", "/v/b/{s}/1/", "/v/b/{s}/8/", "/v/b/{s}/nakijken/", "/v/b/{s}/klaar/"],
)
def test_looking_writes_nothing(survey, visitor, method, path):
    visitor.tap(1, "4")
    with CaptureQueriesContext(connection) as queries:
        getattr(visitor.client, method)(path.format(t=visitor.token, s=survey.pk))
    assert [q["sql"] for q in queries if q["sql"].startswith(WRITES)] == []


def test_scanner_spends_nothing(survey, visitor):
    """200 looks with all kinds of agents, then the colleague answers as if nothing happened."""
    agents = ["", "Mozilla/5.0", "BarracudaCentral", "ms-office; MSOffice 16", "curl/8"]
    pages = {
        getattr(Client(HTTP_USER_AGENT=agents[n % 5]), ("get", "head")[n % 2])(f"/v/{visitor.token}/").status_code
        for n in range(200)
    }
    assert (pages, Draft.objects.count()) == ({303}, 0)
    visitor.tap(1, "4")
    assert draft_of(visitor.token) == {"vinden": "4"}


@pytest.mark.parametrize("data", [{}, {"e": "mine"}, {"tekst": "hallo"}])
def test_untouched_form_that_sends_itself_spends_nothing(survey, visitor, data):
    proof = {**data, "e": envelope(visitor.token)}
    for path in (*(f"{n}/" for n in range(1, TOTAL + 1)), "nakijken/"):
        visitor.client.post(f"/v/b/{survey.pk}/{path}", proof)
    assert (Draft.objects.count(), SealedBallot.objects.count()) == (0, 0)


def test_sending_needs_the_button_even_with_answers(survey, visitor):
    visitor.tap(1, "4")
    visitor.at("nakijken/").press("nakijken/")
    assert SealedBallot.objects.count() == 0


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(survey, visitor, method):
    assert getattr(visitor.client, method)(f"/v/b/{survey.pk}/1/").status_code == 405


def test_link_cannot_be_posted_to(visitor):
    assert visitor.client.post(f"/v/{visitor.token}/").status_code == 405


# --- Answering ---------------------------------------------------------------------------------


def test_nine_taps_from_start_to_thanks(survey, visitor):
    visitor.at("1/")
    for number in range(1, TOTAL):
        visitor.press(f"{number}/", antwoord="4")
    visitor.press(f"{TOTAL}/", tekst="De letters zijn klein", knop="verder")
    visitor.press("nakijken/", verstuur="ja")
    assert visitor.path == "klaar/"
    assert "Dank je wel!" in visitor.text
    assert SealedBallot.objects.count() == 1


def test_tap_saves_and_goes_on(visitor):
    visitor.tap(1, "4")
    assert (visitor.path, draft_of(visitor.token)) == ("2/", {"vinden": "4"})


def test_dont_know_is_an_answer(visitor):
    visitor.tap(1, "x")
    assert draft_of(visitor.token) == {"vinden": "x"}


def test_earlier_answer_is_marked(visitor):
    visitor.tap(1, "4").at("1/")
    assert visitor.text.count("antwoord--gekozen") == 1
    assert 'antwoord--gekozen" name="antwoord" value="4"' in visitor.text
    assert "jouw antwoord" in visitor.text


def test_skipped_open_question_counts_as_seen(visitor):
    visitor.at(f"{TOTAL}/").press(f"{TOTAL}/", tekst="", knop="sla_over")
    assert draft_of(visitor.token) == {"loopt_goed": ""}


def test_too_long_text_is_kept_on_the_page(visitor):
    visitor.at(f"{TOTAL}/").press(f"{TOTAL}/", tekst="x" * 1001, knop="verder")
    assert ("Maak het korter." in visitor.text, "x" * 1001 in visitor.text, draft_of(visitor.token)) == (True, True, {})


def test_text_is_shown_as_it_was_written(visitor):
    visitor.at(f"{TOTAL}/").press(f"{TOTAL}/", tekst="\nA & <b>B</b>\r\n'C' \x02e\x03", knop="verder")
    visitor.at("nakijken/")
    assert "A &amp; &lt;b&gt;B&lt;/b&gt;" in visitor.text
    visitor.at(f"{TOTAL}/")
    assert "A &amp; &lt;b&gt;B&lt;/b&gt;\n&#x27;C&#x27; e</textarea>" in visitor.text


def test_resume_lands_on_the_first_question_without_an_answer(survey, visitor):
    visitor.tap(1, "4")
    visitor.tap(2, "4")
    elsewhere = Visitor(survey).arrive()
    assert elsewhere.path == "3/"
    assert "Welkom terug.</strong>Je was bij vraag 3." in elsewhere.text


def test_resume_with_everything_answered_lands_on_the_check_page(survey, visitor):
    save_draft(survey=survey, token=visitor.token, answers=answers_like("4", "Prima"))
    assert visitor.arrive().path == "nakijken/"


def test_check_page_shows_every_answer_with_a_way_to_change_it(survey, visitor):
    save_draft(survey=survey, token=visitor.token, answers=answers_like("2", "Prima", waarom="x"))
    visitor.at("nakijken/")
    assert visitor.text.count("Nee, eerder niet</dd>") == 6
    assert ("Weet ik niet</dd>" in visitor.text, "‘Prima’</dd>" in visitor.text) == (True, True)
    assert visitor.text.count(">Wijzig<") == TOTAL


def test_sending_nothing_asks_for_one_answer(survey, visitor):
    visitor.at("nakijken/").press("nakijken/", verstuur="ja")
    assert "Beantwoord minstens één vraag." in visitor.text
    assert Participant.objects.filter(answered=True).count() == 0


def test_sending_twice_gives_the_same_thanks(survey, visitor):
    visitor.tap(1, "4").at("nakijken/")
    proof = visitor.envelope
    answers = [
        visitor.client.post(f"/v/b/{survey.pk}/nakijken/", {"e": proof, "verstuur": "ja"})["Location"]
        for _n in range(3)
    ]
    assert (answers, SealedBallot.objects.count()) == ([f"/v/b/{survey.pk}/klaar/"] * 3, 1)


@pytest.mark.parametrize("path", ["1/", "nakijken/"])
def test_going_back_after_sending_shows_no_answers(survey, visitor, path):
    visitor.tap(1, "4").at("nakijken/").press("nakijken/", verstuur="ja")
    visitor.at(path)
    assert ("antwoord--gekozen" in visitor.text, "Ja, eerder wel" in visitor.text, visitor.path) == (
        False,
        False,
        "klaar/",
    )


def test_link_after_sending_says_that_it_is_done(survey, visitor):
    visitor.tap(1, "4").at("nakijken/").press("nakijken/", verstuur="ja")
    assert "Je deed al mee. Dank je wel!" in visitor.arrive().text


def test_thanks_tell_the_number_of_colleagues_in_tens():
    survey = make_open(people=[("Aalst", "Zorg", 30)])
    answer(survey, 13, first=1)
    visitor = Visitor(survey).arrive().tap(1, "4").at("nakijken/").press("nakijken/", verstuur="ja")
    assert "Al minstens 10 collega’s deden mee." in visitor.text


def test_named_answers_stand_with_the_name():
    survey = make_open(mode="named")
    Visitor(survey).arrive().tap(1, "4").at("nakijken/").press("nakijken/", verstuur="ja")
    assert NamedResponse.objects.get().answers == {"vinden": "4"}


@pytest.mark.parametrize(
    ("purpose", "next_"),
    [("tryout", "Met wat jullie vertellen, passen we het aan."), ("targeted", "Je antwoord helpt om een goede keuze")],
)
def test_thanks_of_a_survey_by_name_promise_no_more_than_is_true(purpose, next_):
    visitor = Visitor(make_open(mode="named", purpose=purpose)).arrive().tap(1, "4")
    page = visitor.at("nakijken/").press("nakijken/", verstuur="ja").text
    assert ("leest je antwoorden met je naam erbij" in page, next_ in page, "nooit tussendoor" in page) == (
        True,
        True,
        False,
    )


def test_closing_while_answering_says_so(survey, visitor):
    visitor.at("1/")
    answer(survey, 6, first=1)
    close(survey=survey)
    visitor.press("1/", antwoord="4")
    assert "Deze vragenlijst is afgesloten" in visitor.text


def test_closed_early_names_the_day_on_which_it_closed(survey, visitor):
    """The server met this survey while it was open; what it kept of it then knows no day of closing."""
    visitor.at("1/")
    close(survey=survey)
    assert f"Deze vragenlijst is afgesloten op {date_format(timezone.localdate(), 'l j F')}." in visitor.arrive().text


def test_thanks_after_an_early_close_name_the_day_on_which_it_closed(survey, visitor):
    visitor.tap(1, "4").at("nakijken/").press("nakijken/", verstuur="ja")
    close(survey=survey)
    assert f"De bevraging sloot op {date_format(timezone.localdate(), 'j F')}." in visitor.arrive().text


def test_closed_by_the_sweep_after_midnight_names_the_last_day(survey, visitor):
    with time_machine.travel(timezone.now() + timedelta(days=11), tick=False):
        close(survey=survey)
        assert f"afgesloten op {date_format(survey.closes_on, 'l j F')}." in visitor.arrive().text
