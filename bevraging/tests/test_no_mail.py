"""«Geen bevragingen meer per mail»: for an address, over all surveys of the organisation, and back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from bevraging import mail_stops, mails
from bevraging.actions import launch
from bevraging.models import (
    MailStop,
    Participant,
    Survey,
)
from bevraging.tests import factories
from bevraging.tests.over import DAY, forget, make_anonymous, make_named
from organisatie.tests.factories import make_ines
from trajecten import outbox
from trajecten.models import Mail


@pytest.fixture
def survey(linde, lies):
    return make_anonymous(linde, lies)


@pytest.fixture
def named(linde, lies):
    return make_named(linde, lies)


# --- «Geen bevragingen meer per mail» ----------------------------------------------------------


def test_who_wants_no_mail_gets_a_slip_the_next_time(client, survey, linde, lies):
    person = survey.participants.order_by("pk").first()
    path = reverse("bevraging:geen_herinneringen", args=[mails.mute_token(person.pk)])
    client.post(path, {"doe": "geen_mail"})
    assert MailStop.objects.count() == 1
    assert person.email not in str(list(MailStop.objects.values()))
    Survey.objects.filter(pk=survey.pk).update(launched_at=timezone.now() - 20 * DAY)
    draft = factories.make_draft(factories.make_project(linde, slug="nog"))
    Participant.objects.create(survey=draft, employee_id=person.employee_id, name=person.name, email=person.email)
    launch(survey=draft, by=lies)
    assert draft.participants.get(employee=person.employee_id).email == ""
    client.post(path, {"doe": "wel_mail"})
    assert MailStop.objects.count() == 0


@pytest.fixture
def twice(linde, lies):
    """The same 20 people in two running surveys."""
    first = factories.make_open(factories.make_project(linde), by=lies)
    second = factories.make_draft(factories.make_project(linde, slug="nog"), people=[])
    Participant.objects.bulk_create(
        Participant(survey=second, employee_id=p.employee_id, name=p.name, email=p.email)
        for p in first.participants.all()
    )
    launch(survey=second, by=lies, lately="toch", reason="Het is dringend")
    second.refresh_from_db()
    return first, second


def mute_of(survey: Survey, email: str) -> str:
    return reverse("bevraging:geen_herinneringen", args=[mails.mute_token(survey.participants.get(email=email).pk)])


def reminded(survey: Survey, email: str) -> bool:
    mails.queue_reminder(survey, 1)
    return Mail.objects.filter(recipient=email, kind=mails.REMINDERS[1], subject_key=f"survey:{survey.pk}").exists()


@pytest.mark.parametrize("said", [{"doe": "geen_mail"}, {"List-Unsubscribe": "One-Click"}])
def test_no_mail_holds_for_every_running_survey_of_the_organisation(client, twice, said):
    first, second = twice
    email = first.participants.order_by("pk").first().email
    client.post(mute_of(first, email), said)
    assert (reminded(first, email), reminded(second, email), MailStop.objects.count()) == (False, False, 1)


def test_no_mail_is_undone_for_every_running_survey(client, twice):
    first, second = twice
    email = first.participants.order_by("pk").first().email
    client.post(mute_of(first, email), {"List-Unsubscribe": "One-Click"})
    page = client.get(mute_of(second, email)).content.decode()
    client.post(mute_of(second, email), {"doe": "wel_mail"})
    assert ("geen bevragingen meer per mail" in page, MailStop.objects.count()) == (True, 0)
    assert (reminded(first, email), reminded(second, email)) == (True, True)


def test_no_reminders_holds_for_one_survey(client, twice):
    first, second = twice
    email = first.participants.order_by("pk").first().email
    client.post(mute_of(first, email), {"doe": "stop"})
    assert (reminded(first, email), reminded(second, email), MailStop.objects.count()) == (False, True, 0)


def test_no_mail_in_one_organisation_says_nothing_in_another(client, survey, anker, vik):
    person = survey.participants.first()
    elsewhere = factories.make_open(factories.make_project(anker, slug="anker"), by=vik)
    there = elsewhere.participants.first()
    elsewhere.participants.filter(pk=there.pk).update(email=person.email)
    client.post(mute_of(survey, person.email), {"doe": "geen_mail"})
    there.refresh_from_db()
    assert (there.muted, mail_stops.is_stopped(anker.pk, person.email)) == (False, False)


def test_reminder_that_waits_is_withdrawn_when_the_address_wants_no_mail(client, twice):
    first, second = twice
    email = first.participants.order_by("pk").first().email
    assert reminded(second, email)
    client.post(mute_of(first, email), {"doe": "geen_mail"})
    outbox.deliver()
    mail = Mail.objects.get(recipient=email, kind=mails.REMINDERS[1])
    assert mail.status == Mail.Status.WITHDRAWN


def test_link_whose_address_is_gone_says_who_can_undo_it(client, survey):
    path = mute_of(survey, survey.participants.first().email)
    forget(survey, 31 * DAY)
    answer = client.get(path)
    assert (answer.status_code, "Vraag het aan de beheerder" in answer.content.decode()) == (404, True)


def test_admin_lets_mail_go_to_an_address_again(client, linde, survey):
    email = survey.participants.first().email
    mail_stops.stop(linde.pk, email)
    client.force_login(make_ines())
    client.post(reverse("bevraging:gegevens_gevraagd"), {"email": email, "doe": "weer"})
    assert (MailStop.objects.count(), survey.participants.get(email=email).muted) == (0, False)


def test_send_check_counts_who_wants_no_mail_and_names_nobody(client, linde, lies):
    from trajecten.models import ProjectRole

    draft = factories.make_draft(factories.make_project(linde))
    ProjectRole.objects.create(project=draft.project, role=ProjectRole.Role.LEAD, user=lies)
    person = draft.participants.first()
    mail_stops.stop(linde.pk, person.email)
    client.force_login(lies)
    page = client.get(reverse("bevraging:versturen", args=[draft.project.slug, draft.pk])).content.decode()
    assert ("1 collega wil geen bevragingen per mail" in page, "Verstuur naar 19 collega" in page) == (True, True)
