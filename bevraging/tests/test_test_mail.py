"""«Stuur eerst een test naar mezelf»: the real words, to the lead alone, with a button to try the questions."""

import pytest
import time_machine
from django.core import mail as django_mail
from django.urls import reverse
from django.utils import timezone

from bevraging.tests import factories
from trajecten import outbox
from trajecten.models import Mail, ProjectRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(linde, lies):
    project = factories.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return factories.make_draft(project, created_by=lies)


def send(client, survey, user):
    client.force_login(user)
    return client.post(reverse("bevraging:test", args=[survey.project.slug, survey.pk]), follow=True)


def test_test_mail_goes_to_who_asked_and_nobody_else(client, draft, lies):
    page = send(client, draft, lies)
    outbox.deliver()
    assert [message.to for message in django_mail.outbox] == [["Lies Maes <lies@linde.test>"]]
    assert "De test is onderweg naar lies@linde.test." in page.content.decode()


def test_test_mail_has_the_words_of_the_invitation_and_says_what_it_is(client, draft, lies):
    send(client, draft, lies)
    outbox.deliver()
    message = django_mail.outbox[0]
    html = message.alternatives[0].content
    assert message.subject == "Test: Hoe werk jij met werkbonnen?"
    for text in (message.body, html):
        assert "Dit is een test. Alleen jij krijgt deze mail." in text
        assert "Dag Lies," in text
        assert "Niemand in je organisatie kan zien wat jij antwoordde" in text
        assert f"/trajecten/{draft.project.slug}/bevraging/{draft.pk}/proef/" in text
        assert ("/v/" in text, "/u/" in text) == (False, False)


def test_test_mail_asks_nobody_and_fixes_nothing(client, draft, lies):
    send(client, draft, lies)
    draft.refresh_from_db()
    assert (draft.status, draft.participants.filter(token_hash__isnull=False).count()) == ("draft", 0)


def test_test_mail_pressed_twice_goes_once(client, draft, lies):
    with time_machine.travel(timezone.now(), tick=False):
        send(client, draft, lies)
        send(client, draft, lies)
    assert Mail.objects.count() == 1


def test_test_mail_after_sending_the_survey_is_not_there(client, linde, lies):
    survey = factories.make_open(factories.make_project(linde), by=lies)
    before = Mail.objects.count()
    send(client, survey, lies)
    assert Mail.objects.count() == before


def test_test_mail_of_somebody_elses_survey_is_missing(client, draft, vik):
    assert send(client, draft, vik).status_code == 404


def test_button_of_the_test_mail_opens_the_phone_pages(client, draft, lies):
    send(client, draft, lies)
    outbox.deliver()
    address = reverse("bevraging:proef", args=[draft.project.slug, draft.pk])
    page = client.get(address).content.decode()
    assert f'href="http://localhost:8000{address}"' in django_mail.outbox[0].alternatives[0].content
    assert "Dit is een proef. Je antwoorden tellen niet mee." in page
