"""How a gate is told: to each reader what they can do, in sentences that read on, and with a way to what was decided."""

from datetime import timedelta

import pytest
from django.utils import timezone

from organisatie.models import Membership
from organisatie.tests.factories import make_membership, make_user
from trajecten import actions, gate, history
from trajecten.models import Event, GateDecision
from trajecten.outbox import deliver
from trajecten.steps import State
from trajecten.tests.factories import make_role
from trajecten.tests.gate_world import RESPONSE

OVERVIEW = "/trajecten/digitale-werkbonnen/"
GATE = f"{OVERVIEW}poort/1/"


@pytest.fixture
def look(client):
    def page(user, path=OVERVIEW) -> str:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client.get(path).content.decode()

    return page


def reason(world, why: str = "Ik wil eerst Ninove horen") -> None:
    world.answer("hold", reason=why)


# --- Who reads ---------------------------------------------------------------------------------


def test_lead_reads_to_ask_and_a_reader_who_can_ask(world, look, noor):
    fact = "Alles is in orde. De projectleider kan de beslissing vragen."
    assert "Alles is in orde. Vraag nu de beslissing." in look(world.lead)
    assert [fact in look(user) for user in (noor, world.decider, world.lead)] == [True, True, False]


def test_question_lies_with_the_decider_before_its_mail_left_and_after(world, look):
    world.ask()
    before = look(world.lead)
    deliver()
    said = ["De vraag ligt bij Dirk." in page for page in (before, look(world.lead))]
    assert (said, "kreeg vandaag een mail" in before) == ([True, True], False)


# --- While the decider waits -------------------------------------------------------------------


@pytest.mark.parametrize("path", [OVERVIEW, GATE])
def test_hold_says_what_is_still_needed_in_the_sentence_and_in_the_list(world, look, path):
    reason(world)
    page = look(world.lead, path)
    assert "Dirk wil nog even wachten. Dit is nog nodig: Ik wil eerst Ninove horen. De rest blijft staan." in page
    assert "Dirk Van Hove wil nog even wachten<small>Dit is nog nodig: Ik wil eerst Ninove horen</small>" in page


# --- The way back to what was decided ----------------------------------------------------------


def test_overview_leads_to_a_passed_gate_by_its_arch_and_its_line(world, look):
    world.pass_gates(2)
    page = look(world.lead)
    assert f'<a class="poort" href="{GATE}"' in page
    assert "Poort na stap 1: Poort open" in page
    assert f'<a href="{GATE}">poort na stap 1</a>' in page


def test_arch_where_nothing_was_decided_leads_nowhere(world, look):
    assert '<a class="poort"' not in look(world.lead)


def test_arch_leads_nowhere_for_who_may_not_see_the_gate(world, look):
    world.pass_gates(2)
    fatima = make_user("fatima@elders.test", "Fatima")
    make_role(world.project, fatima, "ambassador")
    assert '<a class="poort"' not in look(fatima)


def test_history_leads_to_the_gate_a_line_is_about(world, look):
    world.pass_gates(2)
    page = look(world.lead, f"{OVERVIEW}geschiedenis/")
    line = page.split("Dirk Van Hove besliste over stap 1: we gaan door.")[1].split("</li>")[0]
    assert f'<a href="{GATE}">poort na stap 1</a>' in line


def test_gate_page_has_the_tabs_of_its_project(world, look):
    page = look(world.lead, GATE)
    assert (f'<a href="{OVERVIEW}">Overzicht</a>' in page, f'<a href="{OVERVIEW}geschiedenis/">' in page) == (
        True,
        True,
    )


# --- Sentences ---------------------------------------------------------------------------------


def told(verb: str) -> str:
    return history.sentence(Event.objects.filter(verb=verb).latest("pk"))


def test_history_tells_a_decision_in_one_sentence_with_the_note_in_quotes(world):
    world.answer("hold", reason="Eerst Ninove.")
    assert told("gate.decided") == "Dirk Van Hove besliste over stap 1: nog even wachten. “Eerst Ninove.”"


