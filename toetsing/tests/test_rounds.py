"""A round: planned, opened once, changed, closed, and nothing of it lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from bevraging.models import Participant, Survey
from bevraging.tests import factories as survey_factories
from organisatie.tests.factories import make_employee
from toetsing.actions import concepts, people, rounds
from toetsing.models import TestRound
from toetsing.tests.factories import (
    GROUP,
    add_version,
    finished,
    make_concept,
    make_finding,
    make_testers,
    open_now,
    small,
)
from trajecten import gate
from trajecten.models import Event, Mail, Project, ProjectRole

pytestmark = pytest.mark.django_db


def refused(test_round, by) -> list[str]:
    with pytest.raises(rounds.RoundNotReady) as told:
        rounds.open_round(test_round=test_round, by=by)
    assert TestRound.objects.get(pk=test_round.pk).status == "planned"
    return told.value.sentences


def moments(days: int = 1) -> dict:
    start = timezone.now().replace(microsecond=0) + timedelta(days=days)
    return {"starts_at": start, "ends_at": start + timedelta(hours=2)}


# --- Planning ------------------------------------------------------------------------------------


def test_round_tries_the_newest_version(project, concept, lies):
    add_version(concept)
    planned = rounds.plan_round(project=project, by=lies, kind="small", concepts=[concept], **moments())
    assert [row.version.number for row in planned.concepts.all()] == [2]


def test_planned_twice_with_one_form_is_one_round(project, concept, lies):
    key = "5b1ad3b4-7a1c-4c5e-9f57-0d9c7f0f3c11"
    plan = {"project": project, "by": lies, "kind": "small", "concepts": [concept], "form_key": key, **moments()}
    assert rounds.plan_round(**plan) == rounds.plan_round(**plan)
    assert [event.verb for event in Event.objects.filter(verb="round_planned")] == ["round_planned"]


def test_round_that_ends_before_it_begins_is_refused(project, concept, lies):
    start = timezone.now()
    with pytest.raises(ValidationError, match="Het einde komt na het begin"):
        rounds.plan_round(
            project=project, by=lies, kind="small", concepts=[concept], starts_at=start, ends_at=start - timedelta(1)
        )


@pytest.mark.parametrize("wrong", ["other project", "left out", "no version"])
def test_concept_that_cannot_be_tried_is_refused(project, lies, wrong):
    chosen = {
        "other project": lambda: make_concept(project=survey_factories.make_project(slug="ander")),
        "left out": lambda: make_concept(project=project, left_out="Te vroeg."),
        "no version": lambda: make_concept(project=project, versions=0),
    }[wrong]()
    with pytest.raises(ValidationError, match="Kies concepten van dit traject"):
        rounds.plan_round(project=project, by=lies, kind="small", concepts=[chosen], **moments())


def test_round_in_preparation_follows_a_newer_version(project, concept, lies):
    planned = small(project, concept)
    concepts.add_version(concept=concept, by=lies, text="Twee tikken.", changed="Eén tik minder.")
    assert planned.concepts.get().version.number == 2


# --- Who is asked --------------------------------------------------------------------------------


def test_people_keep_the_place_they_had(project, concept, lies):
    planned = small(project, concept, people=[])
    (tester,) = make_testers(project, ("Aalst", "Zorg", 1))
    people.add_people(test_round=planned, employees=[tester], by=lies)
    tester.location = tester.function = None
    tester.save()
    person = planned.people.get()
    assert (person.location.name, person.function.name) == ("Aalst", "Zorg")


def test_somebody_stands_on_the_list_once(project, concept, lies):
    planned, testers = small(project, concept, people=[]), make_testers(project, ("Aalst", "Zorg", 2))
    added = [people.add_people(test_round=planned, employees=testers, by=lies) for _turn in range(2)]
    assert (added, planned.people.count()) == ([2, 0], 2)


def test_somebody_of_another_organisation_is_refused(project, concept, lies, anker):
    with pytest.raises(ValidationError, match="die hier werken"):
        people.add_people(test_round=small(project, concept), employees=[make_employee(anker)], by=lies)


def test_more_than_fifty_people_is_a_survey(project, concept, lies):
    planned = small(project, concept, people=[])
    with pytest.raises(ValidationError, match="hooguit 50 collega's"):
        people.add_people(test_round=planned, employees=make_testers(project, ("Aalst", "Zorg", 51)), by=lies)


def test_key_figures_come_in_one_click(project, concept, lies, bram):
    (tester,) = make_testers(project, ("Aalst", "Zorg", 1))
    role = {"project": project, "role": ProjectRole.Role.KEY_FIGURE}
    ProjectRole.objects.create(**role, employee=tester)
    ProjectRole.objects.create(**role, user=bram)
    planned = small(project, concept, people=[], kind="key_figures")
    assert people.add_key_figures(test_round=planned, by=lies) == 2
    assert {str(person) for person in planned.people.all()} == {tester.name, "Bram De Smet"}


def test_list_of_an_open_round_stays(project, concept, lies):
    opened = open_now(small(project, concept), lies)
    with pytest.raises(ValidationError, match="De lijst ligt vast"):
        people.remove_person(test_round=opened, person=opened.people.first(), by=lies)
    with pytest.raises(ValidationError, match="De lijst ligt vast"):
        people.add_people(test_round=opened, employees=make_testers(project, ("Gent", "Zorg", 1)), by=lies)


# --- Opening -------------------------------------------------------------------------------------


def test_round_opens_once_with_a_survey_by_name(project, concept, lies):
    planned = small(project, concept)
    done = [rounds.open_round(test_round=planned, by=lies) for _turn in range(2)]
    survey = Survey.objects.get()
    assert done == [True, False]
    assert (survey.purpose, survey.mode, survey.status, survey.invited, survey.reminders) == (
        "tryout", "named", "open", 5, 0,
    )  # fmt: skip
    assert Mail.objects.count() == 5


def test_each_concept_gets_three_questions_that_name_its_version(project, lies):
    tried = [make_concept(project=project), make_concept("Noodmap", project=project)]
    opened = open_now(small(project, *tried), lies)
    keys = [question["key"] for question in opened.survey.versions.get().content]
    rows = list(opened.concepts.order_by("concept__number"))
    assert keys == [f"c{row.pk}_{what}" for row in rows for what in ("tried", "barrier", "ready")]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_feedback_is_asked_in_the_language_of_who_tries(project, concept, lies, language):
    opened = open_now(small(project, concept), lies)
    version = opened.survey.versions.get()
    assert all(question["text"][language] != question["text"]["nl"] for question in version.content)
    assert set(version.translations[language]) == {"title", "intro"}


def test_round_does_not_open_before_gate_2(linde, lies):
    project = survey_factories.make_project()
    planned = small(project, make_concept(project=project))
    with pytest.raises(gate.GateClosed, match="zodra de poort naar Toetsing open is"):
        rounds.open_round(test_round=planned, by=lies)
    assert not Survey.objects.exists()


def test_round_does_not_open_again_after_a_reopening_of_step_2(project, concept, lies):
    planned = small(project, concept)
    Project.objects.filter(pk=project.pk).update(step=2)
    with pytest.raises(gate.GateClosed):
        rounds.open_round(test_round=planned, by=lies)


def test_round_without_people_and_concepts_says_what_it_needs(project, lies):
    told = refused(small(project, people=[]), lies)
    assert told == ["Kies minstens één concept om uit te proberen.", "Kies wie meedoet."]


def test_round_of_yesterday_does_not_open(project, concept, lies):
    assert refused(small(project, concept, **moments(-2)), lies) == ["Kies een moment dat nog komt."]


def test_second_round_waits_for_the_first(project, concept, lies):
    testers = make_testers(project, *GROUP)
    open_now(small(project, concept, people=testers), lies)
    assert refused(small(project, concept, people=testers), lies) == ["Ronde 1 loopt nog. Rond die eerst af."]


def test_who_got_a_survey_last_week_is_invited_for_a_reason(project, concept, lies):
    testers = make_testers(project, ("Aalst", "Zorg", 5))
    asked = survey_factories.make_draft(project, people=())
    Participant.objects.bulk_create(Participant(survey=asked, employee=one, email=one.email) for one in testers)
    survey_factories.launch(survey=asked, by=lies)
    open_now(small(project, concept, people=testers), lies)
    reason = Event.objects.get(verb="survey_sent_anyway").data["reason"]
    assert reason == "Uitnodiging om mee uit te proberen in testronde 1."


def test_tester_without_mail_gets_a_slip(project, concept, lies, linde):
    testers = [*make_testers(project, ("Aalst", "Zorg", 4)), make_employee(linde, "Zonder Mail")]
    opened = open_now(small(project, concept, people=testers), lies)
    assert (opened.survey.participants.filter(email="").count(), Mail.objects.count()) == (1, 4)


# --- Key figures ---------------------------------------------------------------------------------


def test_key_figures_never_see_what_no_small_group_tried(project, concept, lies):
    told = refused(small(project, concept, kind="key_figures"), lies)
    assert told == ["«Observatie in drie tikken» is nog niet met een kleine groep uitgeprobeerd. Doe dat eerst."]


def test_key_figures_never_see_what_was_found_and_not_adjusted(project, concept, lies):
    make_finding(concept=concept, round=finished(project, concept, by=lies))
    told = refused(small(project, concept, kind="key_figures"), lies)
    assert told == ["Bij «Observatie in drie tikken» vond de kleine groep iets. Maak eerst een versie na 0.1."]


def test_key_figures_try_the_version_after_it(project, concept, lies):
    make_finding(concept=concept, round=finished(project, concept, by=lies))
    planned = small(project, concept, kind="key_figures")
    concepts.add_version(concept=concept, by=lies, text="Twee tikken.", changed="Eén tik minder.")
    assert rounds.open_round(test_round=planned, by=lies) is True


@pytest.mark.parametrize("found", [None, "compliment"])
def test_key_figures_try_the_same_version_when_nothing_asked_for_another(project, concept, lies, found):
    first = finished(project, concept, by=lies)
    if found:
        make_finding(concept=concept, round=first, kind=found, severity="")
    assert rounds.open_round(test_round=small(project, concept, kind="key_figures"), by=lies) is True


def test_extra_small_round_after_a_reopening_counts_too(project, concept, lies):
    make_finding(concept=concept, round=finished(project, concept, by=lies))
    add_version(concept)
    make_finding("Nog te lang", concept=concept, round=finished(project, concept, by=lies))
    told = refused(small(project, concept, kind="key_figures"), lies)
    assert told == ["Bij «Observatie in drie tikken» vond de kleine groep iets. Maak eerst een versie na 0.2."]


def test_what_was_heard_outside_a_round_counts_too(project, concept, lies):
    finished(project, concept, by=lies)
    make_finding(concept=concept)
    told = refused(small(project, concept, kind="key_figures"), lies)
    assert told == ["Bij «Observatie in drie tikken» vond de kleine groep iets. Maak eerst een versie na 0.1."]


# --- Changing ------------------------------------------------------------------------------------


def test_open_round_that_moves_sends_a_new_edition(project, concept, lies):
    opened = open_now(small(project, concept), lies)
    later = moments(20)
    told = rounds.change_round(test_round=opened, by=lies, place="Refter", **later)
    assert (told, opened.sequence) == (True, 1)
    assert Mail.objects.filter(kind="toetsing.changed").count() == 5
    opened.survey.refresh_from_db()
    assert opened.survey.closes_on == timezone.localdate(later["ends_at"]) + timedelta(days=7)


def test_note_of_an_open_round_sends_nothing(project, concept, lies):
    opened = open_now(small(project, concept), lies)
    same = {name: getattr(opened, name) for name in ("starts_at", "ends_at", "place")}
    assert rounds.change_round(test_round=opened, by=lies, note="Breng je badge mee.", **same) is False
    assert (opened.sequence, Mail.objects.filter(kind="toetsing.changed").exists()) == (0, False)


def test_round_in_preparation_changes_all_of_it_without_a_mail(project, concept, lies):
    planned, other = small(project, concept), make_concept("Noodmap", project=project)
    rounds.change_round(test_round=planned, by=lies, kind="key_figures", concepts=[other], **moments(3))
    planned.refresh_from_db()
    assert (planned.kind, [row.concept for row in planned.concepts.all()]) == ("key_figures", [other])
    assert (planned.sequence, Mail.objects.exists()) == (0, False)


def test_what_is_tried_in_an_open_round_stays(project, concept, lies):
    opened = open_now(small(project, concept), lies)
    with pytest.raises(ValidationError, match="ligt vast"):
        rounds.change_round(test_round=opened, by=lies, concepts=[concept], **moments())


def test_round_that_is_over_stays(project, concept, lies):
    closed = finished(project, concept, by=lies)
    with pytest.raises(ValidationError, match="blijft zoals ze is"):
        rounds.change_round(test_round=closed, by=lies, **moments())


def test_only_a_round_in_preparation_can_go(project, concept, lies):
    opened, planned = open_now(small(project, concept), lies), small(project, concept)
    assert [rounds.remove_round(test_round=one, by=lies) for one in (opened, planned)] == [False, True]
