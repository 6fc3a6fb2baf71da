"""«Wat is er veranderd»: before and after, only where two measurements may stand beside each other."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bevraging.actions import close
from bevraging.models import Survey
from bevraging.tests import factories as step1
from bevraging.tests.pdf_reading import read
from communicatie.tests.factories import make_employee
from fundament.tests import factories as step2
from opvolging.changes import ONCE, OTHERS, change_html, changes_of, spread_of, spread_sentence
from organisatie.models import Employee
from trajecten import paper
from trajecten.tests.factories import make_decider, make_project
from uitrol.self_reliance import self_reliance_of
from uitrol.tests.factories import make_task, rate

pytestmark = pytest.mark.django_db
MODEL = "django.contrib.auth.backends.ModelBackend"
PEOPLE = (("Aalst", "Zorg", 30), ("Gent", "Zorg", 30))


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies, make_decider(linde), step=5)


@pytest.fixture
def look(client, lies):
    def look_(project, name, user=lies):
        client.force_login(user, backend=MODEL)
        return client.get(reverse(f"opvolging:{name}", args=[project.slug]))

    return look_


def closed(survey, by, *answers):
    """`answers` are (first person, how many, option, other answers)."""
    for first, count, option, other in answers:
        step1.answer(survey, count, option, first=first, **other)
    close(survey=survey, by=by)
    return Survey.objects.get(pk=survey.pk)


@pytest.fixture
def first(project, lies):
    """Sixty people, half of them against: about the middle."""
    survey = step1.make_open(project, by=lies, people=PEOPLE, title="Start")
    return closed(survey, lies, (0, 15, "4", {}), (15, 12, "2", {}), (30, 15, "4", {}), (45, 12, "2", {}))


def again(first, lies):
    survey = step1.ask_again(first, by=lies, title="Later")
    return closed(survey, lies, (0, 27, "5", {}), (30, 27, "5", {}))


def ago(days: int):
    return timezone.localdate() - timedelta(days=days)


# --- Support ------------------------------------------------------------------------------------


def test_nothing_measured_says_so(project):
    found = changes_of(project)
    assert (found.support, found.drawing, found.sentence) == ((), None, "Er is nog niets gemeten.")


def test_one_measurement_compares_with_nothing(project, first):
    found = changes_of(project)
    assert {(row.after, row.change) for row in found.support} == {("–", str(ONCE))}
    assert (found.drawing, found.sentence.partition(".")[0]) == (None, "Er is één meting van het draagvlak")


def test_last_measurement_stands_beside_the_first(project, first, lies):
    again(first, lies)
    found = changes_of(project)
    assert [(row.label, row.change) for row in found.support] == [
        ("Iedereen", "meer"), ("Aalst", "meer"), ("Gent", "meer"),
    ]  # fmt: skip
    assert "<svg" in found.drawing


def test_measurement_of_a_small_group_is_not_compared(project, lies):
    people = (("Aalst", "Zorg", 15), ("Gent", "Zorg", 45))
    survey = step1.make_open(project, by=lies, people=people, title="Start")
    survey = closed(survey, lies, (0, 12, "2", {}), (15, 30, "4", {}))
    closed(step1.ask_again(survey, by=lies, only="Aalst", title="Later"), lies, (0, 12, "5", {}))
    found = changes_of(project)
    assert next(row.change for row in found.support if row.label == "Iedereen") == str(OTHERS)


# --- What comes back ----------------------------------------------------------------------------


def bundle(project, *days, since=None):
    found = step2.make_bundle("Login kwijt", project=project)
    for day in days:
        step2.make_bottleneck(bundle=found, happened_on=ago(day))
    decision = step2.make_taken(project=project, decider=project.decider)
    decision.bundles.add(found)
    if since is not None:
        step2.put_in_force(step2.follows(step2.make_agreement(project=project), decision), since=ago(since))
    return found


def test_bundle_about_which_nothing_holds_is_not_there(project):
    bundle(project, 3, 4, 5)
    assert changes_of(project).bundles == ()


@pytest.mark.parametrize(
    ("days", "since", "told"),
    [
        ([*range(60, 70), 20], 56, ("5", "0,5", "90% minder vaak")),
        (range(60, 70), 10, ("5", "nog te vroeg", "nog niets te zeggen")),
        ([60, 61, 20], 56, ("te weinig meldingen", "0,5", "nog niets te zeggen")),
    ],
)
def test_bundle_is_told_before_and_since_what_was_agreed(project, days, since, told):
    if since == 10:
        days = [day - 46 for day in days]
    bundle(project, *days, since=since)
    assert [(row.before, row.after, row.change) for row in changes_of(project).bundles] == [told]


# --- By oneself ---------------------------------------------------------------------------------


def rated(project, people, **fields):
    task = make_task(project=project)
    for number in range(people):
        employee = make_employee(f"Collega {number}", project=project)
        rate(task, employee, 3, **{"level_then": 1 if number else 3, **fields})


@pytest.mark.parametrize(("people", "told"), [(4, (None, None, None)), (5, (20, 100, None))])
def test_ratings_are_told_from_five_people_on(project, people, told):
    rated(project, people)
    found = self_reliance_of(project)
    assert (found.then, found.now, found.later) == told


def test_ratings_of_few_are_told_in_steps_of_five(project):
    rated(project, 7)
    assert self_reliance_of(project).then == 15  # one of seven is 14,3 percent


def test_ratings_after_four_weeks_stand_apart(project):
    rated(project, 5, level_later=4, later_at=timezone.now())
    assert [(row.label, row.before, row.after) for row in changes_of(project).alone] == [
        ("Net na het leren", "20%", "100%"),
        ("Na vier weken", "20%", "100%"),
    ]


def test_after_four_weeks_the_same_people_stand_on_both_sides(project):
    rated(project, 5)
    task = make_task("Een val melden", project=project)
    for number in range(5):
        employee = make_employee(f"Later {number}", project=project)
        rate(task, employee, 3, level_then=3, level_later=4, later_at=timezone.now())
    assert [(row.label, row.before, row.after) for row in changes_of(project).alone] == [
        ("Net na het leren", "60%", "100%"),
        ("Na vier weken", "100%", "100%"),
    ]


def test_few_people_after_four_weeks_are_not_told(project):
    rated(project, 5)
    last = changes_of(project).alone[1]
    assert (last.before, last.after) == ("–", "nog te weinig antwoorden")


# --- Spread -------------------------------------------------------------------------------------


def test_one_round_says_that_a_second_is_needed(project, first, look):
    assert spread_of(project) is None
    assert (
        "Er zijn nog geen twee bevragingen met dezelfde vragen over een thema."
        in look(project, "spreiding").content.decode()
    )


def test_spread_is_that_of_the_two_rounds_beside_each_other(project, first, lies):
    last = again(first, lies)
    found = spread_of(project)
    assert (found.before.survey, found.after.survey) == (first, last)
    earlier = {row.theme: row.iqv for row in found.before.themes}
    assert {row.text: row.before.partition(" ")[0] for row in found.themes} == {
        theme: str(iqv) for theme, iqv in earlier.items()
    }
    assert spread_sentence(found).startswith("Over")


# --- Pages and paper ----------------------------------------------------------------------------


def test_pdf_is_tagged_and_holds_both_parts(project, first, lies, look):
    again(first, lies)
    bundle(project, *range(60, 70), 20, since=56)
    sheet = read(look(project, "verandering_pdf").content)
    parts = (b"/StructTreeRoot", b"/MarkInfo", b"/Lang (nl-BE)", b"pdfuaid", b"/FontFile", b"/Figure", b"/TH")
    assert [part for part in parts if part not in sheet.inside] == []
    wanted = ["Wat is er veranderd", "Iedereen", "90% minder vaak", "Spreiding per thema"]
    assert [words for words in wanted if not sheet.says(words)] == []


def test_nobody_is_named(project, first, lies):
    rated(project, 5)
    again(first, lies)
    html = change_html(project)
    assert [one.name for one in Employee.objects.filter(organisation=project.organisation) if one.name in html] == []


@pytest.mark.parametrize("name", ["verandering", "spreiding", "verandering_pdf"])
def test_reader_reads_it_and_somebody_of_elsewhere_finds_nothing(project, look, noor, vik, monkeypatch, name):
    monkeypatch.setattr(paper, "pdf", lambda html: b"%PDF-")
    assert [look(project, name, user).status_code for user in (noor, vik)] == [200, 404]


def test_it_stands_on_the_page_of_reports(project, client, lies):
    client.force_login(lies, backend=MODEL)
    page = client.get(reverse("trajecten:rapporten", args=[project.slug])).content.decode()
    assert reverse("opvolging:verandering", args=[project.slug]) in page


@pytest.mark.parametrize("count", [1, 3])
def test_pages_take_as_many_queries_for_one_and_three(
    client, project, first, lies, look, count, django_assert_num_queries
):
    again(first, lies)
    for _turn in range(count):
        bundle(project, *range(60, 66), since=56)
    look(project, "verandering")
    with django_assert_num_queries(8):
        client.get(reverse("opvolging:verandering", args=[project.slug]))
    with django_assert_num_queries(8):
        client.get(reverse("opvolging:spreiding", args=[project.slug]))
