"""A proposal and what belongs to it: made once, changed on the version that was read, frozen while it lies with the decider."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from bevraging.tests.factories import make_project as make_other_project
from fundament.actions import deciding, proposal_parts, proposing
from fundament.actions.refusals import ChangedMeanwhile, Settled, WithTheDecider
from fundament.models import AgreementVersion, Decision
from fundament.tests.factories import (
    RATIONALE,
    follows,
    make_agreement,
    make_asked,
    make_bundle,
    make_decision,
    make_proposal,
    make_taken,
)
from organisatie.tests.factories import make_function, make_ines
from trajecten.models import Event


def told(verb):
    return Event.objects.filter(verb=verb).count()


# --- Making one --------------------------------------------------------------------------------


def test_proposals_are_numbered_and_driven_by_who_makes_them(project, lies):
    made = [proposing.propose(project=project, by=lies, question=f"Vraag {n}?") for n in (1, 2)]
    assert [(one.code, one.driver, one.status) for one in made] == [
        ("B01", lies, "proposal"),
        ("B02", lies, "proposal"),
    ]
    assert told("decision_proposed") == 2


def test_same_form_twice_is_one_proposal(project, lies):
    key = uuid4()
    made = [proposing.propose(project=project, by=lies, question="Waar?", form_key=key) for _turn in range(2)]
    assert (made[0], Decision.objects.count(), told("decision_proposed")) == (made[1], 1, 1)


def test_causes_of_another_project_are_refused(project, lies, anker):
    stray = make_bundle(project=make_other_project(anker, slug="elders"))
    with pytest.raises(ValidationError) as caught:
        proposing.propose(project=project, by=lies, question="Waar?", bundles=[stray])
    assert caught.value.message_dict == {"bundles": ["Kies iets uit dit traject."]}


def test_proposal_replaces_only_what_holds(project, lies, dirk):
    with pytest.raises(Settled):
        proposing.propose(project=project, by=lies, question="Anders?", supersedes=make_decision(project=project))


def test_decision_gets_one_successor_at_a_time(project, lies, dirk):
    taken = make_taken(project=project, decider=dirk)
    first = proposing.propose(project=project, by=lies, question="Anders?", supersedes=taken)
    with pytest.raises(ValidationError, match="al een voorstel"):
        proposing.propose(project=project, by=lies, question="Nog anders?", supersedes=taken)
    deciding.withdraw(decision=first, by=lies, why="Toch niet nodig.")
    again = proposing.propose(project=project, by=lies, question="Nog anders?", supersedes=taken)
    assert again.supersedes == taken


# --- Changing it -------------------------------------------------------------------------------


def test_change_raises_the_version_and_tells_what_changed(project, lies):
    decision = make_decision(project=project, driver=lies)
    changed = proposing.change(decision=decision, by=lies, version=1, question="Waar dan wel?", context="")
    decision.refresh_from_db()
    assert (changed, decision.question, decision.version) == (["question"], "Waar dan wel?", 2)
    assert Event.objects.get(verb="decision_changed").data["fields"] == ["de vraag in één zin"]


def test_change_of_an_older_version_names_who_was_first(project, lies):
    decision = make_decision(project=project, driver=lies)
    proposing.change(decision=decision, by=make_ines(), version=1, question="Anders?")
    with pytest.raises(
        ChangedMeanwhile, match=r"^Ines paste dit net aan\. Kijk na wat er veranderde en bewaar opnieuw"
    ):
        proposing.change(decision=decision, by=lies, version=1, question="Nog anders?")
    decision.refresh_from_db()
    assert decision.question == "Anders?"


def test_who_drives_never_decides(project, lies):
    decision = make_decision(project=project, driver=lies)
    with pytest.raises(ValidationError, match="Wie trekt, beslist niet zelf"):
        proposing.change(decision=decision, by=lies, version=1, decider=lies)


def test_stranger_is_never_chosen_to_decide(project, lies, vik):
    decision = make_decision(project=project, driver=lies)
    with pytest.raises(ValidationError, match="Kies iemand van jullie organisatie"):
        proposing.change(decision=decision, by=lies, version=1, decider=vik)


def test_preference_is_one_of_its_own_options(project, lies):
    decision, other = make_decision(project=project), make_decision("Iets anders?", project=project)
    with pytest.raises(ValidationError, match="Kies een van de opties"):
        proposing.change(decision=decision, by=lies, version=1, advised=other.options.first())


ONE_DAY = timedelta(days=1)
CHANGES = {
    "change": lambda d, by: proposing.change(decision=d, by=by, version=d.version, question="Anders?"),
    "causes": lambda d, by: proposing.set_causes(decision=d, by=by, bundles=[make_bundle("Nieuw", project=d.project)]),
    "add option": lambda d, by: proposal_parts.add_option(decision=d, by=by, title="Nog iets"),
    "change option": lambda d, by: proposal_parts.change_option(
        option=d.options.first(), by=by, version=d.version, title="Anders"
    ),
    "remove option": lambda d, by: proposal_parts.remove_option(option=d.options.first(), by=by),
    "add party": lambda d, by: proposal_parts.add_party(decision=d, by=by, name="Keuken"),
    "change party": lambda d, by: proposal_parts.change_party(
        party=d.parties.first(), by=by, version=d.version, name="Keuken"
    ),
    "remove party": lambda d, by: proposal_parts.remove_party(party=d.parties.first(), by=by),
    "add task": lambda d, by: proposal_parts.add_task(
        decision=d, by=by, what="Kopen", who="ICT", due_on=timezone.localdate() + ONE_DAY
    ),
    "change task": lambda d, by: proposal_parts.change_task(task=d.tasks.first(), by=by, version=d.version, who="IT"),
    "remove task": lambda d, by: proposal_parts.remove_task(task=d.tasks.first(), by=by),
}


def with_task(decision):
    decision.tasks.create(what="Toestellen kopen", who="ICT", due_on=timezone.localdate())
    return decision


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_raises_the_version_and_is_told(project, lies, dirk, name):
    decision = with_task(make_proposal(project, driver=lies, decider=dirk))
    CHANGES[name](decision, lies)
    decision.refresh_from_db()
    assert (decision.version, told("decision_changed")) == (2, 1)


@pytest.mark.parametrize("name", CHANGES)
def test_nothing_changes_while_it_lies_with_the_decider(project, lies, dirk, name):
    decision = with_task(make_asked(project, driver=lies, decider=dirk))
    with pytest.raises(WithTheDecider, match="B01 ligt nu bij de beslisser"):
        CHANGES[name](decision, lies)
    assert told("decision_changed") == 0


@pytest.mark.parametrize(
    "name", [name for name in CHANGES if name not in ("causes", "add task", "change task", "remove task")]
)
def test_nothing_but_links_changes_once_it_is_taken(project, lies, dirk, name):
    taken = make_taken(project=project, decider=dirk, driver=lies)
    with pytest.raises(Settled, match="B01 is geen voorstel meer: het is genomen"):
        CHANGES[name](taken, lies)


def test_causes_change_after_it_was_taken_but_never_to_none(project, lies, dirk):
    taken = make_taken(project=project, decider=dirk)
    bundle = make_bundle(project=project)
    proposing.set_causes(decision=taken, by=lies, bundles=[bundle])
    with pytest.raises(ValidationError, match="Laat minstens één aanleiding staan"):
        proposing.set_causes(decision=taken, by=lies)
    assert list(taken.bundles.all()) == [bundle]


# --- Options, parties, tasks -------------------------------------------------------------------


def test_same_option_twice_is_one(project, lies):
    decision = make_decision(project=project, options=0)
    made = [proposal_parts.add_option(decision=decision, by=lies, title="Dossier", plus="Eén plaats") for _n in (1, 2)]
    assert (made[0], decision.options.count()) == (made[1], 1)


def test_options_keep_their_number_when_one_goes(project, lies):
    decision = make_decision(project=project)
    proposal_parts.remove_option(option=decision.options.first(), by=lies)
    proposal_parts.add_option(decision=decision, by=lies, title="Nieuw")
    assert [option.number for option in decision.options.all()] == [2, 3]


def test_removing_twice_is_told_once(project, lies):
    option = make_decision(project=project).options.first()
    for _turn in range(2):
        proposal_parts.remove_option(option=option, by=lies)
    assert told("decision_changed") == 1


def test_who_is_only_told_gives_no_advice(project, lies):
    decision = make_decision(project=project)
    party = proposal_parts.add_party(
        decision=decision, by=lies, name="Families", part="informed", does_the_work=True, said="Goed zo."
    )
    assert (party.does_the_work, party.said) == (False, "")


def test_party_of_the_same_name_says_that_it_is_there(project, lies):
    decision = make_decision(project=project)
    with pytest.raises(ValidationError, match="Die staat er al bij"):
        proposal_parts.add_party(decision=decision, by=lies, name="zorgkundigen", said="Graag.")


def test_function_of_another_organisation_is_refused(project, lies, anker):
    with pytest.raises(ValidationError, match="functiegroep van jullie organisatie"):
        proposal_parts.add_party(
            decision=make_decision(project=project), by=lies, name="Koks", function=make_function(anker, "Kok")
        )


def test_task_is_done_once_and_opened_again(project, lies, dirk):
    taken = with_task(make_decision(project=project))
    task = taken.tasks.get()
    with pytest.raises(Settled, match="zodra het besluit genomen is"):
        proposal_parts.complete_task(task=task, by=lies)
    asked = make_asked(project, driver=lies, decider=dirk)
    task.decision = asked
    task.save()
    deciding.decide(decision=asked, by=dirk, version=1, option=asked.options.first(), rationale=RATIONALE)
    assert [proposal_parts.complete_task(task=task, by=lies) for _turn in range(2)] == [True, False]
    assert [proposal_parts.undo_task(task=task, by=lies) for _turn in range(2)] == [True, False]
    assert (told("decision_task_done"), told("decision_task_undone")) == (1, 1)


def test_no_agreement_is_said_with_a_reason_and_taken_back(project, lies, dirk):
    taken = make_taken(project=project, decider=dirk)
    said = [proposing.go_without_agreement(decision=taken, by=lies, reason=r) for r in ("Eenmalig.", "Eenmalig.", "")]
    assert said == [True, False, True]
    with pytest.raises(Settled):
        proposing.go_without_agreement(decision=make_decision(project=project), by=lies, reason="Eenmalig.")


def test_decision_with_an_agreement_cannot_say_that_none_follows(project, lies, dirk):
    taken = make_taken(project=project, decider=dirk)
    follows(make_agreement(project=project), taken)
    with pytest.raises(ValidationError, match="A01"):
        proposing.go_without_agreement(decision=taken, by=lies, reason="Niet nodig.")


def test_decision_whose_agreement_was_withdrawn_may_say_that_none_follows(project, lies, dirk):
    version = follows(make_agreement(project=project), make_taken(project=project, decider=dirk))
    AgreementVersion.objects.filter(pk=version.pk).update(status="withdrawn", withdrawn_why="Het werkt niet.")
    taken = project.decisions.get()
    assert proposing.go_without_agreement(decision=taken, by=lies, reason="Niet nodig.") is True
