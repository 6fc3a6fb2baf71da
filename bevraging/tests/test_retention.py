"""What is forgotten when, what stays, and who may look: names and addresses, answers, and somebody who asks."""

from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from bevraging import housekeeping, mail_stops, retention
from bevraging.actions import answering, close, forgetting, launch
from bevraging.gate_facts import facts_of
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
from bevraging.participation import participation_of
from bevraging.results import groups_of_nearly_the_same_people, results_of
from bevraging.tests import factories
from organisatie.tests.factories import make_ines
from trajecten.models import Mail, Project

DAY = timedelta(days=1)


@pytest.fixture
def survey(linde, lies):
    """Published: 20 asked in Aalst and Gent, 14 answered."""
    return factories.make_published(factories.make_project(linde), answers=14, by=lies, created_by=lies)


@pytest.fixture
def named(linde, lies):
    project = factories.make_project(linde, slug="op-naam")
    return factories.make_published(project, answers=14, by=lies, mode=Survey.Mode.NAMED)


def later(survey: Survey, delta: timedelta) -> datetime:
    return survey.closed_at + delta


def forget(survey: Survey, delta: timedelta) -> int:
    return retention.forget_what_is_due(later(survey, delta))


def everything_told(survey: Survey) -> list:
    """Whatever a page, the gate or a next survey asks of who was invited."""
    survey = Survey.objects.get(pk=survey.pk)
    part = participation_of(survey)
    facts = facts_of(Project.objects.get(pk=survey.project_id))
    results = results_of(survey)
    return [part.total, part.locations, part.functions, part.without_mail, facts.locations, facts.functions,
            facts.cover, facts.unasked, facts.invited, facts.answered, results.notes, results.groups]  # fmt: skip


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
    left = Participant.objects.filter(pk=person.pk).values_list("email", "token_hash", "code_hash", "employee")
    assert (list(left), Mail.objects.filter(subject_key=f"survey:{named.pk}").count()) == ([("", None, None, None)], 0)


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


# --- The sweep, the dry run, the log -----------------------------------------------------------


def test_forgetting_twice_writes_one_line(survey):
    for _turn in range(3):
        forget(survey, 31 * DAY)
    assert list(Deletion.objects.values_list("kind", "how_many", "title")) == [("people", 20, survey.title)]


def test_sweep_knows_what_is_due(survey):
    due = [retention.people_to_forget, retention.answers_to_forget]
    seen = [[look(later(survey, days * DAY)).exists() for look in due] for days in (1, 31, 732)]
    assert seen == [[False, False], [True, False], [True, True]]


def test_log_never_tells_that_nearly_everybody_answered(linde, lies):
    survey = factories.make_published(factories.make_project(linde), answers=19, by=lies)
    forget(survey, 732 * DAY)
    assert Deletion.objects.get(kind="answers").how_many is None


def test_log_is_only_added_to(survey):
    forget(survey, 31 * DAY)
    line = Deletion.objects.get()
    for change in (line.save, line.delete, Deletion.objects.all().delete, lambda: Deletion.objects.update(how_many=1)):
        with pytest.raises(TypeError):
            change()


def test_dry_run_says_what_goes_when_and_deletes_nothing(survey):
    out = StringIO()
    call_command("bewaartermijnen", "--proef", stdout=out)
    lines = out.getvalue().splitlines()
    closed = timezone.localtime(survey.closed_at)
    assert [line[:10] for line in lines] == [f"{closed + days * DAY:%Y-%m-%d}" for days in (30, 731)]
    assert ("(20)" in lines[0], "(" in lines[1].split("bevraging")[0], survey.participants.count()) == (True, False, 20)


def test_command_without_dry_run_deletes_what_is_due(survey):
    Survey.objects.filter(pk=survey.pk).update(closed_at=timezone.now() - 40 * DAY)
    call_command("bewaartermijnen", stdout=StringIO())
    assert survey.participants.count() == 0


def test_page_shows_plan_and_log_and_no_person(client, lies, survey, named):
    forget(survey, 31 * DAY)
    client.force_login(lies)
    page = client.get(reverse("bevraging:bewaren")).content.decode()
    names = [name for name in named.participants.values_list("name", flat=True) if name in page]
    assert ("namen en adressen" in page, "losse antwoorden" in page, names) == (True, True, [])


@pytest.mark.parametrize("surveys", [1, 3])
def test_page_takes_as_many_queries_for_one_and_three(client, linde, lies, surveys, django_assert_num_queries):
    for _turn in range(surveys):
        forget(factories.make_published(factories.make_project(linde), by=lies), 31 * DAY)
        factories.make_published(factories.make_project(linde), by=lies)
    client.force_login(lies)
    client.get(reverse("bevraging:bewaren"))
    with django_assert_num_queries(6):
        client.get(reverse("bevraging:bewaren"))


