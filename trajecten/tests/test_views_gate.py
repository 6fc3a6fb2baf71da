"""The gate on screen: the checklist, asking, deciding, what was agreed, and opening a step again."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from organisatie.tests.factories import make_user
from trajecten import gate
from trajecten.models import Condition, GateDecision, GateRequest, Project, ProjectRole, Reopening, Waiver
from trajecten.steps import Criterion, Kind, Outcome, State, Step, replaced
from trajecten.tests.factories import make_project, make_role
from trajecten.tests.gate_world import in_preparation

GATE = "/trajecten/digitale-werkbonnen/poort/1/"
DECIDE = f"{GATE}beslissen/"


def criterion(code: str, title: str, state: State, kind: Kind = Kind.MUST) -> Criterion:
    def compute(project, goal) -> Outcome:
        url = "" if state == State.MET else "/herinner/"
        return Outcome(
            state, f"{title}: zo staat het.", Decimal(60), 100, remedy_url=url, remedy_label="Stuur een herinnering"
        )

    return Criterion(code, kind, title, "", compute, default=Decimal(50), minimum=Decimal(20), maximum=Decimal(90))


class Ready(Step):
    number, slug, name, purpose, ready = 1, "bevraging", "Bevraging", "Luister", True

    def criteria(self):
        return (criterion("t.first", "Genoeg collega's deden mee", State.MET),)


class AlmostReady(Ready):
    def criteria(self):
        return (*super().criteria(), criterion("t.second", "Elke locatie is gehoord", State.NOT_MET))


@pytest.fixture
def ready():
    with replaced(Ready):
        yield


@pytest.fixture
def almost():
    with replaced(AlmostReady):
        yield


@pytest.fixture
def dirk(linde):
    return make_user("dirk@elders.test", "Dirk Van Hove")


@pytest.fixture
def project(linde, lies, dirk):
    """Lies leads; Dirk decides, and is no member of De Linde."""
    project = make_project(linde, lies, with_decider=False)
    make_role(project, dirk, ProjectRole.Role.DECIDER)
    return project


@pytest.fixture
def asked(project, lies, ready):
    return gate.request_decision(project=project, by=lies, note="Het liep goed.")


@pytest.fixture
def as_(client):
    def sign_in(user):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def text_of(answer) -> str:
    return answer.content.decode()


# --- The page ----------------------------------------------------------------------------------


def test_gate_shows_a_lead_what_is_left_with_one_filled_button(as_, lies, project, almost):
    page = text_of(as_(lies).get(GATE))
    assert ("2 van 3 nodige punten in orde" in page, page.count('class="knop"')) == (True, 1)
    assert "Stuur een herinnering" in page


def test_gate_shows_a_reader_everything_without_buttons(as_, noor, project, almost):
    page = text_of(as_(noor).get(GATE))
    assert ("Elke locatie is gehoord" in page, "Stuur een herinnering" in page, "Vraag de beslissing aan" in page) == (
        True, False, False,
    )  # fmt: skip


def test_gate_shows_a_decider_of_elsewhere_the_checklist(as_, dirk, project, ready):
    assert "Genoeg collega&#x27;s deden mee" in text_of(as_(dirk).get(GATE))


def test_gate_is_not_there_for_a_stranger(as_, vik, project, ready):
    assert [as_(vik).get(path).status_code for path in (GATE, DECIDE)] == [404, 404]


def test_gate_is_not_for_a_guest_ambassador(as_, project, ready):
    fatima = make_user("fatima@elders.test", "Fatima")
    make_role(project, fatima, ProjectRole.Role.AMBASSADOR)
    assert as_(fatima).get(GATE).status_code == 403


def test_gate_by_name_leads_to_its_number(as_, lies, project):
    assert as_(lies).get("/trajecten/digitale-werkbonnen/poort/bevraging/").url == GATE


@pytest.mark.parametrize("step", ["6", "opvolging", "0", "nergens"])
def test_gate_that_does_not_exist_is_not_found(as_, lies, project, step):
    assert as_(lies).get(f"/trajecten/digitale-werkbonnen/poort/{step}/").status_code == 404


def test_gate_of_a_later_step_lets_one_look_ahead(as_, lies, project):
    page = text_of(as_(lies).get("/trajecten/digitale-werkbonnen/poort/3/"))
    assert ("Deze poort komt na Toetsing." in page, "Vraag de beslissing aan" in page) == (True, False)


def test_gate_of_a_step_that_is_being_prepared_cannot_be_asked_about(as_, lies, project):
    Project.objects.filter(pk=project.pk).update(step=5)
    with replaced(in_preparation(5)):
        page = text_of(as_(lies).get("/trajecten/digitale-werkbonnen/poort/5/"))
    assert ("wordt nog voorbereid" in page, "Vraag de beslissing aan" in page) == (True, False)


@pytest.mark.parametrize("path", [GATE, f"{GATE}vragen/", f"{GATE}intrekken/"])
def test_gate_refuses_the_wrong_method(as_, lies, project, path, ready):
    method = "post" if path == GATE else "get"
    assert getattr(as_(lies), method)(path).status_code == 405


# --- Asking ------------------------------------------------------------------------------------


def test_asking_makes_a_request_and_says_who_was_asked(as_, lies, project, ready):
    answer = as_(lies).post(f"{GATE}vragen/", {"note": "Het liep goed.", "decide_by": in_days(7)}, follow=True)
    request = GateRequest.objects.get()
    assert (request.note, request.status, request.requested_by) == ("Het liep goed.", "open", lies)
    assert "De vraag ligt bij Dirk." in text_of(answer)


def test_asking_twice_stays_one_request(as_, lies, project, ready):
    for _turn in range(2):
        as_(lies).post(f"{GATE}vragen/", {"decide_by": in_days(7)})
    assert GateRequest.objects.count() == 1


def test_asking_is_not_for_a_reader(as_, noor, project, ready):
    assert (as_(noor).post(f"{GATE}vragen/", {"decide_by": in_days(7)}).status_code, GateRequest.objects.count()) == (
        403,
        0,
    )


@pytest.mark.parametrize(
    ("days", "said"), [(0, "Kies een datum na vandaag"), (30, "Kies een datum binnen de 14 dagen.")]
)
def test_asking_for_an_impossible_day_says_which_day_fits(as_, lies, project, ready, days, said):
    page = text_of(as_(lies).post(f"{GATE}vragen/", {"decide_by": in_days(days)}))
    assert (said in page, GateRequest.objects.count()) == (True, 0)


def test_asking_with_an_open_point_is_refused_without_a_waiver(as_, lies, project, almost):
    answer = as_(lies).post(f"{GATE}vragen/", {"decide_by": in_days(7)})
    assert (answer.status_code, GateRequest.objects.count()) == (200, 0)


def test_asking_with_a_waiver_keeps_why_and_what_instead(as_, lies, project, almost):
    form = {
        "decide_by": in_days(7), "zonder-t.second-reason": "De kleinste locatie sluit volgende maand haar deuren.",
        "zonder-t.second-measure": "We bellen iedereen op.", "zonder-t.second-expires_on": in_days(30),
        "zonder-t.second-owner": lies.pk,
    }  # fmt: skip
    as_(lies).post(f"{GATE}vragen/", form)
    waiver = Waiver.objects.get()
    assert (waiver.code, waiver.measure, waiver.owner) == ("t.second", "We bellen iedereen op.", lies)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("reason", "te kort", "leg uit waarom het zonder kan, in minstens 30 tekens"),
        ("measure", "", "schrijf ook wat jullie in de plaats doen"),
        ("owner", "", "kies wie dit in het oog houdt"),
        ("expires_on", "", "kies tot wanneer dit geldt"),
    ],
)
def test_asking_with_half_a_waiver_says_what_is_missing(as_, lies, project, almost, field, value, said):
    form = {
        "reason": "De kleinste locatie sluit volgende maand.",
        "measure": "We bellen.",
        "owner": lies.pk,
        "expires_on": in_days(30),
    } | {field: value}
    sent = {f"zonder-t.second-{name}": text for name, text in form.items()} | {"decide_by": in_days(7)}
    assert said in text_of(as_(lies).post(f"{GATE}vragen/", sent))


def test_withdrawing_takes_the_question_back(as_, lies, asked):
    as_(lies).post(f"{GATE}intrekken/")
    asked.refresh_from_db()
    assert asked.status == "withdrawn"


# --- Deciding ----------------------------------------------------------------------------------


def test_decision_page_has_nothing_chosen_beforehand(as_, dirk, asked):
    page = text_of(as_(dirk).get(DECIDE))
    assert ("checked" in page, "Bevestig je keuze" in page, "Het liep goed." in page) == (False, True, True)


def test_decision_page_leads_others_to_the_gate(as_, lies, noor, asked):
    assert [as_(user).get(DECIDE).url for user in (lies, noor)] == [GATE, GATE]


def test_decision_page_without_a_question_leads_to_the_gate(as_, dirk, project, ready):
    assert as_(dirk).get(DECIDE).url == GATE


def test_go_takes_one_choice_and_moves_the_project(as_, dirk, asked, project):
    assert as_(dirk).post(DECIDE, {"outcome": "go"}).url == GATE
    project.refresh_from_db()
    assert project.step == 2


def test_decision_without_a_choice_says_to_choose(as_, dirk, asked):
    page = text_of(as_(dirk).post(DECIDE, {}))
    assert ("Kies eerst wat je beslist" in page, GateDecision.objects.count()) == (True, 0)


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("hold", "Schrijf kort op wat je nog nodig hebt"),
        ("stop", "Schrijf kort op waarom jullie stoppen"),
        ("go_with_conditions", "Schrijf kort op waarom je een afspraak vraagt"),
    ],
)
def test_decision_other_than_go_asks_for_a_sentence(as_, dirk, asked, outcome, said):
    page = text_of(as_(dirk).post(DECIDE, {"outcome": outcome}))
    assert (said in page, f'value="{outcome}" checked' in page, GateDecision.objects.count()) == (True, True, 0)


def test_hold_keeps_the_project_where_it_is(as_, dirk, asked, project, lies):
    as_(dirk).post(DECIDE, {"outcome": "hold", "reason": "Eerst de hoezen proberen."})
    project.refresh_from_db()
    assert (project.step, "Dirk wil nog even wachten." in text_of(as_(lies).get(GATE))) == (1, True)


def condition(owner, /, **changes) -> dict:
    values = {"text": "Hoezen kopen", "owner": owner.pk, "due_on": in_days(20)} | changes
    return {"outcome": "go_with_conditions", "reason": "Nog één ding."} | {
        f"afspraak-1-{k}": v for k, v in values.items()
    }


def test_go_with_conditions_keeps_who_does_what_by_when(as_, dirk, lies, asked):
    as_(dirk).post(DECIDE, condition(lies))
    agreed = Condition.objects.get()
    assert (agreed.text, agreed.owner, agreed.due_on.isoformat()) == ("Hoezen kopen", lies, in_days(20))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text": "", "owner": "", "due_on": ""}, "Schrijf op wat er nog moet gebeuren"),
        ({"owner": ""}, "Kies wie dit doet"),
        ({"due_on": ""}, "Kies tegen wanneer"),
        ({"due_on": "2020-01-01"}, "Kies een datum na vandaag"),
    ],
)
def test_go_with_half_a_condition_says_what_is_missing(as_, dirk, lies, asked, changes, said):
    page = text_of(as_(dirk).post(DECIDE, condition(lies, **changes)))
    assert (said in page, GateDecision.objects.count()) == (True, 0)


def test_condition_left_half_filled_does_not_stop_a_plain_go(as_, dirk, lies, asked):
    as_(dirk).post(DECIDE, condition(lies, due_on="") | {"outcome": "go"})
    assert GateDecision.objects.get().outcome == "go"


def test_deciding_is_not_for_who_leads_or_reads(as_, lies, noor, asked):
    assert [as_(user).post(DECIDE, {"outcome": "go"}).status_code for user in (lies, noor)] == [403, 403]


def test_decision_is_revised_within_a_day(as_, dirk, asked, project):
    as_(dirk).post(DECIDE, {"outcome": "go"})
    assert "Je kan dat nog herzien." in text_of(as_(dirk).get(DECIDE))
    as_(dirk).post(DECIDE, {"outcome": "hold", "reason": "Toch even wachten."})
    project.refresh_from_db()
    assert (project.step, [d.outcome for d in GateDecision.objects.order_by("pk")]) == (1, ["go", "hold"])


def test_decision_of_yesterday_is_not_revised(as_, dirk, asked, monkeypatch):
    as_(dirk).post(DECIDE, {"outcome": "go"})
    later = timezone.now() + timedelta(hours=25)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert as_(dirk).get(DECIDE).url == GATE


# --- What was agreed, and opening again --------------------------------------------------------


@pytest.fixture
def agreed(as_, dirk, lies, asked):
    as_(dirk).post(DECIDE, condition(lies))
    return Condition.objects.get()


def test_condition_is_put_on_done_with_where_to_see_it(as_, lies, agreed):
    as_(lies).post(f"{GATE}afspraak/{agreed.pk}/", {"evidence": "Ze hangen in de koelruimte."})
    agreed.refresh_from_db()
    assert (agreed.fulfilled_on, agreed.evidence) == (timezone.localdate(), "Ze hangen in de koelruimte.")


def test_condition_put_on_done_twice_leads_back_to_the_gate(as_, lies, agreed):
    answers = [as_(lies).post(f"{GATE}afspraak/{agreed.pk}/", {"evidence": said}) for said in ("Daar.", "Ginder.")]
    agreed.refresh_from_db()
    assert ([answer.url for answer in answers], agreed.evidence) == ([GATE, GATE], "Daar.")


def test_condition_without_where_to_see_it_stays_open(as_, lies, agreed):
    page = text_of(as_(lies).post(f"{GATE}afspraak/{agreed.pk}/", {"evidence": ""}))
    agreed.refresh_from_db()
    assert ("Schrijf kort op waar je dat ziet" in page, agreed.fulfilled_on) == (True, None)


def test_condition_is_not_for_a_reader_who_does_not_own_it(as_, noor, agreed):
    assert as_(noor).post(f"{GATE}afspraak/{agreed.pk}/", {"evidence": "Klaar."}).status_code == 403


def test_condition_of_another_gate_is_not_found(as_, lies, agreed):
    assert as_(lies).get(f"/trajecten/digitale-werkbonnen/poort/2/afspraak/{agreed.pk}/").status_code == 404


def test_asking_from_the_page_of_a_gate_that_opened_meanwhile_asks_nothing(as_, dirk, lies, asked, project):
    as_(dirk).post(DECIDE, {"outcome": "go"})
    page = text_of(as_(lies).post(f"{GATE}vragen/", {"decide_by": in_days(7)}, follow=True))
    assert ("Het traject staat intussen in een andere stap." in page, GateRequest.objects.count()) == (True, 1)


def test_reopening_goes_back_and_keeps_why(as_, lies, dirk, asked, project):
    as_(dirk).post(DECIDE, {"outcome": "go"})
    as_(lies).post("/trajecten/digitale-werkbonnen/heropenen/", {"to_step": 1, "reason": "Er kwam een locatie bij."})
    project.refresh_from_db()
    assert (project.step, Reopening.objects.get().reason) == (1, "Er kwam een locatie bij.")


def test_reopening_in_step_one_does_not_exist(as_, lies, project):
    assert as_(lies).get("/trajecten/digitale-werkbonnen/heropenen/").status_code == 404


def test_reopening_is_not_for_a_reader(as_, noor, dirk, asked):
    as_(dirk).post(DECIDE, {"outcome": "go"})
    assert as_(noor).get("/trajecten/digitale-werkbonnen/heropenen/").status_code == 403
