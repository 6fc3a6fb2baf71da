"""What must be right before the house opens; each check has a case that it finds."""

from decimal import Decimal

import pytest
from django.core.checks import run_checks

from trajecten import checks, steps
from trajecten.steps import Criterion, Kind, Step, all_steps, register, replaced, step_for
from trajecten.tests.gate_world import Facts, fake_step

LONG = "abcdefghijklmnopqrstuvwxyz-0123456789-abcdefghijklmnop"


def ids(messages):
    return [message.id for message in messages]


def test_house_as_it_stands_has_no_complaint():
    assert ids(m for m in run_checks() if m.id.startswith("trajecten.")) == []


def test_exactly_six_steps_are_registered():
    assert [step.number for step in all_steps()] == [1, 2, 3, 4, 5, 6]


def test_a_seventh_step_is_found():
    with replaced(fake_step(7, Facts())):
        assert "trajecten.E001" in ids(checks.the_six_steps())


def test_a_missing_step_is_found():
    with replaced():
        del steps._registry[3]
        assert ids(checks.the_six_steps()) == ["trajecten.E001"]


def test_a_later_room_joins_what_a_gate_asks():
    ours, theirs = Facts(), [Criterion("s4.joined", Kind.MUST, "Golven", "Elke locatie.", lambda project, goal: None)]
    with replaced(fake_step(4, ours)):
        own = [criterion.code for criterion in steps.criteria_of(step_for(4))]
        steps.join_criteria(4, join := lambda: theirs)
        steps.join_criteria(4, join)

        assert [criterion.code for criterion in steps.criteria_of(step_for(4))] == [*own, "s4.joined"]
    assert "s4.joined" not in [criterion.code for criterion in steps.criteria_of(step_for(4))]


def test_a_step_number_cannot_be_registered_twice():
    class Other(Step):
        number = 1

    with pytest.raises(ValueError, match="registered twice"):
        register(Other)
    assert step_for(1).slug == "bevraging"


def test_a_criterion_code_twice_is_found():
    with replaced(fake_step(1, Facts()), fake_step(2, Facts())):
        assert ids(checks.the_six_steps()) == ["trajecten.E002"] * 3


def with_criterion(kind=Kind.MUST, **values):
    class One(fake_step(1, Facts())):
        guards = {}

        def criteria(self):
            return (Criterion("one.code", kind, "Titel", "Uitleg", lambda p, g: None, **values),)

    return One


@pytest.mark.parametrize(
    "values",
    [
        {"kind": Kind.HARD, "minimum": Decimal(1)},
        {"default": Decimal(95), "minimum": Decimal(20), "maximum": Decimal(90)},
    ],
)
def test_a_criterion_with_an_impossible_goal_is_found(values):
    with replaced(with_criterion(**values)):
        assert ids(checks.the_six_steps()) == ["trajecten.E003"]


@pytest.mark.parametrize("name", ["SECRET_KEY", "LINK_KEY", "SEAL_KEY"])
@pytest.mark.parametrize(("value", "expected"), [("", "E010"), ("short", "E011"), ("a" * 60, "E011")])
def test_a_key_that_is_missing_or_easy_is_found(settings, name, value, expected):
    setattr(settings, name, value)
    assert ids(checks.the_keys()) == [f"trajecten.{expected}"]


def test_two_keys_that_are_the_same_are_found(settings):
    settings.LINK_KEY = settings.SEAL_KEY = LONG
    assert ids(checks.the_keys()) == ["trajecten.E012"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://trajecten.example.org", []),
        ("http://localhost:8000", []),
        ("trajecten.example.org", ["trajecten.E020"]),
        ("ftp://trajecten.example.org", ["trajecten.E020"]),
        ("https://trajecten.example.org/sub", ["trajecten.E021"]),
        ("https://iemand@trajecten.example.org", ["trajecten.E021"]),
    ],
)
def test_address_must_be_a_plain_address(settings, address, expected):
    settings.SITE_URL = address
    assert ids(checks.the_address()) == expected


def test_production_without_mail_server_or_https_is_found(settings):
    settings.EMAIL_HOST, settings.SITE_URL = "", "http://trajecten.example.org"
    assert ids(checks.in_production()) == ["trajecten.W001", "trajecten.W002"]


def test_production_with_mail_server_and_https_is_fine(settings):
    settings.EMAIL_HOST, settings.SITE_URL = "mail.example.org", "https://trajecten.example.org"
    assert ids(checks.in_production()) == []


@pytest.mark.parametrize(
    ("commit", "timestamps", "expected"),
    [
        ("on", "off", []),
        ("remote_apply", "off", []),
        ("off", "off", ["trajecten.E030"]),
        ("on", "on", ["trajecten.E031"]),
    ],
)
def test_database_that_loses_or_times_answers_is_found(commit, timestamps, expected):
    values = {"synchronous_commit": commit, "track_commit_timestamp": timestamps}
    assert ids(checks.postgresql_problems(values.__getitem__)) == expected


@pytest.mark.django_db
def test_database_of_the_tests_is_fine():
    assert ids(checks.the_database(databases=["default"])) == []
