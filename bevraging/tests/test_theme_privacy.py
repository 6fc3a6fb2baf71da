"""A theme on an open answer says what it is about, and nothing else: never when, of whom, or of which group."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models

from bevraging.models import AnswerTheme, Note, OpenAnswer, Theme
from bevraging.results import results_of
from bevraging.results_open import shown_answers
from bevraging.tests.factories import make_project
from bevraging.tests.talk_factories import make_open_answers

pytestmark = pytest.mark.django_db


def test_only_themes_point_to_an_open_answer():
    pointing = {
        (model, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields(include_hidden=True)
        if field.is_relation and field.concrete and field.related_model is OpenAnswer
    }
    assert pointing == {(AnswerTheme, "answer")}


def test_theme_of_an_answer_has_no_moment_no_number_and_no_person():
    kinds = [(field.name, type(field)) for field in AnswerTheme._meta.fields]
    assert kinds == [("id", models.UUIDField), ("answer", models.ForeignKey), ("theme", models.ForeignKey)]


def test_theme_itself_has_no_moment():
    moments = (models.DateField, models.TimeField)
    assert [field.name for field in Theme._meta.fields if isinstance(field, moments)] == []


@pytest.mark.parametrize("model", [AnswerTheme, Note])
def test_what_was_said_is_not_in_the_administration(model):
    assert model not in admin.site._registry


def test_ten_answers_are_shown_and_nine_are_not(linde, lies):
    project = make_project(linde)
    make_open_answers(project, 9, by=lies)
    assert shown_answers(project).count() == 0
    make_open_answers(project, 10, by=lies)
    assert shown_answers(project).count() == 10


def test_answers_are_exactly_those_of_the_results(linde, lies):
    project = make_project(linde)
    survey = make_open_answers(project, 12, shown=7, by=lies)
    told = [text for question in results_of(survey).open_questions for text in question.shown]
    assert sorted(answer.text for answer in shown_answers(project)) == sorted(told)
    assert len(told) == 7


def test_answers_of_a_survey_without_results_are_never_read(linde, lies):
    project = make_project(linde)
    survey = make_open_answers(project, by=lies)
    type(survey).objects.filter(pk=survey.pk).update(status="closed")
    assert shown_answers(project).count() == 0
