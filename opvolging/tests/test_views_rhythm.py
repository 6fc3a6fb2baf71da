"""Pages of rhythms, of one agreement in follow-up and of checks: who may come in, and what they do."""

from datetime import timedelta

import pytest
from django.utils import timezone

from fundament.tests.factories import put_in_force
from opvolging import step_rows
from opvolging.actions import preparing
from opvolging.actions.rhythm import plan_ahead
from opvolging.models import AgreementCheck, CheckRhythm
from opvolging.tests.factories import make_check, make_holding, make_rhythm, make_step_6
from opvolging.tests.pages import filled, get, post, text_of
from organisatie.models import Employee
from organisatie.tests.factories import make_employee
from trajecten.models import Project

pytestmark = pytest.mark.django_db
PAGES = ("ritmes", "checks")


@pytest.fixture
def project(linde, lies):
    return make_step_6(lies)


@pytest.fixture
def version(project):
    return make_holding(project, "Aalst", "Gent")


@pytest.fixture
def rhythm(version, bram):
    """Owned by Bram, and due in two weeks."""
    owner = Employee.objects.get(user=bram)
    found = make_rhythm(version, "Aalst", owner=owner, first_on=timezone.localdate() + timedelta(days=14))
    plan_ahead([found], timezone.localdate())
    return found


def first(rhythm):
    return rhythm.planned.order_by("due_on").first()


# --- Who may come in -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_stranger_finds_nothing_and_reader_reads(client, vik, noor, project, rhythm, name):
    assert [get(client, one, project, name).status_code for one in (vik, noor)] == [404, 200]


@pytest.mark.parametrize("name", ["ritme_nieuw", "klaarzetten"])
def test_reader_starts_nothing(client, noor, project, name):
    assert [get(client, noor, project, name).status_code, post(client, noor, project, name).status_code] == [403, 403]


@pytest.mark.parametrize("name", ["ritme_wijzig", "ritme_stop"])
def test_owner_does_not_change_the_plan(client, bram, project, rhythm, name):
    assert post(client, bram, project, name, rhythm.pk).status_code == 403


@pytest.mark.parametrize(("who", "code"), [("lies", 200), ("bram", 200), ("noor", 403), ("vik", 404)])
def test_lead_and_owner_note_and_nobody_else(client, request, project, rhythm, who, code):
    user = request.getfixturevalue(who)
    asked = [("check", first(rhythm).pk), ("check_overslaan", first(rhythm).pk), ("check_tussendoor", rhythm.pk)]
    assert {get(client, user, project, name, pk).status_code for name, pk in asked} == {code}


# --- Rhythms -------------------------------------------------------------------------------------


def test_lead_prepares_all_with_one_press(client, lies, project, version):
    page = get(client, lies, project, "klaarzetten")
    assert ("A01 · Aalst" in text_of(page), filled(page.content.decode())) == (True, ["Zet het ritme klaar"])
    keys = [one.key for one in preparing.proposals(project)]
    post(client, lies, project, "klaarzetten", keys=keys)
    assert sorted(str(one.location) for one in CheckRhythm.objects.all()) == ["Aalst", "Gent"]
    assert "Alles heeft een ritme." in text_of(get(client, lies, project, "klaarzetten"))


def test_lead_starts_one_with_an_owner(client, lies, project, version):
    make_employee(project.organisation, "Mira Eigenaar")
    body = {
        "agreement": version.agreement.pk, "location": project.organisation.locations.get(name="Gent").pk,
        "owner": "Mira Eigenaar", "method": "walk_round", "unit": "toestellen", "interval_weeks": 4,
        "first_on": str(timezone.localdate()),
    }  # fmt: skip
    assert post(client, lies, project, "ritme_nieuw", **body).status_code == 302
    found = CheckRhythm.objects.get()
    assert (found.owner.name, found.method, found.interval_weeks) == ("Mira Eigenaar", "walk_round", 4)
    again = text_of(post(client, lies, project, "ritme_nieuw", **body))
    assert ("loopt er al een ritme" in again, CheckRhythm.objects.count()) == (True, 1)


def test_lead_gives_it_to_another_owner_and_another_day(client, lies, project, rhythm):
    make_employee(project.organisation, "Mira Eigenaar")
    day = timezone.localdate() + timedelta(days=21)
    body = {"owner": "Mira Eigenaar", "method": "sample", "unit": "notities", "interval_weeks": 8, "next_on": str(day)}
    post(client, lies, project, "ritme_wijzig", rhythm.pk, **body)
    rhythm.refresh_from_db()
    assert (rhythm.owner.name, rhythm.first_on, first(rhythm).generation) == ("Mira Eigenaar", day, 1)