def test_history_tells_a_revision_without_capitals_inside(world):
    decision = world.answer("hold", reason="Eerst Ninove.")
    gate.revise(decision=decision, by=world.decider, outcome="go", reason="Ga maar.")
    assert told("gate.revised") == (
        "Dirk Van Hove herzag de beslissing over stap 1: we gaan door. Eerst was dat: nog even wachten. “Ga maar.”"
    )


@pytest.mark.django_db(transaction=True)
def test_mail_of_an_agreement_reads_as_sentences(world, mailoutbox):
    day = timezone.localdate() + timedelta(days=20)
    agreed = gate.ConditionInput("Meidoorn krijgt een extra infomoment.", world.lead, day)
    world.answer("go_with_conditions", conditions=[agreed])
    deliver()
    assert "Meidoorn krijgt een extra infomoment. Lies Maes doet dit tegen" in mailoutbox[0].body


@pytest.mark.django_db(transaction=True)
def test_mail_of_a_revision_names_the_decider_once(world, mailoutbox):
    decision = world.answer("go")
    gate.revise(decision=decision, by=world.decider, outcome="hold", reason="Eerst Ninove.")
    deliver()
    [message] = mailoutbox
    assert ("Dirk Van Hove herzag de beslissing: nog even wachten." in message.body, "besliste" in message.body) == (
        True,
        False,
    )


def test_drift_from_what_could_not_be_shown_is_told_in_words(world):
    world.facts.answers, world.facts.invited = 0, 4
    waiver = gate.WaiverInput(
        RESPONSE,
        "De ploeg is klein, we horen iedereen zelf.",
        "We bellen.",
        world.lead,
        timezone.localdate() + timedelta(days=9),
    )
    world.answer(request=world.ask(waivers=[waiver]))
    world.facts.answers, world.facts.invited = 20, 100
    assert [str(line) for line in gate.status_of(world.project, 1).drift] == [
        "Deelname: toen te weinig gegevens, vandaag 20%."
    ]
    assert (GateDecision.objects.count(), gate.status_of(world.project, 1).results[1].state) == (1, State.NOT_MET)


def test_thresholds_say_a_percentage_of_what(world, look):
    assert "Genoeg mensen deden mee." in look(world.lead, f"{OVERVIEW}instellingen/")


def test_lowered_goal_is_told_with_its_unit_and_a_reason(world, look):
    actions.change_threshold(project=world.project, by=world.lead, code=RESPONSE, value=25, reason="Kleine ploegen.")
    assert "Het doel is hier 25% in plaats van 50%. Waarom: Kleine ploegen." in look(world.lead, GATE)


# --- Pages that one may not open ---------------------------------------------------------------


def test_people_page_tells_a_reader_who_can_help(client, noor, linde):
    make_membership(make_user("ines@linde.test", "Ines Claes"), linde, Membership.Role.ADMIN)
    client.force_login(noor, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/mensen/").content.decode()
    assert "Vraag het aan de beheerder van je organisatie: Ines Claes." in page
    assert "projectleider om je toe te voegen" not in page


def test_administration_tells_a_reader_who_can_help(client, noor):
    client.force_login(noor, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get("/beheer/", follow=True)
    assert (answer.status_code, "Vraag het aan de beheerder van je organisatie." in answer.content.decode()) == (
        403,
        True,
    )


@pytest.mark.parametrize("path", ["/mensen/", "/nergens/"])
def test_page_that_fails_leads_to_the_projects(client, noor, path):
    client.force_login(noor, backend="django.contrib.auth.backends.ModelBackend")
    assert '<a class="knop" href="/trajecten/">' in client.get(path).content.decode()


def test_signing_in_shows_no_toast(client, lies):
    lies.set_password("samen-op-het-spoor")
    lies.save()
    answer = client.post("/aanmelden/", {"login": lies.email, "password": "samen-op-het-spoor"}, follow=True)
    assert (answer.request["PATH_INFO"], "data-toast" in answer.content.decode()) == ("/vandaag/", False)
