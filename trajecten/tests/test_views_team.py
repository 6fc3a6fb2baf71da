"""Team, history and settings of a project on screen."""

from decimal import Decimal

import pytest

from organisatie.models import Employee
from organisatie.tests.factories import make_employees, make_location, make_user
from trajecten import actions, history
from trajecten.models import ProjectRole, Threshold
from trajecten.reach import Reach, reach_of
from trajecten.tests.factories import make_project, make_role
from trajecten.views.history import kinds_of_event

HOME = "/trajecten/digitale-werkbonnen/"
TEAM, HISTORY, SETTINGS = f"{HOME}ploeg/", f"{HOME}geschiedenis/", f"{HOME}instellingen/"
GOAL = f"{SETTINGS}drempel/s1.response/"


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies)


@pytest.fixture
def as_(client):
    def sign_in(user):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def text_of(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("path", [TEAM, HISTORY, SETTINGS])
def test_page_is_for_members_and_a_guest_is_refused(as_, noor, vik, project, path):
    karel = make_user("karel@elders.test", "Karel")
    make_role(project, karel, ProjectRole.Role.AMBASSADOR)
    assert [as_(user).get(path).status_code for user in (noor, vik, karel)] == [200, 404, 403]


@pytest.mark.parametrize(
    ("path", "status"), [(TEAM, 403), (HISTORY, 405), (SETTINGS, 403), (GOAL, 403), (f"{TEAM}1/einde/", 403)]
)
def test_page_is_not_written_by_a_reader(as_, noor, project, path, status):
    assert as_(noor).post(path, {}).status_code == status


@pytest.mark.parametrize("path", [TEAM, SETTINGS])
def test_page_shows_a_reader_no_form(as_, noor, project, path):
    assert "csrfmiddlewaretoken" not in text_of(as_(noor).get(path)).split("<main")[1].split("</main")[0]


# --- Team --------------------------------------------------------------------------------------


def test_team_takes_in_a_member(as_, lies, noor, project):
    as_(lies).post(TEAM, {"role": "ambassador", "person": f"u{noor.pk}"})
    assert project.roles.get(role="ambassador").user == noor


def test_team_takes_in_a_colleague_without_account_for_one_location(as_, lies, linde, project):
    aalst = make_location(linde, "Aalst")
    an = Employee.objects.create(organisation=linde, name="An Baert", location=aalst)
    as_(lies).post(TEAM, {"role": "key_figure", "person": f"e{an.pk}", "location": aalst.pk})
    role = project.roles.get(role="key_figure")
    assert (role.employee, role.location) == (an, aalst)


def test_team_refuses_a_colleague_of_another_organisation(as_, lies, anker, project):
    stranger = Employee.objects.create(organisation=anker, name="Vreemd")
    answer = as_(lies).post(TEAM, {"role": "helper", "person": f"e{stranger.pk}"})
    assert (answer.status_code, project.roles.filter(role="helper").count()) == (200, 0)


def test_team_without_a_choice_says_to_choose(as_, lies, project):
    assert "Kies wie deze rol opneemt" in text_of(as_(lies).post(TEAM, {"role": "helper", "person": ""}))


def test_team_refuses_a_lead_as_decider_in_a_sentence(as_, lies, project):
    before = project.decider
    answer = as_(lies).post(TEAM, {"role": "decider", "person": f"u{lies.pk}"})
    assert (answer.status_code, project.decider) == (200, before)


def test_role_is_ended_and_stays_in_the_list_of_what_was(as_, lies, noor, project):
    role = make_role(project, noor, ProjectRole.Role.HELPER)
    as_(lies).post(f"{TEAM}{role.pk}/einde/")
    role.refresh_from_db()
    assert role.until is not None


def test_role_ended_twice_leads_back_to_the_team(as_, lies, noor, project):
    role = make_role(project, noor, ProjectRole.Role.HELPER)
    assert [as_(lies).post(f"{TEAM}{role.pk}/einde/").url for _turn in range(2)] == [TEAM, TEAM]


def test_last_lead_cannot_be_ended(as_, lies, project):
    role = project.roles.get(role="lead")
    page = text_of(as_(lies).post(f"{TEAM}{role.pk}/einde/", follow=True))
    role.refresh_from_db()
    assert ("minstens één projectleider" in page, role.until) == (True, None)


def test_role_of_another_project_is_not_found(as_, lies, noor, linde, project):
    other = make_role(make_project(linde, lies, title="Ander traject"), noor, ProjectRole.Role.HELPER)
    assert as_(lies).post(f"{TEAM}{other.pk}/einde/").status_code == 404


# --- History -----------------------------------------------------------------------------------


def test_history_tells_events_in_sentences(as_, noor, lies, project):
    assert f"{lies} maakte het traject «Digitale werkbonnen»." in text_of(as_(noor).get(HISTORY))


def test_history_filters_by_kind(as_, noor, project):
    page = text_of(as_(noor).get(f"{HISTORY}?soort=ploeg")).split("<main")[1]
    assert ("de rol" in page, "maakte het traject" in page) == (True, False)


def test_history_has_a_filter_for_each_step_that_tells_something(as_, noor, project):
    page = as_(noor).get(HISTORY)
    steps = ["Bevraging", "Fundament", "Toetsing", "Communicatie", "Uitrol", "Opvolging"]
    names = ["Alles", "Poort en beslissingen", *steps, "Ploeg", "Traject"]
    assert [str(label) for _code, label in page.context["kinds"]] == names


@pytest.mark.parametrize(
    ("kind", "verbs"),
    [
        ("bevraging", ["theme_merged", "survey_closed"]),
        ("fundament", ["theme_ruled", "decision_taken"]),
        ("toetsing", ["round_opened"]),
        ("nergens", ["round_opened", "theme_merged", "theme_ruled", "decision_taken", "survey_closed"]),
    ],
)
def test_history_of_a_step_holds_what_its_verbs_tell(as_, noor, project, kind, verbs):
    for verb in ("survey_closed", "decision_taken", "theme_ruled", "theme_merged", "round_opened"):
        history.record(verb, project=project)
    found = as_(noor).get(f"{HISTORY}?soort={kind}").context["lines"]
    assert [line.event.verb for line in found[:5]] == verbs


def test_each_verb_stands_under_one_filter():
    known = [begins for _name, begins in kinds_of_event().values()]
    of_a_project = [verb for verb in history.verbs() if not verb.startswith(("person.", "people.", "test."))]
    assert [verb for verb in of_a_project if sum(verb.startswith(begins) for begins in known) != 1] == []


def test_history_pages_at_fifty(as_, noor, lies, project):
    for number in range(60):
        history.record("project.changed", project=project, actor=lies, fields=[f"veld {number}"])
    first, second = (text_of(as_(noor).get(f"{HISTORY}?blad={n}")).count("<time ") for n in (1, 2))
    assert (first, second) == (50, project.events.count() - 50)


@pytest.mark.parametrize("total", [1, 3])
def test_history_takes_the_same_queries_for_more_events(as_, noor, lies, project, total, django_assert_num_queries):
    for _number in range(total):
        history.record("project.changed", project=project, actor=lies, fields=["naam"])
    browser = as_(noor)
    with django_assert_num_queries(6):
        browser.get(HISTORY)


# --- Settings ----------------------------------------------------------------------------------


def form(**changes) -> dict:
    return {"title": "Digitale werkbonnen", "goal": "Minder zoeken.", "why": "", "mode": "both"} | changes


def test_settings_change_the_project(as_, lies, project):
    as_(lies).post(SETTINGS, form(goal="Iedereen weet wat eerst moet.", mode="qualitative"))
    project.refresh_from_db()
    assert (project.goal, project.mode) == ("Iedereen weet wat eerst moet.", "qualitative")


def test_settings_write_in_the_history_what_was_there_before(as_, lies, project):
    before = project.goal
    as_(lies).post(SETTINGS, form(goal="Iedereen weet wat eerst moet."))
    event = project.events.filter(verb="project.changed").get()
    assert (event.data["before"]["goal"], event.data["after"]["goal"]) == (before, "Iedereen weet wat eerst moet.")


def test_settings_with_an_error_keep_the_old_title_on_the_page(as_, lies, project):
    page = text_of(as_(lies).post(SETTINGS, form(title="")))
    assert "<h1>Digitale werkbonnen</h1>" in page


def test_goal_is_chosen_with_a_reason(as_, lies, project):
    as_(lies).post(GOAL, {"value": "40", "reason": "Veel nachtploegen."})
    chosen = Threshold.objects.get()
    assert (chosen.code, chosen.value, chosen.before) == ("s1.response", Decimal(40), Decimal(50))
    assert "Veel nachtploegen." in text_of(as_(lies).get(SETTINGS))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"value": "5", "reason": "Te laag."}, "Kies een waarde tussen 20 en 90"),
        ({"value": "40", "reason": ""}, "Schrijf kort op waarom"),
        ({"value": "", "reason": "Zomaar."}, "Vul een waarde in"),
        ({"value": "50", "reason": "Zelfde."}, "Dat is de waarde van nu."),
    ],
)
def test_goal_that_cannot_be_says_why(as_, lies, project, sent, said):
    page = text_of(as_(lies).post(GOAL, sent))
    assert (said in page, Threshold.objects.count()) == (True, 0)


