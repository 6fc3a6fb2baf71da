"""The tables themselves keep the promise: no time, no serial number and no road to a person beside an anonymous answer."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.db import IntegrityError, connection, models, transaction

from bevraging.models import (
    Draft,
    NamedResponse,
    OpenAnswer,
    Participant,
    Response,
    SealedBallot,
    SupportTally,
    Survey,
    Tally,
)
from bevraging.tests.factories import make_draft, make_open

ANONYMOUS = [Draft, SealedBallot, Response, OpenAnswer]
COUNTED = [Tally, SupportTally]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", ANONYMOUS)
def test_answer_table_has_no_moment(model):
    moments = (models.DateTimeField, models.TimeField, models.DurationField)
    assert [field.name for field in model._meta.fields if isinstance(field, moments)] == []


def test_only_date_beside_answers_is_the_closing_day_of_a_draft():
    dates = [(model, f.name) for model in ANONYMOUS for f in model._meta.fields if isinstance(f, models.DateField)]
    assert dates == [(Draft, "expires_on")]


@pytest.mark.parametrize("model", ANONYMOUS)
def test_answer_table_has_no_serial_number(model):
    assert [
        field.name for field in model._meta.fields if isinstance(field, models.AutoField | models.IntegerField)
    ] == []


@pytest.mark.parametrize("model", ANONYMOUS)
def test_answer_table_points_only_to_the_survey(model):
    assert [field.related_model for field in model._meta.fields if field.is_relation] == [Survey]


@pytest.mark.parametrize("model", ANONYMOUS)
def test_nothing_points_to_an_answer(model):
    assert list(model._meta.related_objects) == []


@pytest.mark.parametrize("model", [*ANONYMOUS, NamedResponse])
def test_answer_model_is_not_in_the_admin(model):
    assert model not in admin.site._registry


def test_admin_says_nowhere_who_answered():
    found = admin.site._registry[Participant]
    said = {*found.list_display, *found.list_filter, *found.fields, *found.search_fields, *(found.ordering or ())}
    assert said & {"answered", "may_answer", "token_hash", "code_hash"} == set()


@pytest.mark.parametrize("model", [*ANONYMOUS, Participant, *COUNTED])
def test_answer_model_has_no_history(model):
    tables = [other._meta.label_lower for other in apps.get_models()]
    assert f"{model._meta.app_label}.historical{model._meta.model_name}" not in tables


def test_participant_keeps_no_moment_of_answering():
    moments = (models.DateField, models.TimeField)
    assert [field.name for field in Participant._meta.fields if isinstance(field, moments)] == []


def test_columns_in_the_database_are_those_of_the_models():
    with connection.cursor() as cursor:
        for model in ANONYMOUS:
            described = connection.introspection.get_table_description(cursor, model._meta.db_table)
            assert {column.name for column in described} == {field.column for field in model._meta.fields}


def test_only_results_and_publishing_read_responses():
    readers = {
        path.relative_to(settings.BASE_DIR).as_posix()
        for path in Path(settings.BASE_DIR, "bevraging").rglob("*.py")
        if "tests" not in path.parts and re.search(r"\bResponse\.objects", path.read_text())
    }
    assert readers == {"bevraging/results.py", "bevraging/actions/publishing.py"}


@pytest.fixture
def opened():
    return make_open()


def refused(change):
    with pytest.raises(IntegrityError, match="frozen after launch"), transaction.atomic():
        change()


@pytest.mark.parametrize(
    "change", [{"mode": "named"}, {"min_group": 9}, {"min_text": 50}, {"digest": "0" * 64}, {"status": "draft"}]
)
def test_survey_after_launch_keeps_its_promise(opened, change):
    refused(lambda: Survey.objects.filter(pk=opened.pk).update(**change))


@pytest.mark.parametrize("status", ["open", "draft"])
def test_published_survey_never_opens_again(opened, status):
    Survey.objects.filter(pk=opened.pk).update(status="published")
    refused(lambda: Survey.objects.filter(pk=opened.pk).update(status=status))


def test_survey_before_launch_may_change():
    survey = make_draft()
    assert Survey.objects.filter(pk=survey.pk).update(mode="named", min_group=9) == 1


def test_survey_after_launch_may_get_a_later_end(opened):
    assert Survey.objects.filter(pk=opened.pk).update(closes_on="2031-01-01") == 1


@pytest.mark.parametrize("change", [{"content": []}, {"frozen": False}, {"number": 7}])
def test_frozen_questionnaire_keeps_its_words(opened, change):
    refused(lambda: opened.versions.update(**change))


def test_launched_survey_gets_no_second_questionnaire(opened):
    refused(lambda: opened.versions.create(number=2, content=[]))


@pytest.mark.parametrize("change", [{"label": "Iemand"}, {"invited": 1}, {"members": ["Iemand"]}, {"code": "l9"}])
def test_launched_group_keeps_its_people(opened, change):
    refused(lambda: opened.segments.filter(code="l1").update(**change))


def test_launched_survey_gets_no_extra_group(opened):
    refused(lambda: opened.segments.create(dimension="location", code="l9", label="Iemand"))


@pytest.mark.parametrize("change", [{"location": "l2"}, {"function": "f9"}, {"location": ""}])
def test_participant_after_launch_keeps_the_group(opened, change):
    person = opened.participants.filter(location="l1").first()
    refused(lambda: Participant.objects.filter(pk=person.pk).update(**change))


def test_participant_after_launch_may_get_another_address(opened):
    person = opened.participants.first()
    person.email = "nieuw@linde.test"
    person.save()
    assert Participant.objects.get(pk=person.pk).email == "nieuw@linde.test"


def test_launched_survey_can_be_deleted_with_its_project(opened):
    opened.project.delete()
    assert Survey.objects.count() == 0
