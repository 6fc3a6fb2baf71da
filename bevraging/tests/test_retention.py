"""What is forgotten when, and what stays: names and addresses, and answers."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from bevraging import housekeeping, retention
from bevraging.actions import answering, close, forgetting, launch
from bevraging.links import token_of
from bevraging.marks import roster_of
from bevraging.models import (
    Deletion,
    Draft,
    MailStop,
    NamedResponse,
    OpenAnswer,
    Participant,
    Response,
    RosterMark,
    Survey,
    Tally,
    Turnout,
)
from bevraging.results import groups_of_nearly_the_same_people
from bevraging.tests import factories
from bevraging.tests.over import DAY, everything_told, forget, later, make_anonymous, make_named
from organisatie.tests.factories import make_ines
from trajecten.models import Mail


@pytest.fixture
def survey(linde, lies):
    return make_anonymous(linde, lies)


@pytest.fixture
def named(linde, lies):
    return make_named(linde, lies)


# --- Names and addresses, after 30 days --------------------------------------------------------


@pytest.mark.parametrize(("days", "gone"), [(29, 0), (30.1, 20)])
def test_names_and_addresses_go_thirty_days_after_the_close(survey, days, gone):
    forget(survey, days * DAY)
    assert survey.participants.count() == 20 - gone


def test_nothing_that_is_shown_changes_when_people_are_forgotten(survey):
    before = everything_told(survey)
    forget(survey, 31 * DAY)
    assert everything_told(survey) == before


def test_nothing_that_is_shown_changes_where_locations_were_taken_together(linde, lies):
    people = [("Aalst", "Zorg", 12), ("Gent", "Zorg", 12), ("Ninove", "Keuken", 3), ("", "Keuken", 4)]
    survey = factories.make_published(factories.make_project(linde), people=people, answers=26, by=lies)
    before = everything_told(survey)
    forget(survey, 31 * DAY)
    assert (everything_told(survey) == before, len(before[10]) > 1) == (True, True)


def test_next_survey_to_nearly_the_same_people_is_still_recognised(survey, lies):
    before = roster_of(survey)
    forget(survey, 31 * DAY)
    assert (roster_of(survey), len(before)) == (before, 20)


def test_division_of_a_repeated_survey_stays_after_forgetting(linde, lies):
    """Ninove had too few answers and stood with Gent; the next time it has enough, and still stands there."""
    people = [("Aalst", "Zorg", 12), ("Gent", "Zorg", 12), ("Ninove", "Zorg", 12)]
    first = factories.make_open(factories.make_project(linde), people=people, by=lies)
    factories.answer(first, 26)
    close(survey=first, by=lies)
    first.refresh_from_db()
    second = factories.make_draft(first.project, people=[], title="Nog eens")
    known = [Participant(survey=second, employee_id=p.employee_id, name=p.name, email=p.email)
             for p in first.participants.all()]  # fmt: skip
    Participant.objects.bulk_create(known)
    Survey.objects.filter(pk=first.pk).update(launched_at=timezone.now() - 60 * DAY)
    launch(survey=second, by=lies)
    second.refresh_from_db()
    before = groups_of_nearly_the_same_people(second)
    forget(first, 31 * DAY)
    assert (groups_of_nearly_the_same_people(second), len(before)) == (before, 1)


def test_what_stays_holds_no_name_no_address_and_no_cell_of_function_and_place(survey):
    names = [value for row in survey.participants.values_list("name", "email") for value in row]
    forget(survey, 31 * DAY)
    kept = str([list(model.objects.values()) for model in (Turnout, RosterMark, Deletion)])
    crossed = Turnout.objects.filter(about="function").exclude(location=Turnout.APART)
    assert ([name for name in names if name in kept], crossed.count()) == ([], 0)


def test_number_of_who_took_part_at_a_place_is_not_kept_by_name(survey):
    forget(survey, 31 * DAY)
    assert set(Turnout.objects.filter(about="place").values_list("answered", flat=True)) == {0}


def test_mails_and_links_of_a_survey_go_with_its_people(named):
    person = named.participants.first()
    assert Mail.objects.filter(subject_key=f"survey:{named.pk}").exists()
    forget(named, 31 * DAY)
    left = Participant.objects.filter(pk=person.pk).values_list("email", "token_hash", "code_hash")
    assert (list(left), Mail.objects.filter(subject_key=f"survey:{named.pk}").count()) == ([("", None, None)], 0)


def test_number_of_a_function_at_a_place_is_not_kept(linde, lies):
    people = [("Aalst", "Zorg", 12), ("Gent", "Zorg", 12), ("Gent", "Keuken", 12)]
    survey = factories.make_published(factories.make_project(linde), people=people, answers=30, by=lies)
    before = everything_told(survey)
    forget(survey, 31 * DAY)
    kept = Turnout.objects.filter(about="group").values_list("location", "function")
    assert [cell for cell in kept if cell[0] != Turnout.APART and cell[1]] == []
    assert (everything_told(survey) == before, len(before[2])) == (True, 2)


PAGES = ["resultaten", "deelname"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("kind", ["survey", "named"])
def test_page_of_a_survey_stays_the_same_to_the_letter(client, request, noor, kind, name):
    """A reader sees neither a list of people nor what only a lead may do, so nothing on it may change."""
    survey = request.getfixturevalue(kind)
    client.force_login(noor)
    path = reverse(f"bevraging:{name}", args=[survey.project.slug, survey.pk])
    before = _words(client.get(path))
    forget(survey, 31 * DAY)
    assert (_words(client.get(path)) == before, len(before) > 500) == (True, True)


def _words(answer) -> str:
    page = re.sub(r'(name="csrfmiddlewaretoken" value=|x-csrftoken": )"\w+"|nonce="[^"]*"', "", answer.content.decode())
    return page if answer.status_code == 200 else f"{answer.status_code}"


@pytest.mark.parametrize("days", [31, 732])
def test_pages_of_the_lead_open_when_everything_was_forgotten(client, survey, named, days):
    client.force_login(make_ines())
    forget(survey, days * DAY)
    forget(named, days * DAY)
    for one in (survey, named):
        for name in (*PAGES, "vragen"):
            path = reverse(f"bevraging:{name}", args=[one.project.slug, one.pk])
            assert client.get(path, follow=True).status_code == 200
        for path in (f"/trajecten/{one.project.slug}/", f"/trajecten/{one.project.slug}/poort/1/"):
            assert client.get(path, follow=True).status_code == 200


def test_roster_of_a_survey_by_name_counts_everybody_once_after_forgetting(named):
    before = roster_of(named)
    forget(named, 31 * DAY)
    named.refresh_from_db()
    assert roster_of(named) == before


def test_mark_kept_of_who_was_asked_is_the_same_for_who_answered_and_who_did_not(survey):
    """Marks hold a project and a person: nothing about answering, and in no order that tells it."""
    forget(survey, 31 * DAY)
    marks = list(RosterMark.objects.order_by("pk").values_list("mark", flat=True))
    assert (marks == sorted(marks), {len(mark) for mark in marks}, len(marks)) == (True, {64}, 20)


def test_no_kept_table_points_at_an_answer_or_an_answer_at_it():
    kept = {Turnout, RosterMark, Deletion, MailStop}
    answers = {Response, OpenAnswer, NamedResponse, Draft, Tally}
    pairs = [
        (model.__name__, field.name)
        for model in kept | answers
        for field in model._meta.get_fields()
        if field.is_relation and field.related_model in (answers if model in kept else kept)
    ]
    assert pairs == []


def test_name_stays_with_an_answer_by_name_until_the_answers_go(named):
    before = everything_told(named)
    forget(named, 31 * DAY)
    assert (NamedResponse.objects.count(), named.participants.exclude(name="").count()) == (14, 14)
    assert everything_told(named) == before
    forget(named, 732 * DAY)
    assert (NamedResponse.objects.count(), named.participants.count()) == (0, 0)
    assert everything_told(named) == before


def test_open_survey_and_draft_keep_their_people(linde, lies):
    opened = factories.make_open(factories.make_project(linde), by=lies)
    draft = factories.make_draft(factories.make_project(linde))
    retention.forget_what_is_due(timezone.now() + 900 * DAY)
    assert (opened.participants.count(), draft.participants.count()) == (20, 20)


def test_old_link_leads_to_a_calm_page(client, survey):
    secret = token_of(survey.participants.first().pk, 1)
    forget(survey, 31 * DAY)
    assert client.get(f"/v/{secret}/").status_code == 404


def test_survey_with_too_few_answers_is_erased_and_then_forgotten(linde, lies):
    survey = factories.make_published(factories.make_project(linde), answers=3, by=lies)
    for _turn in range(2):
        housekeeping.erase_what_is_old(later(survey, 31 * DAY))
        forget(survey, 31 * DAY)
    kinds = set(Deletion.objects.values_list("kind", flat=True))
    assert (survey.participants.count(), Turnout.objects.count(), kinds) == (0, 0, {"too_few", "people"})


# --- Answers, after 24 months ------------------------------------------------------------------


@pytest.mark.parametrize(("days", "left"), [(729, 14), (732, 0)])
def test_answers_go_24_months_after_the_close_and_counts_stay(survey, days, left):
    before = set(Tally.objects.values_list("question", "dimension", "segment", "option", "count"))
    forget(survey, days * DAY)
    after = set(Tally.objects.values_list("question", "dimension", "segment", "option", "count"))
    assert (Response.objects.count(), after) == (left, before)


def test_open_answer_that_was_shown_stays_and_others_lose_their_words(linde, lies):
    survey = factories.make_open(factories.make_project(linde), by=lies)
    factories.answer(survey, 12, loopt_goed="De map op de afdeling")
    close(survey=survey, by=lies)
    survey.refresh_from_db()
    one = OpenAnswer.objects.first()
    OpenAnswer.objects.filter(pk=one.pk).update(state=OpenAnswer.State.SHOWN)
    forget(survey, 732 * DAY)
    assert list(OpenAnswer.objects.exclude(text="").values_list("pk", flat=True)) == [one.pk]
    assert OpenAnswer.objects.count() == 12  # how many there were decides whether the shown ones may be seen


def test_recount_after_the_answers_went_is_refused_and_changes_nothing(survey):
    forget(survey, 732 * DAY)
    before = Tally.objects.count()
    with pytest.raises(CommandError, match="gewist"):
        call_command("hertel", survey.pk)
    assert Tally.objects.count() == before


def test_unfinished_answers_go_at_the_close(linde, lies):
    survey = factories.make_open(factories.make_project(linde), by=lies)
    answering.save_draft(survey=survey, token=factories.tokens_of(survey)[0], answers={"vinden": "4"})
    assert Draft.objects.count() == 1
    close(survey=survey, by=lies)
    assert Draft.objects.count() == 0


def test_forget_people_of_an_open_survey_does_nothing(linde, lies):
    opened = factories.make_open(factories.make_project(linde), by=lies)
    assert forgetting.forget_people(survey=opened) is False