def test_lead_stops_it_after_a_question(client, lies, project, rhythm):
    assert "Stop je het ritme van A01 (Aalst)?" in text_of(get(client, lies, project, "ritme_stop", rhythm.pk))
    post(client, lies, project, "ritme_stop", rhythm.pk)
    assert CheckRhythm.objects.running().count() == 0
    assert "1 ritme is gestopt." in text_of(get(client, lies, project, "ritmes", toon="gestopt"))


def test_list_of_those_without_an_owner(client, lies, project, rhythm, version):
    make_rhythm(version, "Gent")
    text = text_of(get(client, lies, project, "ritmes", toon="vraagt"))
    assert ("1 ritme heeft geen eigenaar." in text, "Gent" in text, "Aalst" in text) == (True, True, False)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("ritmes", 6), ("checks", 7)])
def test_lists_take_the_same_queries_for_one_and_three(
    client, lies, project, count, name, queries, django_assert_num_queries
):
    version = make_holding(project, *(f"Plaats {n}" for n in range(count)))
    owner = make_employee(project.organisation, "Mira Eigenaar")
    for n in range(count):
        plan_ahead([make_rhythm(version, f"Plaats {n}", owner=owner)], timezone.localdate())
    get(client, lies, project, name)
    with django_assert_num_queries(queries):
        client.get(f"/trajecten/{project.slug}/opvolging/{'ritme' if name == 'ritmes' else name}/")


# --- One agreement -------------------------------------------------------------------------------


def test_agreement_tells_per_place_what_was_seen_with_its_course(client, noor, project, version):
    rhythm, today = make_rhythm(version, "Aalst"), timezone.localdate()
    make_check(rhythm, 14, 8, on=today - timedelta(days=49))
    make_check(rhythm, 15, 12, on=today - timedelta(days=1), remark="Een buddy hielp.")
    page = get(client, noor, project, "afspraak", 1)
    text = text_of(page)
    assert [
        one for one in ("Aalst", "8 van 14", "12 van 15", "Een buddy hielp.", "Loopt goed") if one not in text
    ] == []
    assert ('class="verloop"' in page.content.decode(), "57%" in text) == (True, True)


def test_course_needs_two_checks(client, noor, project, version):
    make_check(make_rhythm(version, "Aalst"), 14, 8)
    assert 'class="verloop"' not in get(client, noor, project, "afspraak", 1).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_agreement_takes_the_same_queries_for_one_and_three_places(
    client, lies, project, count, django_assert_num_queries
):
    version = make_holding(project, *(f"Plaats {n}" for n in range(count)))
    for n in range(count):
        rhythm = make_rhythm(version, f"Plaats {n}")
        plan_ahead([rhythm], timezone.localdate())
        for followed in range(count):
            make_check(rhythm, 10, followed)
    get(client, lies, project, "afspraak", 1)
    with django_assert_num_queries(7):
        client.get(f"/trajecten/{project.slug}/opvolging/afspraken/1/")


# --- Checks --------------------------------------------------------------------------------------


def test_owner_notes_a_planned_check_and_hears_what_it_means(client, bram, project, rhythm):
    body = {"seen": 20, "followed": 16, "good_example_seen": "on", "remark": "Vlot."}
    answer = post(client, bram, project, "check", first(rhythm).pk, **body)
    assert "Genoteerd. 16 van 20: loopt goed." in text_of(client.get(answer.url))
    assert AgreementCheck.objects.get().due_on == first(rhythm).due_on


def test_in_between_is_noted_on_a_day_that_is_past(client, lies, project, rhythm):
    day = timezone.localdate() - timedelta(days=2)
    post(client, lies, project, "check_tussendoor", rhythm.pk, seen=10, followed=9, noted_on=str(day))
    assert AgreementCheck.objects.values_list("noted_on", "due_on").get() == (day, None)


def test_more_followed_than_seen_is_told_kindly(client, lies, project, rhythm):
    page = post(client, lies, project, "check", first(rhythm).pk, seen=5, followed=8)
    assert "Je zag er 5. Het kan dan hoogstens 5 keer gelukt zijn." in text_of(page)
    assert AgreementCheck.objects.count() == 0


def test_name_in_the_remark_is_asked_about(client, lies, project, rhythm):
    body = {"seen": 5, "followed": 5, "remark": "Vooral Bram vergeet het."}
    page = post(client, lies, project, "check", first(rhythm).pk, **body)
    assert ("Staat hier een naam in?" in text_of(page), AgreementCheck.objects.count()) == (True, 0)
    post(client, lies, project, "check", first(rhythm).pk, namen="weg", **body)
    assert "Bram" not in AgreementCheck.objects.get().remark


