"""A survey by name: every sentence is true of it, and only who leads the project sees who said what."""

import pytest
from django.core import mail as django_mail
from django.urls import reverse

from bevraging import actions
from bevraging.models import Survey
from bevraging.tests import factories
from organisatie.models import Membership
from organisatie.tests.factories import make_user
from trajecten import outbox
from trajecten.models import ProjectRole

pytestmark = pytest.mark.django_db
UNTRUE = ("onherkenbaar", "Zo kan niemand", "We tonen dit niet", "te weinig antwoorden om te tonen", "tonen we nooit")


@pytest.fixture
def project(linde, lies):
    project = factories.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


def page(client, user, name, survey):
    client.force_login(user)
    return client.get(reverse(f"bevraging:{name}", args=[survey.project.slug, survey.pk])).content.decode()


def named(project, lies, *, answers=0, closed=False, **other) -> Survey:
    survey = factories.make_open(project, by=lies, mode="named", people=(("Aalst", "Zorg", 6),))
    factories.answer(survey, answers, **other)
    if closed:
        actions.close(survey=survey, by=lies)
    return survey


@pytest.mark.parametrize(("answers", "closed"), [(0, False), (2, False), (0, True), (1, True), (6, True)])
@pytest.mark.parametrize("name", ["deelname", "resultaten"])
def test_named_pages_never_speak_of_anonymity(client, project, lies, noor, name, answers, closed):
    survey = named(project, lies, answers=answers, closed=closed)
    for user in (lies, noor):
        body = page(client, user, name, survey)
        assert [words for words in UNTRUE if words in body] == []


def test_anonymous_pages_do_speak_of_it(client, project, lies):
    """The other way round, so that the test above can fail."""
    survey = factories.make_published(project, answers=1, by=lies)
    body = page(client, lies, "resultaten", survey)
    assert "onherkenbaar" in body
    assert "We tonen dit niet" in body


def test_named_survey_with_one_answer_shows_the_lead_who_said_what(client, project, lies):
    survey = named(project, lies, answers=1, closed=True, loopt_goed="De overdracht.")
    body = page(client, lies, "resultaten", survey)
    assert survey.status == Survey.Status.PUBLISHED
    assert all(
        words in body
        for words in (
            "Wie antwoordde wat",
            "Collega 00001",
            "De overdracht.",
            "1 collega antwoordde. Vanaf 5 antwoorden",
        )
    )


def test_reader_sees_no_numbers_of_fewer_than_five(client, project, lies, noor):
    survey = named(project, lies, answers=4, closed=True, loopt_goed="De overdracht.")
    body = page(client, noor, "resultaten", survey)
    assert "Vanaf 5 antwoorden staan hier cijfers." in body
    assert [words for words in ("De overdracht.", "Collega 0", "zegt ja", "4 van 6 ") if words in body] == []


def test_reader_sees_numbers_but_never_a_name_or_a_text(client, project, lies, noor):
    survey = named(project, lies, answers=6, closed=True, loopt_goed="De overdracht.")
    body = page(client, noor, "resultaten", survey)
    assert ("zegt ja" in body, "De overdracht." in body, "Collega 0" in body) == (True, False, False)
    assert "leest enkel de projectleider" in body


def test_admin_who_does_not_lead_the_project_sees_no_names(client, project, linde, lies):
    boss = make_user("baas@linde.test", "Baas")
    Membership.objects.create(organisation=linde, user=boss, role="admin")
    survey = named(project, lies, answers=6, closed=True, loopt_goed="De overdracht.")
    seen = page(client, boss, "resultaten", survey) + page(client, boss, "deelname", survey)
    took = client.post(reverse("bevraging:meenemen", args=[project.slug, survey.pk]), {"soort": "csv"})
    assert took.status_code == 200
    assert "Collega 0" not in seen + took.content.decode()
    assert "De overdracht." not in seen


def test_file_of_the_lead_says_who_answered_what(client, project, lies):
    survey = named(project, lies, answers=2, closed=True)
    client.force_login(lies)
    took = client.post(reverse("bevraging:meenemen", args=[project.slug, survey.pk]), {"soort": "csv"})
    assert "Collega 00002" in took.content.decode("utf-8-sig")


def test_participation_by_name_says_who_for_the_lead_only(client, project, lies, noor):
    survey = named(project, lies, answers=2)
    mine, hers = page(client, lies, "deelname", survey), page(client, noor, "deelname", survey)
    assert ("Antwoordden: 2 collega" in mine, "Nog niet: 4 collega" in mine) == (True, True)
    assert ("Collega 00001" in mine, "Collega 00001" in hers, "2 van 6" in hers) == (True, False, True)


def test_participation_of_an_anonymous_survey_never_says_who(client, project, lies):
    survey = factories.make_open(project, by=lies)
    factories.answer(survey, 12)
    assert "Per collega" not in page(client, lies, "deelname", survey)


def test_dialog_before_sending_says_by_name(client, project, lies):
    survey = factories.make_draft(project, mode="named")
    body = page(client, lies, "bevestig", survey)
    assert ("Deze bevraging is op naam." in body, "niemand ziet wie" in body) == (True, False)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_every_mail_says_by_name(project, lies, number):
    from bevraging import mails

    survey = named(project, lies)
    if number:
        mails.queue_reminder(survey, number)
    outbox.deliver()
    last = django_mail.outbox[-1]
    for text in (last.body, last.alternatives[0][0]):
        assert ("Deze bevraging is op naam" in text, "Niemand in je organisatie" in text) == (True, False)


def test_mail_after_a_close_without_answers_says_so(project, lies):
    named(project, lies, closed=True)
    outbox.deliver()
    last = django_mail.outbox[-1]
    assert ("Niemand antwoordde." in last.body, "onherkenbaar" in last.body) == (True, False)