def test_reader_does_not_see_the_page(client, noor, survey):
    client.force_login(noor)
    assert client.get(reverse("bevraging:bewaren")).status_code == 403


# --- Somebody asks -----------------------------------------------------------------------------


@pytest.fixture
def as_admin(client, linde):
    client.force_login(make_ines())
    return client


ASKED = "/organisatie/bewaren/gegevens/"


def test_address_is_found_in_surveys_and_the_anonymous_one_tells_no_answer(as_admin, survey):
    person = survey.participants.order_by("pk").first()
    page = as_admin.post(ASKED, {"email": person.email.upper(), "doe": "zoek"}).content.decode()
    assert (survey.title in page, "niet naar deze persoon te herleiden" in page) == (True, True)


def test_person_is_taken_out_of_lists_and_mails(as_admin, survey, linde, lies):
    opened = factories.make_open(factories.make_project(linde, slug="nog"), by=lies)
    draft = factories.make_draft(opened.project)
    person = opened.participants.order_by("pk").first()
    Participant.objects.create(survey=draft, employee_id=person.employee_id, name=person.name, email=person.email)
    as_admin.post(ASKED, {"email": person.email, "doe": "wis"})
    left = Participant.objects.filter(name=person.name).count()
    mails = Mail.objects.filter(recipient=person.email, subject_key__startswith="survey:").count()
    assert (left, mails, opened.participants.count(), draft.participants.count()) == (0, 0, 20, 20)
    assert mail_stops.is_stopped(linde.pk, person.email)


def test_answer_by_name_of_who_asks_is_deleted_and_the_survey_still_closes(as_admin, linde, lies):
    survey = factories.make_open(factories.make_project(linde), by=lies, mode=Survey.Mode.NAMED)
    factories.answer(survey, 8)
    person = survey.participants.order_by("pk").first()
    as_admin.post(ASKED, {"email": person.email, "doe": "wis"})
    assert (NamedResponse.objects.count(), close(survey=survey, by=lies)) == (7, True)


def test_anonymous_survey_of_who_asks_still_closes_with_all_answers(as_admin, linde, lies):
    survey = factories.make_open(factories.make_project(linde), by=lies)
    factories.answer(survey, 8)
    person = survey.participants.order_by("pk").first()
    as_admin.post(ASKED, {"email": person.email, "doe": "wis"})
    close(survey=survey, by=lies)
    assert Response.objects.count() == 8


def test_taking_out_never_touches_another_organisation(as_admin, anker, vik):
    elsewhere = factories.make_open(factories.make_project(anker, slug="anker"), by=vik)
    person = elsewhere.participants.first()
    page = as_admin.post(ASKED, {"email": person.email, "doe": "zoek"}).content.decode()
    as_admin.post(ASKED, {"email": person.email, "doe": "wis"})
    person.refresh_from_db()
    assert ("in geen enkele bevraging" in page, person.email != "") == (True, True)


def test_lead_does_not_look_people_up(client, lies, survey):
    client.force_login(lies)
    assert client.get(ASKED).status_code == 403


# --- «Geen bevragingen meer per mail» ----------------------------------------------------------


def test_who_wants_no_mail_gets_a_slip_the_next_time(client, survey, linde, lies):
    from bevraging import mails

    person = survey.participants.order_by("pk").first()
    path = reverse("bevraging:geen_herinneringen", args=[mails.mute_token(person.pk)])
    client.post(path, {"doe": "geen_mail"})
    assert MailStop.objects.count() == 1
    assert person.email not in str(list(MailStop.objects.values()))
    Survey.objects.filter(pk=survey.pk).update(launched_at=timezone.now() - 20 * DAY)
    draft = factories.make_draft(factories.make_project(linde, slug="nog"))
    Participant.objects.create(survey=draft, employee_id=person.employee_id, name=person.name, email=person.email)
    launch(survey=draft, by=lies)
    assert draft.participants.get(employee=person.employee_id).email == ""
    client.post(path, {"doe": "wel_mail"})
    assert MailStop.objects.count() == 0


def test_send_check_counts_who_wants_no_mail_and_names_nobody(client, linde, lies):
    from trajecten.models import ProjectRole

    draft = factories.make_draft(factories.make_project(linde))
    ProjectRole.objects.create(project=draft.project, role=ProjectRole.Role.LEAD, user=lies)
    person = draft.participants.first()
    mail_stops.stop(linde.pk, person.email)
    client.force_login(lies)
    page = client.get(reverse("bevraging:versturen", args=[draft.project.slug, draft.pk])).content.decode()
    assert ("1 collega wil geen bevragingen per mail" in page, "Verstuur naar 19 collega" in page) == (True, True)


def test_forget_people_of_an_open_survey_does_nothing(linde, lies):
    opened = factories.make_open(factories.make_project(linde), by=lies)
    assert forgetting.forget_people(survey=opened) is False