def test_goal_that_does_not_exist_is_not_found(as_, lies, project):
    assert as_(lies).get(f"{SETTINGS}drempel/s9.niets/").status_code == 404


@pytest.mark.parametrize(
    ("impacted", "total", "said"),
    [
        (382, 420, "Organisatiebreed: 382 van 420 collega's (91%)."),
        (5104, 5104, "Organisatiebreed: 5.104 van 5.104 collega's (100%)."),
        (51, 100, "Organisatiebreed: 51 van 100 collega's (51%)."),
        (50, 100, "Voor een deel van de organisatie: 50 van 100 collega's (50%)."),
        (0, 0, "Er staan nog geen medewerkers in de lijst."),
    ],
)
def test_reach_is_organisation_wide_above_half(impacted, total, said):
    assert Reach(impacted, total).sentence == said


def test_reach_counts_who_works_in_the_chosen_locations(linde, lies, project):
    aalst = make_location(linde, "Aalst")
    make_employees(linde, 3, location=aalst, prefix="aalst")
    make_employees(linde, 5, prefix="elders")
    actions.update_project(project=project, by=lies, locations=[aalst])
    found = reach_of(project)
    assert (found.impacted, found.total - found.impacted) == (
        3,
        Employee.objects.filter(organisation=linde).count() - 3,
    )
