"""The two forms of a gate, asking and deciding: all that is missing is said at once, at its place, and by name."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from trajecten import forms_gate, gate
from trajecten.holidays import working_day_from
from trajecten.models import GateDecision
from trajecten.steps import State, replaced
from trajecten.templatetags.getallen import datum
from trajecten.tests.factories import make_decider, make_project
from trajecten.tests.test_views_gate import AlmostReady, Ready, criterion, text_of

GATE = "/trajecten/digitale-werkbonnen/poort/1/"
DECIDE = f"{GATE}beslissen/"


class TwoOpen(AlmostReady):
    def criteria(self):
        return (*super().criteria(), criterion("t.third", "Het draagvlak is gemeten", State.NOT_MET))


@pytest.fixture
def as_(client):
    def sign_in(user):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def dirk(linde):
    return make_decider(linde)


@pytest.fixture
def project(linde, lies, dirk):
    return make_project(linde, lies, dirk)


@pytest.fixture
def ready():
    with replaced(Ready):
        yield


@pytest.fixture
def two_open():
    with replaced(TwoOpen):
        yield


def send(client, **fields) -> str:
    sent = {f"zonder-{name}": value for name, value in fields.items()}
    day = (timezone.localdate() + timedelta(days=7)).isoformat()
    return text_of(client.post(f"{GATE}vragen/", sent | {"decide_by": day}))


def summary(page: str) -> str:
    return page.split("data-foutsamenvatting")[1].split("</ul>")[0]


# --- Asking ------------------------------------------------------------------------------------


def test_waiver_form_says_beforehand_how_much_to_write(as_, lies, project, two_open):
    assert text_of(as_(lies).get(GATE)).count("In een paar zinnen, minstens 30 tekens.") == 2


def test_waivers_that_are_too_short_are_each_named_in_the_summary(as_, lies, project, two_open):
    fields = {f"{code}-{name}": "kort" for code in ("t.second", "t.third") for name in ("reason", "measure")}
    page = send(as_(lies), **fields)
    said = "leg uit waarom het zonder kan, in minstens 30 tekens"
    assert [
        f"«{title}»: {said}" in summary(page) for title in ("Elke locatie is gehoord", "Het draagvlak is gemeten")
    ] == [
        True,
        True,
    ]


def test_title_says_that_something_is_wrong_when_only_a_waiver_is(as_, lies, project, two_open):
    page = send(as_(lies), **{"t.second-reason": "kort"})
    assert "<title>Fout: " in page


def test_open_points_that_were_not_waived_are_counted_and_named_each_at_its_place(as_, lies, project, two_open):
    page = send(as_(lies))
    assert "Kijk nog even naar 2 velden" in summary(page)
    assert summary(page).count("is nog nodig. Breng het in orde, of leg uit waarom het zonder kan") == 2


# --- Deciding ----------------------------------------------------------------------------------


@pytest.fixture
def asked(project, lies, ready):
    return gate.request_decision(project=project, by=lies)


def test_empty_agreement_says_all_that_is_missing_at_once(as_, dirk, asked):
    found = summary(text_of(as_(dirk).post(DECIDE, {"outcome": "go_with_conditions"})))
    said = [
        "Schrijf kort op waarom je een afspraak vraagt", "Schrijf op wat er nog moet gebeuren", "Kies wie dit doet", "Kies tegen wanneer",
    ]  # fmt: skip
    assert ([words in found for words in said], "4 velden" in found) == ([True] * 4, True)


def test_agreement_that_belongs_to_another_choice_stays_without_a_remark(as_, dirk, asked):
    page = text_of(as_(dirk).post(DECIDE, {"outcome": "hold", "afspraak-1-text": "Hoezen kopen"}))
    assert ("Hoezen kopen" in page, "Kies wie dit doet" in page) == (True, False)


@pytest.mark.parametrize(
    ("outcome", "label"), [("hold", "Wat heb je nog nodig?"), ("go_with_conditions", "Waarom vraag je een afspraak?")]
)
def test_reason_is_named_after_the_choice_that_needs_it(as_, dirk, asked, outcome, label):
    page = text_of(as_(dirk).post(DECIDE, {"outcome": outcome}))
    assert label in page.split('for="id_reason"')[1].split("</label>")[0]


def test_reason_stands_unfolded_without_javascript(as_, dirk, asked):
    page = text_of(as_(dirk).get(DECIDE))
    assert ('<details class="meer" data-woordje open>' in page, "Nodig bij elke keuze, behalve bij" in page) == (
        True,
        True,
    )


def test_decision_page_says_what_happens_then(as_, dirk, asked):
    page = text_of(as_(dirk).get(DECIDE))
    on = page.split("Als we doorgaan")[1].split("</div>")[0]
    wait = page.split("Als we wachten")[1].split("</div>")[0]
    assert "Stap 2, Fundament, begint." in on
    assert "een besluit als genomen vastleggen" in on
    assert "De ploeg blijft in stap 1, Bevraging" in wait


def test_decision_page_leads_to_what_the_step_offers_to_read(as_, dirk, asked, monkeypatch):
    monkeypatch.setattr(AlmostReady, "findings", lambda self, of: ("Lees de resultaten", "/daar/"))
    with replaced(AlmostReady):
        assert '<a href="/daar/">Lees de resultaten</a>' in text_of(as_(dirk).get(DECIDE))


# --- Days --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 12, 4), date(2026, 12, 4)),
        (date(2026, 12, 5), date(2026, 12, 7)),
        (date(2026, 12, 25), date(2026, 12, 28)),
    ],
)
def test_day_off_becomes_the_next_working_day(day, working):
    assert working_day_from(day) == working


def test_day_to_decide_never_falls_on_a_saturday(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 11, 28))
    assert forms_gate.day_to_decide() == date(2026, 12, 7)


def test_proposed_day_is_said_with_its_weekday(as_, lies, project, ready):
    assert f"Ons voorstel is {datum(forms_gate.day_to_decide())}." in text_of(as_(lies).get(GATE))


def test_question_is_told_with_the_weekday_of_its_day(as_, dirk, asked):
    assert f"vraagt je beslissing tegen {datum(asked.decide_by)}." in text_of(as_(dirk).get(DECIDE))
    assert GateDecision.objects.count() == 0
