"""The mails around a decision: who gets them, when they are no longer wanted, and how they read."""

import pytest

from organisatie.tests.factories import make_user
from trajecten import actions, gate, mail_words, mails
from trajecten.models import Mail
from trajecten.outbox import deliver, kind_of


def unwanted(kind):
    found = list(Mail.objects.filter(kind=kind))
    return kind_of(kind).recheck(found)


def test_request_rather_arrives_twice_than_never_and_a_result_rather_never_than_twice():
    assert [kind_of(code).resend_when_uncertain for code in (mails.REQUEST, mails.RESULT)] == [True, False]


def test_request_that_is_open_is_still_wanted(world):
    world.ask()
    assert unwanted(mails.REQUEST) == {}


def test_request_that_was_answered_is_no_longer_wanted(world):
    world.answer("go")
    assert list(unwanted(mails.REQUEST).values()) == ["niet meer gevraagd"]


def test_request_to_a_former_decider_is_no_longer_wanted(world, noor):
    world.ask()
    actions.set_role(project=world.project, role="decider", by=world.lead, user=noor)
    gone = unwanted(mails.REQUEST)
    assert {Mail.objects.get(pk=pk).recipient for pk in gone} == {world.decider.email}


def test_result_that_was_revised_is_no_longer_wanted(world):
    decision = world.answer("go")
    revised = gate.revise(decision=decision, by=world.decider, outcome="hold", reason="Eerst Ninove.")
    gone = unwanted(mails.RESULT)
    assert {Mail.objects.get(pk=pk).key for pk in gone} == {f"result:{decision.pk}:{world.lead.pk}"}
    assert Mail.objects.filter(key=f"result:{revised.pk}:{world.lead.pk}").count() == 1


def test_result_is_told_to_who_asked_and_who_promised_but_not_to_who_left(world, linde):
    former = make_user("weg@linde.test", "Weg Peeters", is_active=False)
    actions_role = world.project.roles.create(role="lead", user=former)
    decision = world.answer("go")
    assert [user.email for user in mails.core_team(decision)] == [world.lead.email]
    assert actions_role.until is None


@pytest.mark.django_db(transaction=True)
def test_request_mail_reads_as_a_question_with_one_link(world, mailoutbox):
    world.ask(note="Alles staat klaar.")
    deliver()
    [message] = mailoutbox
    assert message.to == ["Dirk Van Hove <dirk@de-linde.test>"]
    assert message.subject.endswith("door naar Stap 2?")
    assert "Alles staat klaar." in message.body
    assert message.body.count("http://localhost:8000/trajecten/digitale-werkbonnen/poort/1/beslissen/") == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("outcome", "subject"),
    [
        ("go", "De poort is open: we starten met Stap 2"),
        ("hold", "Nog één ding nodig voor we doorgaan"),
        ("stop", "Digitale werkbonnen stopt"),
    ],
)
def test_result_mail_says_in_its_subject_what_was_decided(world, mailoutbox, outcome, subject):
    world.answer(outcome)
    deliver()
    [message] = mailoutbox
    assert (message.subject, message.to) == (subject, ["Lies Maes <lies@linde.test>"])


@pytest.mark.django_db(transaction=True)
def test_request_mail_leads_with_the_points_in_order(world, mailoutbox):
    world.ask()
    deliver()
    lines = [line for line in mailoutbox[0].body.splitlines() if line]
    assert (lines[1].split(". Lies")[0], "Lies stelt voor om door te gaan." in lines[1]) == (
        "Alle 3 punten zijn in orde",
        True,
    )


@pytest.mark.parametrize(
    ("met", "total", "said"),
    [
        (5, 5, "Alle 5 punten zijn in orde. Nele stelt voor om door te gaan."),
        (3, 5, "3 van 5 punten zijn in orde. Nele stelt voor om zonder de andere 2 verder te gaan."),
        (1, 2, "1 van 2 punten is in orde. Nele stelt voor om zonder het andere punt verder te gaan."),
    ],
)
def test_points_in_a_mail_are_counted_in_one_sentence(met, total, said):
    assert mail_words._points("Nele", met, total) == said
