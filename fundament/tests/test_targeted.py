"""A targeted question: sent to a few people at once, safe to press twice, and summed up for good."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from bevraging.actions import AskedLately, NotReady
from bevraging.models import Survey
from bevraging.questions import CHOICE, YESNO, Option, Question
from bevraging.tests import factories as surveys
from fundament.actions import targeted as actions
from fundament.models import Decision, TargetedQuestion
from fundament.targeted_answers import answers_of
from fundament.targeted_list import ask_url, targeted_rows
from fundament.tests.factories import answer_targeted, make_decision, make_taken, make_targeted
from organisatie.tests.factories import make_employees
from trajecten.history import latest
from trajecten.models import Mail, ProjectRole
from trajecten.tests.factories import make_decider

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde, lies):
    project = surveys.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def decision(project):
    return make_decision("Waarvan vertrekt de briefing?", project=project)


def ask(decision, by, *, count=3, text="Lukt 12 minuten?", employees=None, **changes):
    people = employees or make_employees(decision.project.organisation, count, prefix=text)
    asked = [Question(key="vraag", type=YESNO, text={"nl": text}, required=True)]
    values = {
        "intro": "Er is iets te kiezen.",
        "mode": Survey.Mode.NAMED,
        "until": timezone.localdate() + timedelta(days=7),
        "asked": asked,
    } | changes
    return actions.ask(decision=decision, by=by, employees=people, **values)


# --- Asking --------------------------------------------------------------------------------------


def test_question_goes_to_these_people_by_name_at_once(decision, lies):
    made = ask(decision, lies)
    survey = made.survey
    assert (survey.purpose, survey.mode, survey.status, survey.invited) == ("targeted", "named", "open", 3)
    assert Mail.objects.filter(kind="bevraging.invitation").count() == 3
    assert latest(decision.project, 1)[0].sentence == (
        "Lies Maes stelde bij besluit B01 een gerichte vraag aan 3 collega's."
    )


def test_question_pressed_twice_goes_once(decision, lies):
    people = make_employees(decision.project.organisation, 3)
    assert ask(decision, lies, employees=people) == ask(decision, lies, employees=people)
    assert (TargetedQuestion.objects.count(), Survey.objects.count(), Mail.objects.count()) == (1, 1, 3)


def test_another_question_of_the_same_decision_is_a_second_one(decision, lies):
    assert ask(decision, lies) != ask(decision, lies, text="En 15 minuten?")


def test_decision_that_was_taken_takes_no_question(project, lies, noor):
    with pytest.raises(NotReady, match="ligt vast"):
        ask(make_taken(project=project, decider=noor), lies)


def test_more_than_thirty_people_is_a_survey_of_its_own(decision, lies):
    with pytest.raises(NotReady, match="hooguit 30"):
        ask(decision, lies, count=31)


def test_anonymous_question_to_fewer_than_five_leaves_nothing_behind(decision, lies):
    with pytest.raises(NotReady, match="minstens 5"):
        ask(decision, lies, count=4, mode=Survey.Mode.ANONYMOUS)
    assert (Survey.objects.count(), TargetedQuestion.objects.count(), Mail.objects.count()) == (0, 0, 0)


def test_who_was_asked_lately_is_a_choice_and_is_left_in_peace_when_chosen(decision, lies):
    people = make_employees(decision.project.organisation, 3)
    ask(decision, lies, employees=people[:1])
    with pytest.raises(AskedLately):
        ask(decision, lies, text="Nog iets?", employees=people)
    assert ask(decision, lies, text="Nog iets?", employees=people, lately="later").survey.invited == 2


def test_stand_ins_of_the_template_are_never_sent(decision, lies):
    options = (Option("a1", {"nl": "Aanpak 1"}), Option("a2", {"nl": "Het scherm"}))
    asked = [Question(key="vraag", type=CHOICE, text={"nl": "Wat kies je?"}, options=options)]
    with pytest.raises(NotReady, match="eigen woorden"):
        ask(decision, lies, asked=asked)


# --- Summing up ----------------------------------------------------------------------------------


def test_summary_is_kept_once_and_told_without_its_words(decision, lies):
    one = answer_targeted(make_targeted(decision=decision), "ja")
    done = [actions.summarise(targeted=one, summary="12 minuten volstaat.", by=lies) for _turn in range(2)]
    assert (done, one.summary) == ([True, False], "12 minuten volstaat.")
    assert latest(decision.project, 1)[0].sentence == (
        "Lies Maes vatte de antwoorden op «Hoe lang mag een briefing duren?» samen bij besluit B01."
    )


def test_summary_of_an_open_question_is_refused(decision, lies):
    with pytest.raises(ValidationError, match="loopt nog"):
        actions.summarise(targeted=make_targeted(decision=decision), summary="Ja.", by=lies)


def test_summary_without_words_is_refused(decision, lies):
    one = answer_targeted(make_targeted(decision=decision), "ja")
    with pytest.raises(ValidationError, match="twee zinnen"):
        actions.summarise(targeted=one, summary="  ", by=lies)


def test_summary_changes_as_long_as_it_is_a_proposal_and_stays_after(decision, lies, noor):
    one = answer_targeted(make_targeted(decision=decision), "ja")
    for words in ("Eerst dit.", "Dan dat."):
        actions.summarise(targeted=one, summary=words, by=lies)
    Decision.objects.filter(pk=decision.pk).update(status="withdrawn", closed_why="Niet nodig.")
    with pytest.raises(ValidationError, match="blijft zoals ze is"):
        actions.summarise(targeted=one, summary="Nog anders.", by=lies)
    one.refresh_from_db()
    assert one.summary == "Dan dat."


def test_summary_may_still_come_after_the_decision(decision, lies):
    one = answer_targeted(make_targeted(decision=decision), "ja")
    Decision.objects.filter(pk=decision.pk).update(status="withdrawn", closed_why="Niet nodig.")
    assert actions.summarise(targeted=one, summary="12 minuten volstaat.", by=lies)


# --- What came back --------------------------------------------------------------------------------


def test_names_are_for_who_leads_and_counts_of_five_for_the_others(decision, lies):
    few = answer_targeted(make_targeted(decision=decision), "ja", "nee")
    many = answer_targeted(make_targeted("En nu?", decision=decision), *["ja"] * 6)
    lead, other = answers_of(few.survey, names=True), answers_of(few.survey, names=False)
    assert [(row["participant"].name, row["said"][0][1]) for row in lead.named] == [
        ("Collega 00001", "Ja"),
        ("Collega 00002", "Nee"),
    ]
    assert (lead.tallied, lead.counted) == ((("Ja", 1), ("Nee", 1)), ())
    assert (other.state, other.named, other.counted) == ("Vanaf 5 antwoorden staan hier cijfers.", (), ())
    assert (len(answers_of(many.survey, names=False).counted), answers_of(many.survey, names=False).named) == (1, ())


def test_anonymous_question_never_names_anybody(decision):
    one = answer_targeted(make_targeted(decision=decision, mode="anonymous"), *["ja"] * 6)
    assert answers_of(one.survey, names=True).named == ()


def test_anonymous_question_with_four_answers_shows_nothing(decision):
    one = answer_targeted(make_targeted(decision=decision, mode="anonymous"), *["ja"] * 4)
    found = answers_of(one.survey, names=True)
    assert (found.counted, found.state) == ((), "We tonen dit niet. Er waren minder dan 5 antwoorden.")


def test_rows_say_what_runs_what_is_to_sum_up_and_what_was_taken_from_it(decision, lies, noor):
    answer_targeted(make_targeted("Een?", decision=decision), "ja", close=False)
    answer_targeted(make_targeted("Twee?", decision=decision), "ja", "ja")
    three = answer_targeted(make_targeted("Drie?", decision=decision), "ja")
    actions.summarise(targeted=three, summary="Ja, met gedimd scherm.", by=lies)
    rows = targeted_rows(decision, noor)
    assert [(row.title, row.is_open, row.to_sum_up, row.summary) for row in rows] == [
        ("Een?", True, False, ""),
        ("Twee?", False, True, ""),
        ("Drie?", False, False, "Ja, met gedimd scherm."),
    ]
    assert ("Deelname tot nu: 1 van 6." in rows[0].state, rows[1].state) == (
        True,
        "Nog samen te vatten. Deelname: 2 van 6.",
    )
    assert rows[0].who == "gevraagd aan 6 collega's, op naam"


@pytest.mark.parametrize("count", [1, 3])
def test_rows_take_one_query_besides_what_access_asks(decision, noor, count, django_assert_num_queries):
    for number in range(count):
        answer_targeted(make_targeted(f"Vraag {number}?", decision=decision), "ja")
    decision = Decision.objects.select_related("project__organisation").get(pk=decision.pk)
    with django_assert_num_queries(3):
        targeted_rows(decision, noor)


def test_new_question_is_offered_to_who_edits_a_proposal(decision, lies, noor, linde):
    decider = make_decider(linde)
    assert [bool(ask_url(decision, user)) for user in (lies, noor, decider)] == [True, False, False]
    taken = make_taken("Anders?", project=decision.project, decider=decider)
    taken.project = decision.project
    assert ask_url(taken, lies) == ""