def test_skipped_with_a_reason(client, bram, project, rhythm):
    planned = first(rhythm)
    post(client, bram, project, "check_overslaan", planned.pk, why="De leefgroep is op kamp.")
    planned.refresh_from_db()
    assert (planned.status, planned.skipped_why) == ("skipped", "De leefgroep is op kamp.")


def test_before_the_go_the_page_says_when_it_can(client, lies, project, rhythm):
    Project.objects.filter(pk=project.pk).update(step=5)
    page = post(client, lies, project, "check", first(rhythm).pk, seen=5, followed=5)
    assert ("Noteren kan na de poort." in text_of(page), AgreementCheck.objects.count()) == (True, 0)
    assert "De dagen staan al klaar." in text_of(get(client, lies, project, "checks"))


def test_list_names_nobody(client, noor, project, rhythm, bram):
    assert str(Employee.objects.get(user=bram)) not in text_of(get(client, noor, project, "checks"))


def test_prepared_twice_says_that_nothing_was_left(client, lies, project, version):
    keys = [one.key for one in preparing.proposals(project)]
    texts = [text_of(client.get(post(client, lies, project, "klaarzetten", keys=keys).url)) for _turn in range(2)]
    assert ["Er was niets meer te starten." in text for text in texts] == [False, True]
    assert CheckRhythm.objects.count() == 2


def test_words_on_the_pages_are_those_that_hold_there(client, lies, project, version, rhythm):
    """A newer version holds in Gent, and one more is in the making."""
    agreement, aalst = version.agreement, version.sentence
    other = agreement.versions.create(number=2, sentence="Woorden van Gent.", changed="Iets", changed_why="Daarom")
    put_in_force(other, project.organisation.locations.get(name="Gent"), since=timezone.localdate())
    agreement.versions.create(number=3, sentence="Nog niet klaar.", changed="Iets", changed_why="Daarom")
    check = text_of(get(client, lies, project, "check", first(rhythm).pk))
    assert [words in check for words in (aalst, "Woorden van Gent.", "Nog niet klaar.")] == [True, False, False]
    page = text_of(get(client, lies, project, "afspraak", 1))
    assert [words in page for words in ("Woorden van Gent.", "Nog niet klaar.")] == [True, False]
    assert "Nog niet klaar." not in text_of(get(client, lies, project, "ritme_nieuw"))


def test_owner_who_left_counts_as_nobody_in_every_list(client, lies, project, rhythm):
    Employee.objects.filter(pk=rhythm.owner_id).update(active_until=timezone.localdate() - timedelta(days=1))
    assert "1 ritme heeft geen eigenaar." in text_of(get(client, lies, project, "ritmes", toon="vraagt"))
    assert "Kies wie er kijkt" in text_of(client.get("/vandaag/"))
    facts = Project.objects.annotate(**step_rows.columns(timezone.localdate())).values().get(pk=project.pk)
    assert [one.owned for one in step_rows.running(facts)] == [False]


def test_check_that_was_answered_stays_and_who_comes_later_hears_it(client, bram, lies, project, rhythm):
    planned, told = first(rhythm), "Deze check is al ingevuld of overgeslagen. Noteer er een tussendoor."
    presses = [
        (bram, "check", {"seen": 20, "followed": 16}),
        (bram, "check", {"seen": 20, "followed": 16}),  # the same press twice
        (lies, "check", {"seen": 20, "followed": 3}),
        (lies, "check_overslaan", {"why": "De leefgroep is op kamp."}),
    ]
    texts = [
        text_of(client.get(post(client, user, project, name, planned.pk, **body).url)) for user, name, body in presses
    ]
    assert [("Genoteerd." in text, "Overgeslagen." in text) for text in texts] == [(True, False)] * 2 + [
        (False, False)
    ] * 2
    assert [told in text for text in texts] == [False, False, True, True]
    assert AgreementCheck.objects.values_list("followed", flat=True).get() == 16


def test_pages_of_a_stopped_project_promise_nothing_after_a_gate(client, lies, project, rhythm):
    Project.objects.filter(pk=project.pk).update(status=Project.Status.STOPPED)
    pages = [get(client, lies, project, "checks"), get(client, lies, project, "check", first(rhythm).pk)]
    told = [("Dit traject is stopgezet." in text_of(one), "na de poort" in text_of(one)) for one in pages]
    assert told == [(True, False)] * 2
