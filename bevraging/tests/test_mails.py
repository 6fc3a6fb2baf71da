"""The mails of step 1: what they say, whom they reach, and what they never hold."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr

import pytest
import time_machine
from django.core import mail as django_mail
from django.urls import reverse
from django.utils import timezone

from bevraging import actions, mails
from bevraging.links import link_of
from bevraging.models import Participant, Survey
from bevraging.tests import factories
from trajecten import outbox
from trajecten.models import Mail, Mailing

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(linde, lies):
    return factories.make_open(factories.make_project(linde), by=lies, created_by=lies)


def delivered():
    outbox.deliver()
    return django_mail.outbox


def address_of(message):
    return parseaddr(message.to[0])[1]


def test_invitation_goes_to_everybody_with_an_address(linde, lies):
    survey = factories.make_draft(factories.make_project(linde))
    Participant.objects.create(survey=survey, name="Zonder Mail")
    actions.launch(survey=survey, by=lies)
    assert (Mail.objects.count(), Mailing.objects.get().planned, survey.invited) == (20, 20, 21)


def test_stored_mail_holds_no_link_and_no_code(opened):
    batch = list(Mail.objects.all())
    secrets = {word for values in mails.personal(batch).values() for word in values.values()} - {"Collega"}
    stored = str(list(Mail.objects.values()))
    assert (len(secrets), [secret for secret in secrets if secret in stored]) == (60, [])


def test_invitation_says_who_how_long_and_until_when(opened):
    text = delivered()[0].body
    link = link_of(opened.participants.get(email=address_of(django_mail.outbox[0])).pk, 1)
    found = [words in text for words in ("Dag Collega,", "8 vragen", "2 minuten", link, "Niemand in je organisatie")]
    assert found == [True] * 5


def test_invitation_subject_is_the_question(opened):
    assert delivered()[0].subject == "Hoe werk jij met werkbonnen? 8 vragen, 2 minuten"


def test_invitation_subject_of_a_title_without_a_mark_has_a_colon(linde, lies):
    factories.make_open(factories.make_project(linde), by=lies, title="Nieuwe bevraging")
    assert delivered()[0].subject == "Nieuwe bevraging: 8 vragen, 2 minuten"


def test_invitation_without_an_introduction_starts_by_itself(linde, lies):
    factories.make_open(factories.make_project(linde), by=lies, intro="")
    mail = delivered()[0]
    for text in (mail.body, mail.alternatives[0][0]):
        assert ("We horen graag hoe het bij jou gaat." in text, "Daarvoor" in text) == (True, False)


def test_invitation_html_has_one_button_and_no_remote_image(opened):
    html = delivered()[0].alternatives[0][0]
    assert (html.count("Geef mijn mening"), re.findall(r"<img[^>]*>", html), "{{" in html) == (1, [], False)


def test_invitation_can_be_stopped_with_one_click(opened):
    headers = delivered()[0].extra_headers
    assert (headers["List-Unsubscribe"].startswith("<http://localhost:8000/u/"), headers["List-Unsubscribe-Post"]) == (
        True,
        "List-Unsubscribe=One-Click",
    )


def test_named_survey_says_so_in_the_mail(linde, lies):
    factories.make_open(factories.make_project(linde), by=lies, mode=Survey.Mode.NAMED)
    text = delivered()[0].body
    assert ("Deze bevraging is op naam" in text, "Niemand in je organisatie" in text) == (True, False)


def test_invitation_of_who_answered_is_withdrawn(opened):
    factories.answer(opened, 20)
    assert (len(delivered()), Mail.objects.filter(status="withdrawn").count()) == (0, 20)


def test_withdrawal_never_says_why(opened):
    factories.answer(opened, 1)
    person = opened.participants.order_by("pk").last()
    Participant.objects.filter(pk=person.pk).update(generation=2)
    outbox.deliver()
    assert set(Mail.objects.filter(status="withdrawn").values_list("error", flat=True)) == {"niet meer nodig"}


def test_invitation_to_who_is_muted_still_goes(opened):
    opened.participants.update(muted=True)
    assert len(delivered()) == 20


def test_reminder_skips_who_answered_or_is_muted(opened):
    factories.answer(opened, 3)
    Participant.objects.filter(pk=opened.participants.order_by("pk").last().pk).update(muted=True)
    assert mails.queue_reminder(opened, 1) == 16


def test_reminder_twice_is_one_mail_each_and_one_sending(opened):
    again = [mails.queue_reminder(opened, 1) for _turn in range(2)]
    assert (again, Mailing.objects.filter(kind="bevraging.reminder_1").count()) == ([20, 0], 1)


def sendings(survey) -> list[tuple]:
    """What is kept of each sending of reminders: nothing in it may count who answered."""
    rows = Mailing.objects.filter(kind__startswith="bevraging.reminder", subject_key=f"survey:{survey.pk}")
    return list(rows.values_list("kind", "planned", "sent", "uncertain", "withdrawn"))


@pytest.mark.parametrize("answers", [0, 3, 19, 20])
def test_sending_of_a_reminder_looks_the_same_whoever_answered(opened, answers):
    delivered()
    factories.answer(opened, answers)
    mails.queue_reminder(opened, 1)
    factories.answer(opened, 1, first=19)  # after queueing: that mail is withdrawn
    delivered()
    assert sendings(opened) == [("bevraging.reminder_1", 0, 0, 0, 0)]


def test_sending_of_a_reminder_in_a_survey_by_name_is_counted(linde, lies):
    """The other way round, so that the test above can fail."""
    survey = factories.make_open(factories.make_project(linde), by=lies, mode=Survey.Mode.NAMED)
    factories.answer(survey, 3)
    mails.queue_reminder(survey, 1)
    delivered()
    assert sendings(survey) == [("bevraging.reminder_1", 17, 17, 0, 0)]


def test_reminder_by_hand_when_everybody_answered_says_and_keeps_the_same(linde, lies):
    told = []
    for answers in (5, 20):
        survey = factories.make_open(factories.make_project(linde, slug=f"na-{answers}"), by=lies)
        factories.answer(survey, answers)
        Survey.objects.filter(pk=survey.pk).update(launched_at=timezone.now() - timedelta(days=5))
        survey.refresh_from_db()
        with time_machine.travel(datetime(2027, 1, 13, 10, tzinfo=UTC), tick=False):
            Survey.objects.filter(pk=survey.pk).update(closes_on=timezone.localdate() + timedelta(days=9))
            survey.refresh_from_db()
            done = actions.send_reminder(survey=survey, by=lies)
        told.append((done, sendings(survey), survey.project.events.filter(verb="survey_reminded").count()))
    assert told[0] == told[1] == (True, [("bevraging.reminder_1", 0, 0, 0, 0)], 1)


def test_counts_of_a_round_do_not_say_who_just_answered(opened):
    factories.answer(opened, 1)
    counts = outbox.deliver()
    assert (counts["withdrawn"], outbox.figures()["withdrawn"], outbox.figures()["sent"]) == (0, 0, 20)


def test_progress_of_the_invitations_does_not_say_who_just_answered(opened):
    factories.answer(opened, 1)
    delivered()
    found = outbox.progress(Mailing.objects.get())
    assert (found.planned, found.sent, found.withdrawn) == (20, 20, 0)


def test_reminder_carries_the_same_link(opened):
    delivered()
    django_mail.outbox.clear()
    mails.queue_reminder(opened, 1)
    message = delivered()[0]
    person = opened.participants.get(email=address_of(message))
    assert link_of(person.pk, 1) in message.body


def test_reminder_tells_how_many_answered_in_tens_only(opened):
    delivered()
    django_mail.outbox.clear()
    factories.answer(opened, 13)
    mails.queue_reminder(opened, 1)
    assert "Al meer dan 10 collega's" in delivered()[0].body


def test_second_reminder_the_day_before_says_tomorrow(opened):
    Survey.objects.filter(pk=opened.pk).update(closes_on=timezone.localdate() + timedelta(days=1))
    opened.refresh_from_db()
    delivered()
    django_mail.outbox.clear()
    mails.queue_reminder(opened, 2)
    assert delivered()[0].subject == "Morgen is de laatste dag"


def test_reminder_after_the_close_is_withdrawn(opened):
    delivered()
    django_mail.outbox.clear()
    mails.queue_reminder(opened, 1)
    opened.participants.update(muted=True)
    assert delivered() == []


def test_notice_of_close_tells_the_lead_where_the_results_are(linde, lies):
    survey = factories.make_published(factories.make_project(linde), answers=12, by=lies, created_by=lies)
    mails.queue_closed(survey)
    message = delivered()[0]
    page = reverse("bevraging:resultaten", args=[survey.project.slug, survey.pk])
    assert (address_of(message), message.subject, page in message.body) == (
        lies.email,
        "De resultaten staan klaar: Hoe werk jij met werkbonnen?",
        True,
    )


def test_notice_of_close_outlives_the_rows_of_the_survey(linde, lies):
    survey = factories.make_published(factories.make_project(linde), answers=12, by=lies, created_by=lies)
    mails.queue_closed(survey)
    outbox.forget(f"survey:{survey.pk}")
    assert list(Mail.objects.values_list("kind", flat=True)) == ["bevraging.closed"]


def test_personal_values_of_a_batch_take_one_query(opened, django_assert_num_queries):
    batch = list(Mail.objects.all())
    with django_assert_num_queries(1):
        assert len(mails.personal(batch)) == 20


# --- «Stuur me geen herinneringen» -------------------------------------------------------------


def mute_path(person):
    return reverse("bevraging:geen_herinneringen", args=[mails.mute_token(person.pk)])


def test_mute_link_shows_and_does_nothing(client, opened):
    person = opened.participants.first()
    for method in (client.get, client.head):
        method(mute_path(person))
    person.refresh_from_db()
    assert person.muted is False


def test_mute_button_stops_and_can_be_undone(client, opened):
    person, seen = opened.participants.first(), []
    for what in ("stop", "weer"):
        client.post(mute_path(person), {"doe": what})
        person.refresh_from_db()
        seen.append(person.muted)
    assert seen == [True, False]


@pytest.mark.parametrize("muted", [False, True])
def test_scanner_that_posts_the_form_by_itself_changes_nothing(client, opened, muted):
    """Three times HEAD, GET, GET and the form with its hidden fields: a script that submits it presses no button."""
    person = opened.participants.first()
    Participant.objects.filter(pk=person.pk).update(muted=muted)
    for _turn in range(3):
        client.head(mute_path(person))
        client.get(mute_path(person))
        page = client.get(mute_path(person)).content.decode()
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w+)"', page))
        client.post(mute_path(person), hidden)
    person.refresh_from_db()
    assert person.muted is muted


def test_one_click_mutes_without_a_csrf_token(opened):
    from django.test import Client

    person = opened.participants.first()
    answer = Client(enforce_csrf_checks=True).post(mute_path(person), {"List-Unsubscribe": "One-Click"})
    person.refresh_from_db()
    assert (answer.status_code, person.muted) == (200, True)


def test_undo_without_a_csrf_token_is_refused(opened):
    from django.test import Client

    person = opened.participants.first()
    Participant.objects.filter(pk=person.pk).update(muted=True)
    answer = Client(enforce_csrf_checks=True).post(mute_path(person), {"doe": "weer"})
    person.refresh_from_db()
    assert (answer.status_code, person.muted) == (403, True)


@pytest.mark.parametrize("token", ["gekraakt", "1-gekraakt", "1", "٣-x", "9" * 40])
def test_mute_link_that_was_changed_changes_nothing(client, opened, token):
    answer = client.post(reverse("bevraging:geen_herinneringen", args=[token]), {"doe": "stop"})
    assert (answer.status_code, opened.participants.filter(muted=True).count()) == (404, 0)


def test_mute_link_is_not_a_survey_link(client, opened):
    person = opened.participants.first()
    assert client.get(f"/v/{mails.mute_token(person.pk)}/").status_code == 404
