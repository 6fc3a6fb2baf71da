"""Making a survey ready: safe to press twice, nothing changes after sending, nobody is asked twice."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from bevraging import actions, question_bank, questions
from bevraging.dates import default_end, reminder_days
from bevraging.languages import languages_of
from bevraging.models import Participant, Survey
from bevraging.people_list import Entry
from bevraging.tests import factories
from bevraging.views import lead_running
from organisatie.models import Employee
from organisatie.tests.factories import make_employee, make_employees
from trajecten.models import Event, Mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde):
    return factories.make_project(linde)


@pytest.fixture
def draft(project, lies):
    return factories.make_draft(project, created_by=lies)


def keys(survey):
    return [question.key for question in actions.questions_of(survey)]


# --- The ready-made survey ---------------------------------------------------------------------


def test_start_survey_has_seven_statements_and_one_open_question(project, lies):
    survey = actions.create_start_survey(project=project, by=lies)
    assert [q.is_statement for q in actions.questions_of(survey)] == [True] * 7 + [False]


def test_start_survey_twice_is_one_draft(project, lies):
    first = actions.create_start_survey(project=project, by=lies)
    assert actions.create_start_survey(project=project, by=lies) == first


def test_start_survey_takes_a_higher_threshold_of_the_organisation(project, lies):
    project.organisation.min_group = 8
    project.organisation.save()
    assert actions.create_start_survey(project=project, by=lies).min_group == 8


def test_start_survey_after_a_launched_one_is_a_new_draft(project, lies):
    opened = factories.make_open(project, by=lies)
    assert actions.create_start_survey(project=project, by=lies) != opened


# --- Wording -----------------------------------------------------------------------------------


def test_save_wording_keeps_the_languages_that_have_words(draft, lies):
    texts = {"nl": "  Ik vind   snel een bon. ", "fr": "Je trouve vite un bon.", "en": " "}
    question = actions.save_wording(survey=draft, key="vinden", texts=texts, by=lies)
    assert question.text == {"nl": "Ik vind snel een bon.", "fr": "Je trouve vite un bon."}


def test_survey_loses_a_language_when_one_question_has_no_words_in_it(draft, lies):
    actions.save_wording(survey=draft, key="vinden", texts={"nl": "Ik vind een bon.", "fr": "Je trouve."}, by=lies)
    assert languages_of(actions.questions_of(draft)) == ["nl", "fr"]


def test_save_wording_too_long_in_french_is_refused(draft, lies):
    with pytest.raises(ValidationError, match="korter"):
        actions.save_wording(survey=draft, key="vinden", texts={"nl": "Kort.", "fr": "x" * 501}, by=lies)


def test_save_wording_of_a_pulse_question_is_refused(draft, lies):
    with pytest.raises(ValidationError, match="elke keer dezelfde"):
        actions.save_wording(survey=draft, key="waarom", texts={"nl": "Anders"}, by=lies)


def test_save_wording_with_the_same_words_leaves_no_event(draft, lies):
    same = next(question for question in actions.questions_of(draft) if question.key == "vinden").text
    actions.save_wording(survey=draft, key="vinden", texts=same, by=lies)
    assert Event.objects.count() == 0


def test_move_question_up_swaps_with_the_one_above(draft, lies):
    actions.move_question(survey=draft, key="zelfde", by=lies, up=True)
    assert keys(draft)[:2] == ["zelfde", "vinden"]


def test_move_first_question_up_changes_nothing(draft, lies):
    before = keys(draft)
    actions.move_question(survey=draft, key=before[0], by=lies, up=True)
    assert keys(draft) == before


def test_remove_last_question_is_refused(draft, lies):
    draft.versions.update(content=questions.dump([question_bank.START_SURVEY[0]]))
    with pytest.raises(ValidationError, match="minstens één vraag"):
        actions.remove_question(survey=draft, key="vinden", by=lies)


@pytest.mark.parametrize("key", questions.PULSE_KEYS)
def test_remove_pulse_question_is_refused(draft, lies, key):
    before = keys(draft)
    with pytest.raises(ValidationError, match=re.escape("Deze 5 vragen meten het draagvlak. Ze horen bij elkaar.")):
        actions.remove_question(survey=draft, key=key, by=lies)
    assert keys(draft) == before


def test_add_ready_question_stands_before_the_open_one(draft, lies):
    actions.add_question(survey=draft, key="toestel", by=lies)
    assert keys(draft)[-2:] == ["toestel", "loopt_goed"]


def test_add_the_same_own_statement_twice_is_one(draft, lies):
    for _turn in range(2):
        actions.add_question(survey=draft, text="De tablet werkt goed.", by=lies)
    assert [key for key in keys(draft) if key.startswith("eigen")] == ["eigen1"]


@pytest.mark.parametrize(
    "verb",
    [
        lambda survey, by: actions.save_wording(survey=survey, key="vinden", texts={"nl": "Anders"}, by=by),
        lambda survey, by: actions.remove_question(survey=survey, key="vinden", by=by),
        lambda survey, by: actions.add_question(survey=survey, key="toestel", by=by),
        lambda survey, by: actions.move_question(survey=survey, key="vinden", by=by, up=False),
        lambda survey, by: actions.add_people(survey=survey, entries=[Entry(1, "Bo", "bo@x.example")], by=by),
        lambda survey, by: actions.add_employees(survey=survey, employees=Employee.objects.all(), by=by),
        lambda survey, by: actions.remove_participants(survey=survey, by=by),
        lambda survey, by: actions.update_details(
            survey=survey, by=by, title="x", intro="", closes_on=date.max, contact="", reminders=0, mode="named"
        ),
    ],
)
def test_verb_after_launch_is_refused_and_changes_nothing(project, lies, verb):
    survey = factories.make_open(project, by=lies)
    before = (survey.versions.get().content, survey.participants.count(), survey.mode)
    with pytest.raises(actions.AlreadySent):
        verb(survey, lies)
    survey = Survey.objects.get(pk=survey.pk)
    assert (survey.versions.get().content, survey.participants.count(), survey.mode) == before


# --- Details -----------------------------------------------------------------------------------


def test_update_details_records_before_and_after(draft, lies):
    day = timezone.localdate() + timedelta(days=20)
    actions.update_details(
        survey=draft,
        by=lies,
        title="Nieuw",
        intro=draft.intro,
        closes_on=day,
        contact=draft.contact,
        reminders=1,
        mode="anonymous",
    )
    data = Event.objects.get(verb="survey_changed").data
    assert (set(data["before"]), data["after"]["title"]) == ({"title", "closes_on", "reminders"}, "Nieuw")


def test_update_details_with_a_past_day_is_refused(draft, lies):
    with pytest.raises(ValidationError, match="Kies een einddatum na vandaag"):
        actions.update_details(
            survey=draft,
            by=lies,
            title="x",
            intro="",
            closes_on=timezone.localdate(),
            contact="",
            reminders=2,
            mode="anonymous",
        )


# --- People ------------------------------------------------------------------------------------


def test_add_employees_twice_adds_once(draft, lies, linde):
    people = make_employees(linde, 5, prefix="nieuw")
    assert [actions.add_employees(survey=draft, employees=people, by=lies) for _turn in range(2)] == [5, 0]


def test_add_people_links_the_employee_with_that_address(draft, lies, linde):
    employee = make_employee(linde, "An Peeters", email="an@linde.example")
    actions.add_people(survey=draft, entries=[Entry(1, "A. Peeters", "an@linde.example")], by=lies)
    assert draft.participants.get(email="an@linde.example").employee == employee


def test_add_people_never_links_an_employee_of_another_organisation(draft, lies, anker):
    make_employee(anker, "An Peeters", email="an@anker.example")
    actions.add_people(survey=draft, entries=[Entry(1, "An", "an@anker.example")], by=lies)
    assert draft.participants.get(email="an@anker.example").employee is None


def test_add_people_without_mail_twice_adds_once(draft, lies):
    entries = [Entry(1, "Jan Zonder", "")]
    assert [actions.add_people(survey=draft, entries=entries, by=lies) for _turn in range(2)] == [1, 0]


def test_add_five_thousand_people_takes_few_queries(draft, lies, django_assert_max_num_queries):
    entries = [Entry(n, f"Collega {n}", f"c{n}@x.example") for n in range(5_000)]
    # SQLite takes 999 values a statement; PostgreSQL does it in three.
    with django_assert_max_num_queries(80):
        assert actions.add_people(survey=draft, entries=entries, by=lies) == 5_000


def test_remove_participants_leaves_the_employees(draft, lies):
    before = Employee.objects.count()
    actions.remove_participants(survey=draft, by=lies)
    assert (draft.participants.count(), Employee.objects.count()) == (0, before)


# --- Another address ---------------------------------------------------------------------------


def came_back(survey):
    """The invitations could not be delivered."""
    Mail.objects.filter(subject_key=f"survey:{survey.pk}").update(status=Mail.Status.FAILED)
    return survey


def test_correct_address_in_an_open_survey_gives_a_new_link(project, lies):
    survey = came_back(factories.make_open(project, by=lies))
    person = survey.participants.first()
    before = person.token_hash
    actions.correct_address(survey=survey, participant=person, email="Goed@Linde.example", by=lies)
    again = Mail.objects.filter(recipient="goed@linde.example").values_list("key", flat=True)
    assert (person.generation, person.token_hash != before, list(again)) == (
        2,
        True,
        [f"invitation:{survey.pk}:{person.pk}:2"],
    )


def test_correct_address_pressed_twice_sends_one_mail(project, lies):
    survey = came_back(factories.make_open(project, by=lies))
    first, second = (Participant.objects.order_by("pk").first() for _turn in range(2))
    done = [
        actions.correct_address(survey=survey, participant=one, email="goed@linde.example", by=lies)
        for one in (first, second)
    ]
    assert (done, Mail.objects.filter(recipient="goed@linde.example").count()) == ([True, False], 1)


def test_correct_address_to_the_same_sends_nothing_and_keeps_the_link(project, lies):
    survey = came_back(factories.make_open(project, by=lies))
    person = survey.participants.first()
    said = [
        actions.correct_address(survey=survey, participant=person, email="goed@linde.example", by=lies)
        for _turn in range(2)
    ]
    assert (said, person.generation) == ([True, False], 2)


def test_same_address_is_tried_again_when_its_mail_failed(project, lies):
    survey = factories.make_open(project, by=lies)
    person = survey.participants.first()
    Mail.objects.filter(recipient=person.email).update(status=Mail.Status.FAILED)
    assert actions.correct_address(survey=survey, participant=person, email=person.email, by=lies) is True


def test_correct_address_does_and_says_the_same_for_who_answered(project, lies):
    """Otherwise a lead could try a colleague, and see from the list or the history who answered."""
    survey = came_back(factories.make_open(project, by=lies))
    one, other = survey.participants.order_by("pk")[:2]
    factories.answer(survey, 1)
    seen = []
    for number, person in enumerate((one, other)):
        done = actions.correct_address(survey=survey, participant=person, email=f"nieuw{number}@linde.example", by=lies)
        told = project.events.filter(verb="survey_address_corrected").count()
        seen.append((done, person.email, person.generation, told - number))
    assert seen == [(True, "nieuw0@linde.example", 2, 1), (True, "nieuw1@linde.example", 2, 1)]
    shown = {found["person"].pk for found in lead_running.failed_addresses(survey)}
    assert shown.isdisjoint({one.pk, other.pk})


def test_correct_address_of_an_invitation_that_left_is_refused(project, lies):
    """A lead who sends the link of a colleague to an own address would see whether that colleague answered."""
    survey = factories.make_open(project, by=lies)
    person = survey.participants.first()
    with pytest.raises(ValidationError, match="niets te verbeteren"):
        actions.correct_address(survey=survey, participant=person, email="lies@linde.example", by=lies)
    assert Mail.objects.filter(recipient="lies@linde.example").count() == 0


def test_correct_address_that_somebody_has_is_refused(project, lies):
    survey = factories.make_open(project, by=lies)
    one, other = survey.participants.order_by("pk")[:2]
    with pytest.raises(ValidationError, match="staat al in de lijst"):
        actions.correct_address(survey=survey, participant=one, email=other.email, by=lies)


# --- Days --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "end"),
    [
        (date(2026, 11, 23), date(2026, 12, 4)),
        (date(2026, 11, 24), date(2026, 12, 4)),
        (date(2026, 11, 25), date(2026, 12, 11)),
        (date(2026, 12, 14), date(2027, 1, 8)),  # 25 December and 1 January are holidays
    ],
)
def test_default_end_is_a_working_friday_at_least_ten_days_away(today, end):
    assert default_end(today) == end


@pytest.mark.parametrize(
    ("launched", "closes", "count", "days"),
    [
        (date(2026, 11, 23), date(2026, 12, 4), 2, [date(2026, 11, 27), date(2026, 12, 3)]),
        (date(2026, 11, 23), date(2026, 12, 4), 1, [date(2026, 11, 27)]),
        (date(2026, 11, 23), date(2026, 12, 4), 0, []),
        (date(2026, 11, 25), date(2026, 12, 7), 2, [date(2026, 11, 30), date(2026, 12, 4)]),  # no weekend
        (date(2026, 11, 23), date(2026, 11, 28), 2, [date(2026, 11, 27)]),  # too short for two
        (date(2026, 11, 23), date(2026, 11, 25), 2, []),
        (date(2027, 3, 24), date(2027, 4, 2), 2, [date(2027, 3, 30), date(2027, 4, 1)][1:]),  # Easter Monday is off
    ],
)
def test_reminder_days_are_working_days_three_days_apart(launched, closes, count, days):
    assert reminder_days(launched, closes, count) == days


@pytest.mark.parametrize(
    ("launched", "closes", "count", "days"),
    [
        # Four days before the end and one: the table says three and one, and three days lie between two mails.
        (date(2026, 11, 23), date(2026, 12, 11), 2, [date(2026, 12, 7), date(2026, 12, 10)]),
        (date(2026, 11, 23), date(2026, 12, 11), 1, [date(2026, 12, 7)]),
        (date(2026, 11, 23), date(2026, 12, 11), 0, []),
        (date(2026, 11, 23), date(2026, 12, 4), 2, [date(2026, 11, 30), date(2026, 12, 3)]),
        (date(2026, 11, 23), date(2026, 12, 8), 2, [date(2026, 12, 4), date(2026, 12, 7)]),  # the 4th is a Friday
        (date(2026, 11, 23), date(2026, 11, 28), 2, [date(2026, 11, 27)]),  # too short for two
        (date(2026, 11, 23), date(2026, 11, 25), 2, []),
    ],
)
def test_reminder_days_of_a_pulse_count_back_from_its_end(launched, closes, count, days):
    assert reminder_days(launched, closes, count, pulse=True) == days
