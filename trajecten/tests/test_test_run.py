"""What the test run itself leans on: a database that is put back, and an order in which no process waits long."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Permission
from django.db import connection

from organisatie.models import Organisation
from organisatie.tests.factories import make_organisation
from trajecten.tests.order import TOGETHER, in_turn, unit_of
from trajecten.tests.ready_database import lay, ready_file


@pytest.fixture
def ready() -> Path:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL empties each table by name.")
    return ready_file("sqlite")


@pytest.mark.django_db(transaction=True)
def test_what_a_test_committed_is_gone_and_what_the_migrations_made_stays(ready):
    before = Permission.objects.count()
    make_organisation("De Linde")
    Permission.objects.first().delete()
    lay(ready)
    assert (Organisation.objects.count(), Permission.objects.count()) == (0, before)


@pytest.mark.django_db(transaction=True)
def test_somebody_who_goes_on_writing_is_named_in_time(ready, monkeypatch):
    monkeypatch.setattr("trajecten.tests.ready_database.PATIENCE", 0)
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(TimeoutError):
            lay(ready)
        other.execute("ROLLBACK")


def test_a_copy_is_named_after_the_migrations():
    assert ready_file("sqlite").with_suffix("") == ready_file("postgresql").with_suffix("")
    assert str(ready_file("sqlite")).startswith(os.environ["READY_DATABASE"])


def item(name: str, *marks: str):
    return SimpleNamespace(name=name, nodeid=f"x/test_x.py::{name}", get_closest_marker=lambda mark: mark in marks)


def test_what_takes_long_goes_first_with_those_without_a_database_behind_the_first():
    items = [
        item("page"), item("words", "plain"), item("click", "browser"), item("axe", "browser", "slow"),
        item("kill", "promise", "slow"), item("sum", "plain"),
    ]  # fmt: skip
    assert [one.name for one in in_turn(items)] == ["kill", "words", "sum", "axe", "click", "page"]


def test_nothing_that_takes_long_changes_nothing():
    items = [item("page"), item("form")]
    assert in_turn(items) == items


def test_files_that_stay_together_are_there_and_each_other_test_goes_alone():
    assert [name for name in TOGETHER if not Path(name).exists()] == []
    assert unit_of("opvolging/tests/test_demo.py::test_x[1]") == "demo"
    assert unit_of("opvolging/tests/story/test_gates.py::test_x") == unit_of(
        "opvolging/tests/story/test_whole.py::test_y"
    )
    assert unit_of("promises/test_answers.py::test_a") == unit_of("promises/test_mail_promises.py::test_b")
    assert unit_of("uitrol/tests/test_waves.py::test_x[a::b]") == "uitrol/tests/test_waves.py::test_x[a::b]"
