"""From proposal to decision: what must be there to ask, who answers, and what follows."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from fundament import decision_mails
from fundament.actions import deciding, proposing
from fundament.actions.refusals import ChangedMeanwhile, Incomplete, Settled
from fundament.deciders import deciders_of
from fundament.decision_reading import whole
from fundament.models import Decision
from fundament.tests.factories import (
    RATIONALE,
    answer_targeted,
    make_asked,
    make_decision,
    make_proposal,
    make_taken,
    make_targeted,
)
from organisatie.models import Membership
from organisatie.tests.factories import make_user
from trajecten import access, gate
from trajecten.models import Event, Mail, Project, ProjectRole
from trajecten.outbox import deliver, kind_of
from trajecten.tests.factories import make_role

DAYS = timedelta(days=1)


def in_days(n):
    return timezone.localdate() + n * DAYS


def told(verb):
    return Event.objects.filter(verb=verb).count()


def stored(decision):
    return Decision.objects.get(pk=decision.pk)


@pytest.fixture
def proposal(project, lies, dirk):
    return make_proposal(project, driver=lies, decider=dirk)


@pytest.fixture
def asked(project, lies, dirk):
    return make_asked(project, driver=lies, decider=dirk)


def take(decision, by, **values):
    values = {"version": decision.version, "option": decision.options.first(), "rationale": RATIONALE} | values
    return deciding.decide(decision=decision, by=by, **values)


# --- Asking ------------------------------------------------------------------------------------


def test_asking_puts_it_before_the_decider_by_mail_and_once(proposal, lies, dirk):
    assert [deciding.ask(decision=proposal, by=lies, decide_by=in_days(7)) for _turn in range(2)] == [True, False]
    mail = Mail.objects.get()
    assert (mail.kind, mail.recipient, told("decision_asked"), stored(proposal).is_asked) == (
        "decision.asked",
        dirk.email,
        1,
        True,
    )


def without_a_worker(decision):
    decision.parties.update(does_the_work=False)


def without_a_weighed_option(decision):
    decision.options.filter(number=2).update(minus="")


def with_answers_that_nobody_summed_up(decision):
    answer_targeted(make_targeted(decision=decision), "yes", "no")


MISSING = {
    "summaries": with_answers_that_nobody_summed_up,
    "causes": lambda decision: decision.bundles.clear(),
    "options": lambda decision: decision.options.first().delete(),
    "weighed": without_a_weighed_option,
    "workers": without_a_worker,
    "driver": lambda decision: Decision.objects.update(driver=None),
    "decider": lambda decision: Decision.objects.update(decider=None),
    "review": lambda decision: Decision.objects.update(review_on=timezone.localdate()),
}


@pytest.mark.parametrize("code", MISSING)
def test_asking_says_what_is_missing(proposal, lies, code):
    MISSING[code](proposal)
    with pytest.raises(Incomplete, match="Dit is nog nodig") as caught:
        deciding.ask(decision=proposal, by=lies, decide_by=in_days(7))
    assert [one.code for one in caught.value.missing] == [code]
    asked = Mail.objects.filter(kind="decision.asked").count()
    assert (stored(proposal).is_asked, asked) == (False, 0)


def closed_account(user):
    user.is_active = False
    user.save()


@pytest.mark.parametrize("leave", [closed_account, lambda user: user.memberships.update(is_active=False)])
def test_asking_somebody_who_left_is_not_possible(proposal, lies, dirk, leave):
    leave(dirk)
    with pytest.raises(Incomplete, match="Dirk Van Hove kan hier niet meer beslissen"):
        deciding.ask(decision=proposal, by=lies, decide_by=in_days(7))


def test_nobody_asks_themselves(proposal, dirk):
    with pytest.raises(PermissionDenied):
        deciding.ask(decision=proposal, by=dirk, decide_by=in_days(7))


@pytest.mark.parametrize(("days", "sentence"), [(0, "Kies een datum na vandaag"), (182, "opnieuw bekijken")])
def test_day_to_decide_lies_ahead_and_before_the_review(proposal, lies, days, sentence):
    with pytest.raises(ValidationError, match=sentence):
        deciding.ask(decision=proposal, by=lies, decide_by=in_days(days))
    assert stored(proposal).is_asked is False


def test_taking_back_opens_it_again_and_its_mail_does_not_leave(proposal, lies):
    deciding.ask(decision=proposal, by=lies, decide_by=in_days(7))
    assert [deciding.take_back(decision=proposal, by=lies) for _turn in range(2)] == [True, False]
    gone = kind_of(decision_mails.ASKED).recheck(list(Mail.objects.all()))
    assert (list(gone.values()), stored(proposal).is_asked) == (["niet meer gevraagd"], False)


def test_asking_again_after_a_change_is_a_new_mail(proposal, lies):
    deciding.ask(decision=proposal, by=lies, decide_by=in_days(7))
    deciding.take_back(decision=proposal, by=lies)
    proposing.change(decision=proposal, by=lies, version=proposal.version, question="Waar dan wel?")
    deciding.ask(decision=proposal, by=lies, decide_by=in_days(7))
    mails = list(Mail.objects.order_by("pk"))
    gone = kind_of(decision_mails.ASKED).recheck(mails)
    assert ({mail.key for mail in mails if mail.pk in gone}, len(mails)) == (
        {f"decision-asked:{proposal.pk}:2:{proposal.decider_id}"},
        2,
    )


# --- Taking ------------------------------------------------------------------------------------


def test_decider_takes_it_and_the_driver_hears(asked, lies, dirk):
    take(asked, dirk)
    found = stored(asked)
    assert (found.status, found.chosen, found.rationale) == ("taken", asked.options.first(), RATIONALE)
    assert [(mail.kind, mail.recipient) for mail in Mail.objects.all()] == [("decision.told", lies.email)]
    assert Event.objects.get(verb="decision_taken").data["option"] == "Optie 1"


def test_pressed_twice_it_is_taken_once(asked, dirk):
    take(asked, dirk)
    with pytest.raises(Settled, match="B01 is geen voorstel meer: het is genomen"):
        take(stored(asked), dirk)
    assert (told("decision_taken"), Mail.objects.count()) == (1, 1)


def test_nobody_else_takes_it(asked, lies, noor):
    for person in (lies, noor):
        with pytest.raises(PermissionDenied):
            take(asked, person)
    assert stored(asked).is_asked is True


def test_decider_who_lost_the_right_to_see_it_cannot_take_it(asked, dirk):
    Membership.objects.filter(user=dirk).update(is_active=False)
    asked.project = Project.objects.get(pk=asked.project_id)
    with pytest.raises(PermissionDenied):
        take(asked, dirk)


def test_foundation_decision_waits_for_the_first_gate_and_a_work_decision_does_not(asked, project, lies, dirk):
    Project.objects.update(step=1)
    with pytest.raises(gate.GateClosed, match="Fundament"):
        take(asked, dirk)
    work = make_asked(project, driver=lies, decider=dirk, question="Wie bestelt?", kind="work")
    take(work, dirk)
    assert (stored(asked).status, stored(work).status) == ("proposal", "taken")


def test_proposal_that_is_not_asked_cannot_be_taken(proposal, dirk):
    with pytest.raises(Settled, match="ligt niet meer voor"):
        take(proposal, dirk)


def test_decider_never_decides_about_another_version_than_they_read(asked, lies, dirk):
    read = stored(asked)
    deciding.take_back(decision=asked, by=lies)
    proposing.change(decision=asked, by=lies, version=asked.version, context="Er kwam iets bij.")
    deciding.ask(decision=asked, by=lies, decide_by=in_days(5))
    with pytest.raises(ChangedMeanwhile, match="Lies paste dit net aan"):
        take(read, dirk)
    assert stored(asked).status == "proposal"


def test_option_of_another_decision_is_refused(asked, project, dirk):
    stray = make_decision("Iets anders?", project=project).options.first()
    with pytest.raises(ValidationError, match="Kies een van de opties"):
        take(asked, dirk, option=stray)


def test_reason_has_at_least_thirty_characters(asked, dirk):
    with pytest.raises(ValidationError, match="minstens 30 tekens"):
        take(asked, dirk, rationale=" Daarom. " + " " * 40)


def test_proposed_reason_is_only_for_the_proposed_option(project, lies, dirk):
    asked = make_asked(project, driver=lies, decider=dirk, rationale=RATIONALE)
    first, second = asked.options.all()
    Decision.objects.update(advised=first)
    with pytest.raises(ValidationError, match="Je kiest iets anders dan voorgesteld"):
        take(asked, dirk, option=second)
    take(asked, dirk, option=second, rationale="Dit kan morgen al, met de toestellen die er zijn.")
    assert stored(asked).chosen == second


# --- Not yet, and withdrawn --------------------------------------------------------------------


def test_not_yet_goes_back_to_the_driver_with_what_is_needed(asked, lies, dirk):
    deciding.send_back(decision=asked, by=dirk, version=1, reason="Wat kost dit?")
    found = stored(asked)
    assert (found.status, found.is_asked, found.sent_back) == ("proposal", False, "Wat kost dit?")
    assert [(mail.kind, mail.recipient) for mail in Mail.objects.all()] == [("decision.told", lies.email)]
    with pytest.raises(Settled):
        deciding.send_back(decision=asked, by=dirk, version=1, reason="Wat kost dit?")


def test_asking_again_wipes_what_was_needed(asked, lies, dirk):
    deciding.send_back(decision=asked, by=dirk, version=1, reason="Wat kost dit?")
    deciding.ask(decision=asked, by=lies, decide_by=in_days(7))
    assert stored(asked).sent_back == ""


@pytest.mark.parametrize(("reason", "sentence"), [("  ", "wat je nog nodig hebt"), ("x" * 401, "Maak het korter")])
def test_not_yet_needs_one_sentence(asked, dirk, reason, sentence):
    with pytest.raises(ValidationError, match=sentence):
        deciding.send_back(decision=asked, by=dirk, version=1, reason=reason)


def test_withdrawn_proposal_stays_withdrawn(asked, lies, dirk):
    assert [deciding.withdraw(decision=asked, by=lies, why="Niet meer nodig.") for _turn in range(2)] == [True, False]
    with pytest.raises(Settled):
        take(asked, dirk)
    assert [mail.recipient for mail in Mail.objects.all()] == [dirk.email]
    assert told("decision_withdrawn") == 1


def test_taken_decision_is_withdrawn_with_a_reason_and_who_took_it_hears(project, lies, dirk):
    taken = make_taken(project=project, decider=dirk, driver=lies)
    with pytest.raises(ValidationError, match="Schrijf kort op waarom"):
        deciding.withdraw(decision=taken, by=lies, why=" ")
    deciding.withdraw(decision=taken, by=lies, why="De dienst stopt.")
    found = stored(taken)
    assert (found.status, found.closed_why, found.rationale) == ("withdrawn", "De dienst stopt.", RATIONALE)
    assert [mail.recipient for mail in Mail.objects.all()] == [dirk.email]


# --- Afterwards --------------------------------------------------------------------------------


def test_successor_replaces_the_former_when_it_is_taken_and_not_before(project, lies, dirk):
    former = make_taken(project=project, decider=dirk, driver=lies)
    new = make_asked(project, driver=lies, decider=dirk, question="En nu?", supersedes=former)
    assert stored(former).status == "taken"
    take(new, dirk)
    assert (stored(former).status, told("decision_superseded")) == ("superseded", 1)
    with pytest.raises(Settled):
        deciding.withdraw(decision=former, by=lies, why="Weg ermee.")


def test_former_that_was_withdrawn_meanwhile_stays_withdrawn(project, lies, dirk):
    former = make_taken(project=project, decider=dirk, driver=lies)
    new = make_asked(project, driver=lies, decider=dirk, question="En nu?", supersedes=former)
    deciding.withdraw(decision=former, by=lies, why="De dienst stopt.")
    take(new, dirk)
    assert (stored(former).status, told("decision_superseded")) == ("withdrawn", 0)


def test_review_confirms_it_until_the_next_time(project, lies, dirk):
    taken = make_taken(project=project, decider=dirk)
    days = {"decision": taken, "by": lies, "next_review_on": in_days(90)}
    assert [deciding.review(**days, note="Het werkt.") for _turn in range(2)] == [True, False]
    found = stored(taken)
    assert (found.status, found.reviewed_on, found.review_on) == ("reviewed", timezone.localdate(), in_days(90))
    assert (told("decision_reviewed"), Event.objects.get(verb="decision_reviewed").data["note"]) == (1, "Het werkt.")


def test_review_asks_for_a_day_ahead_and_a_decision_that_holds(project, lies, dirk, proposal):
    taken = make_taken("Wie belt?", project=project, decider=dirk)
    with pytest.raises(ValidationError, match="Kies een datum na vandaag"):
        deciding.review(decision=taken, by=lies, next_review_on=timezone.localdate())
    with pytest.raises(Settled):
        deciding.review(decision=proposal, by=lies, next_review_on=in_days(90))


# --- Who may be chosen -------------------------------------------------------------------------


def test_who_may_be_chosen_are_those_who_may_take_it(project, lies, dirk, noor, vik):
    guest = make_user("karel@elders.test", "Karel Bogaert")
    left = make_user("weg@linde.test", "Weg Peeters")
    Membership.objects.create(user=left, organisation=project.organisation, role="reader", is_active=False)
    ProjectRole.objects.filter(role="decider").delete()
    make_role(project, guest, ProjectRole.Role.DECIDER)
    chosen = set(deciders_of(project))
    assert chosen == {lies, dirk, noor, guest}
    for person in (lies, dirk, noor, guest, left, vik):
        decision = make_decision(f"Vraag aan {person}?", project=project, decider=person)
        decision.project = Project.objects.get(pk=project.pk)
        read = whole(Decision.objects.filter(pk=decision.pk)).get()
        assert (access.may_take_decision(person, decision), read.decider_may) == ((person in chosen,) * 2), person


def test_who_drives_it_may_not_take_it(project, lies):
    decision = make_decision(project=project, decider=lies, driver=lies)
    assert access.may_take_decision(lies, decision) is False


# --- Mails -------------------------------------------------------------------------------------


def test_question_rather_arrives_twice_than_never_and_an_answer_rather_never_than_twice():
    kinds = [kind_of(code).resend_when_uncertain for code in (decision_mails.ASKED, decision_mails.TOLD)]
    assert kinds == [True, False]


@pytest.mark.django_db(transaction=True)
def test_question_mail_has_one_link_to_the_page_of_the_decider(proposal, lies, mailoutbox):
    proposing.change(decision=proposal, by=lies, version=1, context="Nu op vier plaatsen.")
    deciding.ask(decision=proposal, by=lies, decide_by=in_days(7))
    deliver()
    [message] = mailoutbox
    link = f"http://localhost:8000/trajecten/digitale-werkbonnen/fundament/keuzes/{proposal.pk}/beslis/"
    assert message.subject.startswith("Je beslissing gevraagd tegen")
    assert ("Nu op vier plaatsen." in message.body, message.body.count(link), message.body.count("http")) == (
        True,
        1,
        1,
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("outcome", "subject", "sentence"),
    [
        ("taken", "Besluit genomen: Optie 1", "Dirk Van Hove besliste: Optie 1."),
        ("sent_back", "Nog iets nodig: Waar noteren we observaties?", "Dirk Van Hove wil nog even wachten."),
        (
            "withdrawn",
            "Dit voorstel gaat niet door: Waar noteren we observaties?",
            "Dirk Van Hove trok dit voorstel in.",
        ),
    ],
)
def test_answer_mail_says_in_its_subject_what_happened(asked, dirk, mailoutbox, outcome, subject, sentence):
    acts = {
        "taken": lambda: take(asked, dirk),
        "sent_back": lambda: deciding.send_back(decision=asked, by=dirk, version=1, reason="Wat kost dit?"),
        "withdrawn": lambda: deciding.withdraw(decision=asked, by=dirk, why="Niet meer nodig."),
    }
    acts[outcome]()
    deliver()
    [message] = mailoutbox
    assert (message.subject, message.to, sentence in message.body) == (subject, ["Lies Maes <lies@linde.test>"], True)
