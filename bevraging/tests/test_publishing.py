"""From sealed ballots to numbers: nothing lost, nothing doubled, nothing that ties an answer to a person."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from bevraging import fatigue, housekeeping
from bevraging.actions import NotReady, close, extend, launch, privacy_check, publish_waiting, submit
from bevraging.actions.publishing import Disturbed, _delete_exactly, erase
from bevraging.models import Draft, OpenAnswer, Participant, Response, SealedBallot, Survey, Tally
from bevraging.tests.factories import add_people, answer, answers_like, make_draft, make_open, make_published, tokens_of
from organisatie.tests.factories import make_lies
from trajecten.models import Mail, Project

pytestmark = pytest.mark.django_db


# --- Launch ------------------------------------------------------------------------------------


@pytest.fixture
def draft():
    return make_draft(people=[("Aalst", "Zorg", 12), ("Gent", "Zorg", 9), ("Ninove", "Zorg", 3)])


def test_privacy_check_says_who_is_taken_together(draft):
    assert privacy_check(draft).notes == ("Ninove (3): we tonen ze samen met Gent.",)


def test_privacy_check_names_colleagues_without_a_location(draft):
    draft.participants.filter(employee__location__name="Ninove").update(employee=None)
    assert privacy_check(draft).notes == ("Collega's zonder locatie (3): we tonen ze samen met Gent.",)


def test_privacy_check_joins_a_group_in_which_everybody_would_have_to_answer():
    """Of eight people five answers would say that (nearly) everybody took part; of nine they leave five sizes."""
    check = privacy_check(make_draft(people=[("Aalst", "Zorg", 12), ("Gent", "Zorg", 8), ("Ninove", "Zorg", 9)]))
    assert [(group.label, group.invited) for group in check.locations] == [("Aalst", 12), ("Gent en Ninove", 17)]
    assert check.notes == (
        "Gent (8): we tonen ze samen met Ninove.",
        "Een groep staat apart vanaf 9 uitgenodigden. Met minder zou je zien dat bijna iedereen meedeed.",
    )


def test_privacy_check_says_once_that_two_small_groups_stand_together():
    check = privacy_check(make_draft(people=[("Aalst", "Zorg", 12), ("Gent", "Zorg", 8), ("Ninove", "Zorg", 7)]))
    assert check.notes[0] == "Gent (8) en Ninove (7): we tonen ze samen."


def test_privacy_check_of_a_survey_by_name_lets_a_group_of_five_stand():
    survey = make_draft(people=[("Aalst", "Zorg", 12), ("Gent", "Zorg", 5)], mode="named")
    assert [group.invited for group in privacy_check(survey).locations] == [12, 5]


def test_privacy_check_shows_no_function_of_which_everybody_would_have_to_answer():
    people = [("Aalst", "Zorg", 20), ("Gent", "Zorg", 20), ("Aalst", "Keuken", 8), ("Gent", "Onthaal", 10)]
    check = privacy_check(make_draft(people=people))
    assert "Keuken" not in [group.label for group in check.functions]


def test_privacy_check_changes_nothing(draft, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        privacy_check(draft)
    assert draft.segments.count() == 0


def test_privacy_check_with_one_small_team_shows_no_breakdown():
    survey = make_draft(people=[("Aalst", "Zorg", 12), ("Gent", "Zorg", 3)])
    check = privacy_check(survey)
    assert (check.locations, check.notes) == (
        (),
        ("Gent (3): te klein om te tonen. Daarom tonen we enkel het totaal.",),
    )


def test_privacy_check_names_every_group_that_may_be_told_of():
    """Also functions, and also when there is one location: results and file tell of them, so it is said before."""
    check = privacy_check(make_draft(people=[("Aalst", "Zorg", 17), ("Aalst", "Keuken", 14)]))
    assert sorted((group.label, group.invited) for group in check.groups) == [("Keuken", 14), ("Zorg", 17)]


def test_privacy_check_does_not_promise_only_a_total_where_functions_are_shown():
    people = [("Aalst", "Zorg", 15), ("Aalst", "Keuken", 14), ("Gent", "Zorg", 3)]
    check = privacy_check(make_draft(people=people))
    assert (check.locations, bool(check.functions), check.notes[0]) == (
        (),
        True,
        "Gent (3): te klein om te tonen. Daarom tonen we geen enkele locatie apart.",
    )


def test_privacy_check_says_why_a_function_is_not_shown():
    people = [("Aalst", "Zorg", 20), ("Gent", "Zorg", 20), ("Aalst", "Keuken", 10), ("Gent", "Keuken", 10)]
    people += [("Ninove", "Keuken", 12), ("Ninove", "Zorg", 2)]
    people += [("Aalst", "Logistiek", 4), ("Gent", "Logistiek", 4), ("Ninove", "Logistiek", 3)]
    assert privacy_check(make_draft(people=people)).notes == (
        "Logistiek (11): we tonen ze niet apart. Op elke locatie zijn het er minder dan 5.",
        "Zorg: 2 collega's tonen we niet in deze functiegroep. Op hun locatie zijn het er minder dan 5.",
        "Deze collega's tellen wel mee bij hun locatie en in het totaal.",
    )


def test_launch_does_what_the_privacy_check_said(draft):
    check = privacy_check(draft)
    launch(survey=draft, by=make_lies())
    assert {p.pk: (p.location, p.function) for p in draft.participants.all()} == check.people
    assert [(s.code, s.label, s.invited) for s in draft.segments.filter(dimension="location")] == [
        (group.code, group.label, group.invited) for group in check.locations
    ]


def test_launch_twice_opens_once(draft):
    assert [launch(survey=draft, by=make_lies()) for _press in range(3)] == [True, False, False]
    assert Mail.objects.filter(key__startswith="invitation:").count() == 24


def test_launch_in_a_project_that_was_stopped_is_refused(draft):
    Project.objects.update(status=Project.Status.STOPPED)
    draft.refresh_from_db()
    with pytest.raises(NotReady, match="Dit traject is gestopt"):
        launch(survey=draft, by=make_lies())
    assert Mail.objects.filter(key__startswith="invitation:").count() == 0


def test_launch_takes_the_stricter_threshold_of_the_organisation(draft):
    organisation = draft.project.organisation
    organisation.min_group = 8
    organisation.save()
    launch(survey=draft, by=make_lies())
    draft.refresh_from_db()
    assert draft.min_group == 8


@pytest.mark.parametrize(
    ("change", "people", "sentence"),
    [
        ({}, [], "Kies eerst wie je wil horen."),
        ({}, [("Aalst", "Zorg", 4)], "Nodig minstens 5 collega's uit."),
        ({"closes_on": None}, [("Aalst", "Zorg", 9)], "Kies een einddatum na vandaag."),
        ({"closes_on": timezone.localdate()}, [("Aalst", "Zorg", 9)], "Kies een einddatum na vandaag."),
    ],
)
def test_launch_that_is_not_ready_says_why_and_changes_nothing(change, people, sentence):
    survey = make_draft(people=people, **change)
    with pytest.raises(NotReady, match=sentence):
        launch(survey=survey, by=make_lies())
    survey.refresh_from_db()
    assert (survey.status, survey.versions.get().frozen, survey.segments.count()) == ("draft", False, 0)


def test_launch_of_a_named_survey_needs_no_minimum():
    assert launch(survey=make_draft(people=[("Aalst", "Zorg", 2)], mode="named"), by=make_lies())


# --- Publish and close -------------------------------------------------------------------------


@pytest.fixture
def survey():
    return make_open()


def test_nine_waiting_ballots_wait(survey):
    answer(survey, 9)
    assert (publish_waiting(survey), SealedBallot.objects.count(), Response.objects.count()) == (0, 9, 0)


def test_ten_waiting_ballots_are_opened_together(survey):
    answer(survey, 10)
    assert (publish_waiting(survey), SealedBallot.objects.count(), Response.objects.count()) == (10, 0, 10)


def test_opened_ballots_have_new_keys_in_another_order(survey):
    for number, token in enumerate(tokens_of(survey)):
        submit(survey=survey, token=token, answers=answers_like("4", f"tekst {number}"))
    close(survey=survey)
    order = [answer.text for answer in OpenAnswer.objects.raw("SELECT * FROM bevraging_openanswer")]
    assert sorted(order, key=lambda text: int(text.split()[1])) != order


def test_open_answer_is_in_no_response(survey):
    answer(survey, 12, loopt_goed="De letters zijn klein")
    close(survey=survey)
    assert not Response.objects.filter(answers__has_key="loopt_goed").exists()
    assert OpenAnswer.objects.count() == 12


def test_close_counts_everybody_once(survey):
    answer(survey, 10)
    publish_waiting(survey)
    answer(survey, 5, "2", first=10)
    close(survey=survey)
    assert Tally.objects.get(survey=survey, question="", dimension="").count == 15
    assert (Response.objects.count(), SealedBallot.objects.count()) == (15, 0)


def test_close_twice_closes_once(survey):
    answer(survey, 6)
    assert [close(survey=survey), close(survey=survey)] == [True, False]


def test_close_gives_every_response_a_new_key(survey):
    answer(survey, 12)
    publish_waiting(survey)
    before = set(Response.objects.values_list("pk", flat=True))
    close(survey=survey)
    assert before & set(Response.objects.values_list("pk", flat=True)) == set()


def test_close_forgets_drafts_salt_and_mails(survey):
    answer(survey, 6)
    from bevraging.actions.answering import save_draft

    save_draft(survey=survey, token=tokens_of(survey)[10], answers={"waarom": "1"})
    close(survey=survey)
    left = Draft.objects.count(), survey.salt, Mail.objects.filter(subject_key=f"survey:{survey.pk}").count()
    assert left == (0, None, 0)


def test_close_stops_every_link(survey):
    answer(survey, 6)
    close(survey=survey)
    assert Participant.objects.filter(may_answer=True).count() == 0


def test_close_with_too_few_answers_publishes_nothing(survey):
    answer(survey, 4)
    close(survey=survey)
    assert (survey.status, Tally.objects.count(), Response.objects.exclude(location="").count()) == ("closed", 0, 0)


def test_close_that_finds_fewer_answers_than_people_who_answered_refuses(survey):
    """The negative control of «nothing lost»: a ballot that went missing stops the close, aloud."""
    answer(survey, 6)
    SealedBallot.objects.first().delete()
    with pytest.raises(Disturbed):
        close(survey=survey)
    survey.refresh_from_db()
    assert survey.status == "open"


def test_deleting_rows_that_are_gone_is_noticed(survey):
    answer(survey, 2)
    first = SealedBallot.objects.first()
    keys = [first.pk]
    first.delete()
    with pytest.raises(Disturbed):
        _delete_exactly(SealedBallot, keys)


def test_small_groups_share_a_group_in_the_stored_answers():
    survey = make_draft(people=[("Aalst", "Zorg", 12), ("Gent", "Zorg", 12), ("Ninove", "Zorg", 12)])
    launch(survey=survey, by=make_lies())
    answer(survey, 10)
    answer(survey, 8, first=12)
    answer(survey, 2, first=24)
    close(survey=survey)
    assert sorted(Response.objects.values_list("location", flat=True)) == ["l1"] * 10 + ["l2"] * 10


def test_recount_gives_the_same_numbers(survey, capsys):
    answer(survey, 7, "4")
    answer(survey, 6, "2", first=12, waarom="x")
    close(survey=survey)
    call_command("hertel", survey.pk)
    assert capsys.readouterr().out == "De getallen klopten.\n"


def test_recount_repairs_a_wrong_number(survey, capsys):
    answer(survey, 7, "4")
    close(survey=survey)
    Tally.objects.filter(question="waarom", dimension="").update(count=99)
    call_command("hertel", survey.pk)
    call_command("hertel", survey.pk)
    assert capsys.readouterr().out == "De getallen klopten niet. Ze zijn nu hersteld.\nDe getallen klopten.\n"


def test_repeated_survey_to_nearly_the_same_people_keeps_the_division():
    people = [("Aalst", "Zorg", 12), ("Gent", "Zorg", 12), ("Ninove", "Zorg", 12)]
    first = make_draft(people=people)
    second = make_draft(people=[], title="Nog eens", purpose="pulse")
    second.participants.bulk_create(
        Participant(survey=second, employee=p.employee, name=p.name, email=p.email) for p in first.participants.all()
    )
    add_people(second, "Aalst", "Zorg", 1)
    for survey in (first, second):
        launch(survey=survey, by=make_lies(), lately=fatigue.SEND_ANYWAY, reason="Een tweede ronde.")
    answer(first, 10)
    answer(first, 8, first=12)
    answer(first, 2, first=24)
    close(survey=first)
    answer(second, 37)
    close(survey=second)
    assert [(s.label, s.shown_as) for s in second.segments.filter(dimension="location")] == [
        ("Aalst", "l1"),
        ("Gent", "l2"),
        ("Ninove", "l2"),
    ]


def test_extend_gives_later_day(survey):
    later = survey.closes_on + timedelta(days=5)
    extend(survey=survey, by=make_lies(), until=later)
    assert survey.closes_on == later


def test_extend_to_an_earlier_day_is_refused(survey):
    with pytest.raises(NotReady):
        extend(survey=survey, by=make_lies(), until=survey.closes_on - timedelta(days=1))


def test_extend_after_the_close_is_refused(survey):
    close(survey=survey)
    with pytest.raises(NotReady):
        extend(survey=survey, by=make_lies(), until=survey.closes_on + timedelta(days=9))


# --- Without anybody pressing a button ---------------------------------------------------------


def in_days(days: int):
    return timezone.now() + timedelta(days=days)


def test_sweep_leaves_a_running_survey_alone(survey):
    answer(survey, 3)
    assert housekeeping.collect() == 0


def test_sweep_opens_waiting_ballots(survey):
    answer(survey, 12)
    housekeeping.collect()
    assert Response.objects.count() == 12


def test_sweep_is_not_asked_to_open_fewer_ballots_than_a_batch(survey):
    answer(survey, 9)
    few = housekeeping.enough_waits(timezone.now()).exists()
    answer(survey, 1, first=9)
    assert [few, housekeeping.enough_waits(timezone.now()).exists()] == [False, True]


def test_sweep_closes_after_the_last_day(survey):
    answer(survey, 6)
    housekeeping.collect(in_days(12))
    survey.refresh_from_db()
    assert survey.status == "published"


def test_sweep_does_not_close_on_the_last_day(survey):
    moment = timezone.localtime().replace(hour=23, minute=30) + timedelta(days=10)
    housekeeping.collect(moment)
    survey.refresh_from_db()
    assert survey.status == "open"


def test_sweep_erases_too_few_answers_after_a_month(survey):
    answer(survey, 3)
    close(survey=survey)
    housekeeping.collect(in_days(29))
    kept = Response.objects.count()
    housekeeping.collect(in_days(31))
    survey.refresh_from_db()
    assert (kept, Response.objects.count(), survey.status) == (3, 0, "erased")


def test_published_survey_is_never_erased_by_the_sweep():
    survey = make_published()
    assert erase(survey=survey) is False
    assert Survey.objects.get().status == "published"


@pytest.mark.django_db(transaction=True)
def test_close_vacuums_the_answer_tables_after_the_commit():
    survey = make_open()
    answer(survey, 6)
    close(survey=survey)
    survey.refresh_from_db()
    assert survey.scrubbed is True
