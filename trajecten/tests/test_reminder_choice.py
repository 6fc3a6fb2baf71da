"""How often somebody gets reminders: chosen on a page of their own, or behind the link in each mail."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from organisatie.tests.factories import make_employee
from trajecten import actions, gate_reminders, rhythms
from trajecten.gate import ConditionInput
from trajecten.models import Mail, Reminder, ReminderChoice
from trajecten.outbox import claiming, deliver, kind_of, send_again

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
THEN = datetime(2026, 12, 2, 7, tzinfo=UTC)
CONDITION = "gate.condition_reminder"
MINE = "/mijn/herinneringen/"


@pytest.fixture
def promised(world, bram):
    """On Monday a go, with something that Bram will do by Wednesday 9 December: a week before is the 2nd."""
    with time_machine.travel(MONDAY, tick=False):
        agreed = ConditionInput("Hoezen kopen", bram, date(2026, 12, 9))
        return world.answer("go_with_conditions", conditions=[agreed]).conditions.get()


def collect():
    with time_machine.travel(THEN, tick=False):
        return gate_reminders.collect(THEN)


def page_of(person):
    return reverse("trajecten:herinneringen_keuze", args=[rhythms.secret_of(rhythms.word_of(person))])


def rhythm_of(person):
    word = rhythms.word_of(person)
    return rhythms.chosen([word]).get(word, "daily")


# --- On one's own page -------------------------------------------------------------------------


def test_choice_on_my_page_is_kept_and_shown(client, bram):
    client.force_login(bram)
    assert client.get(MINE).context["form"]["rhythm"].value() == "daily"
    client.post(MINE, {"rhythm": "weekly"})
    assert (client.get(MINE).context["form"]["rhythm"].value(), rhythm_of(bram)) == ("weekly", "weekly")


def test_choice_that_does_not_exist_is_refused(client, bram):
    client.force_login(bram)
    answer = client.post(MINE, {"rhythm": "hourly"})
    assert (answer.status_code, ReminderChoice.objects.count()) == (200, 0)


def test_my_data_lead_to_my_reminders(client, bram):
    client.force_login(bram)
    assert f'href="{MINE}"' in client.get("/mijn/").content.decode()


def test_choice_of_one_says_nothing_about_another(client, bram, lies):
    client.force_login(bram)
    client.post(MINE, {"rhythm": "off"})
    assert (rhythm_of(bram), rhythm_of(lies)) == ("off", "daily")


# --- Behind the link -----------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["off", "weekly", "daily"])
def test_link_chooses_without_signing_in_and_can_be_undone(client, bram, said):
    actions.choose_rhythm(word=str(bram.pk), rhythm="off" if said != "off" else "weekly")
    answer = client.post(page_of(bram), {"doe": said})
    assert (answer.status_code, rhythm_of(bram)) == (302, said)


@pytest.mark.parametrize("method", ["get", "head"])
def test_link_that_is_only_looked_at_changes_nothing(client, bram, method):
    answer = getattr(client, method)(page_of(bram))
    assert (answer.status_code, ReminderChoice.objects.count(), answer["X-Robots-Tag"]) == (200, 0, "noindex")


@pytest.mark.parametrize("body", [{}, {"doe": ""}, {"doe": "alles"}, {"List-Unsubscribe": "ja"}])
def test_link_posted_by_a_scanner_without_a_button_changes_nothing(client, bram, body):
    client.post(page_of(bram), body)
    assert ReminderChoice.objects.count() == 0


def test_one_click_of_a_mail_program_needs_no_csrf_token(bram):
    careful = Client(enforce_csrf_checks=True)
    by_hand = careful.post(page_of(bram), {"doe": "weekly"})
    by_program = careful.post(page_of(bram), {"List-Unsubscribe": "One-Click"})
    assert (by_hand.status_code, by_program.status_code, rhythm_of(bram)) == (403, 200, "off")


@pytest.mark.parametrize("secret", ["1", "1-aaaa", "m1-aaaa", "-", "x-y", "٣-aaaa", "m-aaaa", "9" * 30 + "-a"])
def test_link_that_is_not_ours_is_not_found_and_changes_nothing(client, bram, secret):
    address = reverse("trajecten:herinneringen_keuze", args=[secret])
    answers = [client.get(address).status_code, client.post(address, {"doe": "off"}).status_code]
    click = client.post(address, {"List-Unsubscribe": "One-Click"})
    assert (answers, click.status_code, ReminderChoice.objects.count()) == ([404, 404], 200, 0)


def test_link_of_one_does_not_open_that_of_another(client, bram, lies):
    token = rhythms.secret_of(str(bram.pk)).partition("-")[2]
    address = reverse("trajecten:herinneringen_keuze", args=[f"{lies.pk}-{token}"])
    assert client.post(address, {"doe": "off"}).status_code == 404
    assert ReminderChoice.objects.count() == 0


def test_link_of_an_employee_without_an_account_works_the_same(client, linde):
    owner = make_employee(linde, email="an@linde.test")
    client.post(page_of(owner), {"List-Unsubscribe": "One-Click"})
    page = client.get(page_of(owner)).content.decode()
    assert (rhythm_of(owner), "Je krijgt geen herinneringen meer." in page) == ("off", True)


def test_employee_with_an_account_is_one_person(client, linde, bram):
    before = make_employee(linde, "Bram van de werf", email="werf@linde.test")
    client.post(page_of(before), {"doe": "off"})
    bram.employee_records.update(user=None)
    before.user = bram
    before.save()
    first = rhythm_of(bram)
    actions.choose_rhythm(word=str(bram.pk), rhythm="weekly")
    assert (first, rhythm_of(bram), rhythm_of(before)) == ("off", "weekly", "off")


@pytest.mark.django_db
def test_database_refuses_a_choice_of_nobody():
    with pytest.raises(IntegrityError):
        ReminderChoice.objects.create(rhythm="off")


# --- What it does to reminders -------------------------------------------------------------------


def test_off_makes_no_mail_and_is_decided_once(promised, bram):
    actions.choose_rhythm(word=str(bram.pk), rhythm="off")
    assert (collect(), collect(), Mail.objects.filter(kind=CONDITION).count()) == (0, 0, 0)
    assert list(Reminder.objects.values_list("how", "mail_key")) == [("off", "")]


def test_off_withdraws_what_waits(promised, bram):
    collect()
    actions.choose_rhythm(word=str(bram.pk), rhythm="off")
    with time_machine.travel(THEN, tick=False):
        reasons = kind_of(CONDITION).recheck(list(Mail.objects.filter(kind=CONDITION)))
    assert list(reasons.values()) == ["wil geen herinneringen"]


def test_off_leaves_the_question_itself_alone(world):
    actions.choose_rhythm(word=str(world.decider.pk), rhythm="off")
    with time_machine.travel(MONDAY, tick=False):
        world.ask(decide_by=date(2026, 11, 27))
    [mail] = Mail.objects.filter(recipient=world.decider.email)
    assert (mail.kind, kind_of(mail.kind).recheck([mail])) == ("gate.request", {})


def test_every_reminder_carries_the_way_out(promised, bram, mailoutbox):
    collect()
    with time_machine.travel(THEN, tick=False):
        deliver()
    [message] = [one for one in mailoutbox if "List-Unsubscribe" in one.extra_headers]
    link = f"http://localhost:8000{page_of(bram)}"
    assert message.extra_headers["List-Unsubscribe"] == f"<{link}>"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (message.body.count(link), f'href="{link}"' in message.alternatives[0][0]) == (1, True)


def test_way_out_stands_in_no_row(promised, bram):
    collect()
    [mail] = Mail.objects.filter(kind=CONDITION)
    assert rhythms.secret_of(str(bram.pk)) not in str(mail.context)
    assert rhythms.secret_of(str(bram.pk)).encode() not in bytes(mail.sealed)


def test_reminder_that_failed_and_goes_again_still_carries_the_way_out(promised, bram, mailoutbox):
    collect()
    [mail] = Mail.objects.filter(kind=CONDITION)
    with time_machine.travel(THEN, tick=False):
        [taken] = [one for one in claiming.claim(10) if one.pk == mail.pk]
        claiming.fail(taken, "550 postbus vol")
        send_again(mails=Mail.objects.filter(pk=mail.pk))
        deliver()
    [message] = [one for one in mailoutbox if "List-Unsubscribe" in one.extra_headers]
    assert page_of(bram) in message.body
