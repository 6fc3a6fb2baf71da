"""«Doe je mee?», as somebody with the link sees it: GET looks, a button answers, and a scanner answers nothing."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from communicatie.models import RoleAsk
from communicatie.tests.factories import make_ask, make_employee, secret_of_ask
from communicatie.tests.role_pages import led_by, text_of
from organisatie.models import Employee, User
from trajecten.logs import mask
from trajecten.models import Event, Mail, ProjectRole
from trajecten.outbox.queueing import secret_of

YES, NO = {"keuze": "ja"}, {"keuze": "liever-niet"}


@pytest.fixture
def project(linde, lies):
    return led_by(lies)


@pytest.fixture
def fatima(project):
    return make_employee("Fatima Akin", project=project)


@pytest.fixture
def ask(project, lies, fatima):
    return make_ask(fatima, project=project, hours=3, note="Jij legt goed uit.", asked_by=lies)


def link_of(ask: RoleAsk) -> str:
    return reverse("communicatie:v_rol", args=[secret_of_ask(ask)])


def state_of_everything() -> list:
    models = (RoleAsk, ProjectRole, User, Employee, Event, Mail)
    return [sorted(map(str, model.objects.values())) for model in models]


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_changes_nothing(client, ask, method):
    before = state_of_everything()
    answers = [getattr(client, method)(link_of(ask)) for _turn in range(3)]
    assert [answer.status_code for answer in answers] == [405 if method == "options" else 200] * 3
    assert (state_of_everything(), client.cookies) == (before, {})


def test_scanner_that_follows_everything_changes_nothing(client, ask):
    before = state_of_everything()
    page = client.get(link_of(ask)).content.decode()
    for address in re.findall(r'(?:href|src|action)="(/[^"]*)"', page):
        answer = client.get(address)
        list(answer)  # a style sheet comes as an open file, and is put down
    assert [state_of_everything() == before, 'method="post"' in page] == [True, True]


def test_page_says_who_asks_what(client, ask):
    text = text_of(client.get(link_of(ask)))
    wanted = ["Word jij ambassadeur?", "Lies Maes denkt aan jou", "Jij legt goed uit.", "Aalst", "3 uur per week"]
    assert [words for words in wanted if words not in text] == []


def test_page_is_kept_by_nobody(client, ask):
    page = client.get(link_of(ask))
    assert [page.headers[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")] == [
        "no-store", "no-referrer", "noindex, nofollow",
    ]  # fmt: skip


@pytest.mark.parametrize(("language", "sentence"), [("fr", "<html lang=\"fr\""), ("en", "<html lang=\"en\"")])  # fmt: skip
def test_page_speaks_the_language_of_who_is_asked(client, ask, language, sentence):
    Employee.objects.update(language=language)
    assert sentence in client.get(link_of(ask)).content.decode()


def test_yes_gives_the_role(client, ask):
    answer = client.post(link_of(ask), YES)
    assert (answer.status_code, answer.url) == (303, link_of(ask))
    assert "Fijn, je doet mee!" in text_of(client.get(link_of(ask)))
    assert ProjectRole.objects.get(role="ambassador").user.email == ask.employee.email


def test_yes_works_from_a_browser_without_a_cookie(ask):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post(link_of(ask), YES).status_code == 303


def test_yes_twice_is_one_yes(client, ask):
    for _turn in range(2):
        client.post(link_of(ask), YES)
    assert ProjectRole.objects.filter(role="ambassador").count() == 1


def test_no_is_calm_and_may_become_a_yes(client, ask):
    client.post(link_of(ask), NO)
    assert "niemand vraagt waarom" in text_of(client.get(link_of(ask)))
    client.post(link_of(ask), YES)
    ask.refresh_from_db()
    assert ask.status == "accepted"


def test_no_after_yes_changes_nothing(client, ask):
    client.post(link_of(ask), YES)
    client.post(link_of(ask), NO)
    ask.refresh_from_db()
    assert ask.status == "accepted"


@pytest.mark.parametrize("data", [{}, {"keuze": "JA"}, {"keuze": "x" * 500}])
def test_other_answers_change_nothing(client, ask, data):
    before = state_of_everything()
    assert client.post(link_of(ask), data).status_code == 303
    assert state_of_everything() == before


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_wrong_method_is_told(client, ask, method):
    assert getattr(client, method)(link_of(ask)).status_code == 405


def test_question_that_was_withdrawn_says_so(client, ask):
    RoleAsk.objects.update(status="withdrawn")
    assert "Deze vraag is niet meer open" in text_of(client.get(link_of(ask)))
    client.post(link_of(ask), YES)
    assert not ProjectRole.objects.filter(role="ambassador").exists()


def test_role_that_was_ended_in_the_team_says_so(client, ask):
    client.post(link_of(ask), YES)
    ProjectRole.objects.filter(role="ambassador").update(until=timezone.now())
    assert "Deze vraag is niet meer open" in text_of(client.get(link_of(ask)))


def test_newer_question_for_the_same_is_told_as_a_refusal(client, ask, project, fatima):
    client.post(link_of(ask), NO)
    make_ask(fatima, project=project)
    page = client.post(link_of(ask), YES)
    assert (page.status_code, "Open de link in de laatste mail." in text_of(page)) == (409, True)


@pytest.mark.parametrize("how", ["wrong", "capitals and more", "left", "new generation"])
def test_link_that_does_not_work_is_calm(client, ask, how):
    address = link_of(ask)
    if how == "wrong":
        address = address[:-2] + ("b/" if address[-2] == "a" else "a/")
    elif how == "capitals and more":
        address = reverse("communicatie:v_rol", args=["²-ABC"])
    elif how == "left":
        Employee.objects.update(active_until=timezone.localdate() - timezone.timedelta(days=1))
    else:
        RoleAsk.objects.update(generation=1, token_hash="0" * 64)
    for answer in (client.get(address), client.post(address, YES)):
        assert (answer.status_code, "We vinden deze link niet." in text_of(answer)) == (404, True)


def test_link_stands_in_no_log(ask):
    secret = secret_of_ask(ask)
    assert secret not in mask(f"GET {link_of(ask)} 200")


def test_who_said_yes_signs_in_with_a_code_by_mail(client, ask):
    client.post(link_of(ask), YES)
    client.post(reverse("account_request_login_code"), {"email": ask.employee.email})
    code = secret_of(Mail.objects.get(kind="account.aanmeldcode"))["code"]
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert client.session["_auth_user_id"] == str(User.objects.get(email=ask.employee.email).pk)
    assert client.get(reverse("communicatie:ploeg_gezichten", args=[ask.project.slug])).status_code == 200
