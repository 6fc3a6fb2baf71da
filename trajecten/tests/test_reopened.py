"""A step that was opened again: what the pages say of it, and who hears about it by mail."""

import pytest
from django.utils import timezone

from trajecten import gate, mails_reopened
from trajecten.models import Mail
from trajecten.outbox import deliver
from trajecten.templatetags.getallen import datum

WHY = "We hoorden te weinig nachtploeg."
OVERVIEW = "/trajecten/digitale-werkbonnen/"


def reopen(world, to_step: int = 1, *, by=None) -> None:
    gate.reopen(project=world.project, to_step=to_step, by=by or world.lead, reason=WHY)
    world.project.refresh_from_db()


def page(client, user, path: str = OVERVIEW) -> str:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.get(path).content.decode()


def said(step: int) -> str:
    return (
        f"Stap {step} staat weer open sinds {datum(timezone.localdate())}: “We hoorden te weinig nachtploeg”. "
        "Wat jullie later al deden, blijft bewaard."
    )


@pytest.mark.parametrize("path", [OVERVIEW, f"{OVERVIEW}poort/1/"])
def test_step_that_is_open_again_says_since_when_and_why(client, world, path):
    world.pass_gates(2)
    reopen(world)
    found = page(client, world.lead, path)
    assert (said(1) in found, "Vraag nu de beslissing." in found) == (True, False)


def test_gate_further_on_says_since_when_it_is_closed_again_what_was_opened_and_why(client, world):
    world.pass_gates(4)
    reopen(world, 2)
    day = datum(timezone.localdate())
    closed = (
        f"Opnieuw dicht sinds {day}: stap 2 ging weer open, “We hoorden te weinig nachtploeg”. "
        "Wat jullie deden, blijft bewaard."
    )
    pages = [page(client, world.lead, f"{OVERVIEW}poort/{step}/") for step in (3, 4)]
    assert [closed in found for found in pages] == [True, False]


def test_overview_of_a_step_that_is_open_again_leads_to_the_step_and_not_to_asking(client, world):
    world.pass_gates(2)
    reopen(world)
    found = page(client, world.lead)
    assert ("Bekijk stap 1, Stap 1" in found, "#vraag" in found) == (True, False)


def test_step_that_one_went_back_to_says_why_as_well(client, world):
    world.pass_gates(2)
    world.answer("back", back_to=1, reason=WHY)
    assert said(1) in page(client, world.lead)


def test_step_after_the_one_that_was_open_again_says_to_confirm_it(client, world):
    world.pass_gates(3)
    reopen(world)
    world.answer()
    assert "Daarom bevestigen jullie ook deze stap opnieuw." in page(client, world.lead)


def test_step_that_was_decided_again_no_longer_says_that_it_is_open_again(client, world):
    world.pass_gates(2)
    reopen(world)
    world.answer()
    assert "weer open" not in page(client, world.lead).split("Net gebeurd")[0]


def test_overview_of_a_step_that_is_open_again_takes_no_query_more(client, world, django_assert_num_queries):
    world.pass_gates(2)
    page(client, world.lead)
    with django_assert_num_queries(7):
        client.get(OVERVIEW)
    reopen(world)
    with django_assert_num_queries(7):
        client.get(OVERVIEW)


# --- The mail ----------------------------------------------------------------------------------


def told() -> set[str]:
    return set(Mail.objects.filter(kind=mails_reopened.REOPENED).values_list("recipient", flat=True))


def test_reopening_is_told_to_who_decides_but_not_to_who_did_it(world):
    world.pass_gates(2)
    reopen(world)
    assert told() == {world.decider.email}


def test_reopening_by_the_decider_is_told_to_who_leads(world):
    world.pass_gates(2)
    reopen(world, by=world.decider)
    assert told() == {world.lead.email}


@pytest.mark.django_db(transaction=True)
def test_reopening_mail_says_which_step_and_why(world, mailoutbox):
    world.pass_gates(2)
    deliver()
    mailoutbox.clear()
    reopen(world)
    deliver()
    [message] = mailoutbox
    assert message.subject == "Stap 1 staat weer open: Stap 1"
    assert f"Lies Maes opende stap 1, Stap 1, opnieuw en schrijft: “{WHY}”" in message.body
    assert "Wat jullie later al deden, blijft bewaard." in message.body


@pytest.mark.django_db(transaction=True)
def test_reopening_mail_stays_home_when_the_step_is_decided_again(world, mailoutbox):
    world.pass_gates(2)
    deliver()
    mailoutbox.clear()
    reopen(world)
    world.answer()
    deliver()
    assert [message.subject for message in mailoutbox if "weer open" in message.subject] == []
