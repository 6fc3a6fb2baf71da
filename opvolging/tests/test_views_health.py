"""The pages of health and of what comes back: who sees them, what they say, and what they never say."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from opvolging.actions.health import read_health
from opvolging.adjusting import proposal_of, tasks
from opvolging.health import reading_of
from opvolging.models import HealthReading
from opvolging.step_parts import all_parts
from opvolging.tests.hazelaar import Hazelaar
from trajecten.models import Project
from trajecten.overview import findings_of
from trajecten.tests.factories import make_decider, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def dirk(linde):
    return make_decider(linde)


@pytest.fixture
def project(linde, lies, dirk):
    return make_project(linde, lies, dirk, step=6)


@pytest.fixture
def as_(client):
    def as__(user):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return as__


@pytest.fixture
def followed_and_wrong(project, dirk):
    """A09 is followed for 90 per cent, and its bundle comes back 38 per cent more often."""
    story = Hazelaar(project, dirk, ["Wilgenhof"]).agreements(["A09"])
    story.bundle("Toestel leeg", 16, 33, ["A09"])
    story.check("A09", "Wilgenhof", 5, 10, 9)
    return story


def url(project, name="gezondheid"):
    return reverse(f"opvolging:{name}", args=[project.slug])


def row(code, state, **more):
    texts = {"nl": f"Zin over {code}.", "fr": f"Phrase {code}.", "en": f"Sentence {code}."}
    return {"code": f"s6.{code}", "state": state, "value": "50", "of": 10, "goal": "85", "text": texts} | more


def kept(project, *rows, state="adjust", days_ago=0):
    counted = {name: sum(one["state"] == name for one in rows) for name in ("met", "missed", "unknown")}
    day = timezone.localdate() - timedelta(days=days_ago)
    return HealthReading.objects.create(project=project, day=day, state=state, measures=list(rows), **counted)


def text_of(page):
    return " ".join(page.content.decode().split())


# --- Health ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["gezondheid", "terugkeer"])
def test_stranger_sees_nothing_of_it(project, vik, as_, name):
    assert as_(vik).get(url(project, name)).status_code == 404


def test_who_reads_along_sees_the_rows_and_no_way_to_mend_them(project, noor, as_):
    kept(project, row("on_time", "missed"), row("owners", "met"))
    page = as_(noor).get(url(project))
    assert (page.status_code, page.context["main"], page.context["proposal"]) == (200, None, None)
    assert {one.url for one in page.context["rows"]} == {""}


def test_rows_come_with_number_and_goal_what_was_missed_first(project, lies, as_):
    kept(project, row("on_time", "met", value="92.9"), row("goes_well", "missed", value="54.5"))
    rows = as_(lies).get(url(project)).context["rows"]
    assert [(one.code, one.value, one.goal) for one in rows if one.value] == [
        ("s6.goes_well", "54,5%", "minstens 70%"),
        ("s6.on_time", "92,9%", "minstens 85%"),
    ]


def test_before_the_first_night_who_leads_can_have_it_worked_out(project, lies, as_):
    browser = as_(lies)
    assert "Kijk het nu na" in text_of(browser.get(url(project)))
    answer = browser.post(url(project, "gezondheid_opnieuw"), follow=True)
    assert (answer.redirect_chain, HealthReading.objects.count()) == ([(url(project), 302)], 1)


def test_who_reads_along_has_nothing_worked_out(project, noor, as_):
    assert as_(noor).post(url(project, "gezondheid_opnieuw")).status_code == 403
    assert not HealthReading.objects.exists()


def test_project_in_an_earlier_step_is_told_when_it_begins(project, lies, as_):
    Project.objects.update(step=4)
    page = as_(lies).get(url(project))
    assert "Dit begint zodra jullie in stap 6" in text_of(page)


@pytest.mark.parametrize("days", [1, 60])
def test_page_of_health_takes_six_queries_whatever_the_trend(project, lies, as_, days, django_assert_num_queries):
    for ago in range(days):
        kept(project, row("on_time", "met"), days_ago=ago)
    browser = as_(lies)
    browser.get(url(project))
    with django_assert_num_queries(6):
        browser.get(url(project))


def test_trend_has_the_last_reading_of_each_week_as_numbers(project, lies, as_):
    for ago in range(21):
        kept(project, row("on_time", "met"), row("owners", "missed"), days_ago=ago, state="attention")
    weeks = as_(lies).get(url(project)).context["weeks"]
    today = timezone.localdate()
    assert weeks[-1].reading.day == today
    assert {one.reading.day.weekday() for one in weeks[:-1]} == {6}
    assert {(one.reading.met, one.reading.missed) for one in weeks} == {(1, 1)}


# --- Adjust ----------------------------------------------------------------------------------------


def proposal(project):
    found = Project.objects.get(pk=project.pk)
    return proposal_of(found, reading_of(found))


@pytest.mark.parametrize(("code", "step"), [("goes_well", 3), ("remedy", 3), ("recurrence", 2), ("spread", 2)])
def test_proposal_is_step_two_when_the_choice_itself_is_in_question(project, code, step):
    kept(project, row(code, "missed", agreements=[5, 9]), row("on_time", "missed"), row("owners", "missed"))
    assert (proposal(project).step, proposal(project).agreements) == (step, ("A05", "A09"))


@pytest.mark.parametrize("state", ["healthy", "attention", "unknown"])
def test_nothing_is_proposed_in_another_state(project, state):
    kept(project, row("goes_well", "missed", agreements=[5]), state=state)
    assert proposal(project) is None


def test_nothing_is_proposed_when_no_agreement_is_concerned(project):
    kept(project, row("on_time", "missed"), row("owners", "missed"), row("spotlight", "missed"))
    assert proposal(project) is None


def test_button_of_the_proposal_leads_to_the_form_where_a_person_decides(project, lies, as_):
    kept(project, row("recurrence", "missed", agreements=[9]))
    browser = as_(lies)
    label, address = browser.get(url(project)).context["main"]
    assert (label, address) == ("Open stap 2 opnieuw", reverse("trajecten:heropenen", args=[project.slug]) + "?stap=2")
    assert browser.get(address).context["form"]["to_step"].value() == "2"
    assert Project.objects.get().step == 6


def test_reading_it_never_opens_a_step_by_itself(project):
    kept(project, *(row(code, "missed") for code in ("on_time", "owners", "review")), days_ago=1)
    read_health(project=project)
    assert (Project.objects.get().step, project.reopenings.count()) == (6, 0)


def test_who_leads_finds_it_on_vandaag(project, lies):
    kept(project, row("goes_well", "missed", agreements=[5]))
    assert [task.title for task in tasks(lies, [project])] == ["Bekijk samen wat jullie bijsturen"]
    HealthReading.objects.update(state="attention")
    assert list(tasks(lies, [Project.objects.get()])) == []


# --- On other pages --------------------------------------------------------------------------------


def test_overview_says_how_follow_up_stands(project, lies, as_):
    kept(project, row("on_time", "met"), row("owners", "missed"), row("spread", "unknown"), state="attention")
    page = as_(lies).get(reverse("trajecten:overzicht", args=[project.slug]))
    assert "Vraagt aandacht. 1 van de 3 metingen is in orde, 1 is nog niet bekend." in text_of(page)
    assert ("Hoe gaat het met de opvolging?", url(project)) in findings_of(Project.objects.get())
    assert f'href="{url(project)}"' in text_of(page)


def test_overview_reads_health_without_a_query_of_its_own(project, lies, as_, django_assert_num_queries):
    kept(project, row("on_time", "met"), row("owners", "missed"), state="attention")
    browser, address = as_(lies), reverse("trajecten:overzicht", args=[project.slug])
    browser.get(address)
    with django_assert_num_queries(7):
        browser.get(address)


def test_step_page_shows_it_and_asks_seven_queries(project, lies, as_, django_assert_num_queries):
    kept(project, row("on_time", "met"), row("owners", "missed"), state="attention")
    browser, address = as_(lies), reverse("opvolging:stap", args=[project.slug])
    assert "Nog niet: Voor alles zorgt iemand" in text_of(browser.get(address))
    with django_assert_num_queries(7):
        browser.get(address)


def test_step_page_has_it_first(project):
    kept(project, row("on_time", "met"), row("owners", "missed"), state="attention")
    code, part = all_parts()[0]
    found = part.build(Project.objects.get(), {}, timezone.localdate())
    assert (code, found["reading"].state, found["missed"]) == ("health", "attention", ["Voor alles zorgt iemand"])


def test_step_page_has_nothing_of_it_before_the_first_night(project):
    assert all_parts()[0][1].build(project, {}, timezone.localdate()) is None


# --- What comes back -------------------------------------------------------------------------------


def test_agreement_that_is_followed_and_still_wrong_is_asked_about(followed_and_wrong, lies, as_):
    text = text_of(as_(lies).get(url(followed_and_wrong.project, "terugkeer")))
    assert "A09 wordt gevolgd, maar het knelpunt komt vaker terug: klopt de afspraak nog?" in text
    assert "Ze loopt voor 90% zoals afgesproken. «Toestel leeg» komt 38% vaker terug dan voordien." in text


def test_who_reads_along_sees_the_question_and_no_button(followed_and_wrong, noor, as_):
    (question,) = as_(noor).get(url(followed_and_wrong.project, "terugkeer")).context["wrong"]
    assert (question.remedy_url, question.review_url) == ("", "")


def test_spread_is_that_of_the_last_reading(followed_and_wrong, lies, as_):
    theme = {
        "theme": "familie", "before": 95, "after": 86, "before_top": 38, "after_top": 40, "before_on": "2026-01-05",
        "after_on": "2026-11-02", "since": "2026-03-02", "agreements": [5],
    }  # fmt: skip
    kept(followed_and_wrong.project, row("spread", "missed", themes=[theme]))
    page = as_(lies).get(url(followed_and_wrong.project, "terugkeer"))
    assert [(one.theme, one.before, one.after) for one in page.context["spreads"]] == [("familie", 95, 86)]


def test_page_without_anything_to_compare_says_what_comes(project, lies, as_):
    page = as_(lies).get(url(project, "terugkeer"))
    assert "Zodra een afspraak geldt over een bundel knelpunten" in text_of(page)


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_what_comes_back_takes_eight_queries(followed_and_wrong, lies, as_, count, django_assert_num_queries):
    for number in range(count - 1):
        followed_and_wrong.bundle(f"Bundel {number}", 8, 4, ["A09"])
    browser = as_(lies)
    browser.get(url(followed_and_wrong.project, "terugkeer"))
    with django_assert_num_queries(8):
        browser.get(url(followed_and_wrong.project, "terugkeer"))


@pytest.mark.parametrize("name", ["gezondheid", "terugkeer"])
def test_no_page_names_who_falls_short(followed_and_wrong, lies, as_, name):
    """An owner stands behind every agreement; no page of numbers says who."""
    read_health(project=followed_and_wrong.project)
    assert followed_and_wrong.owner.name not in text_of(as_(lies).get(url(followed_and_wrong.project, name)))
