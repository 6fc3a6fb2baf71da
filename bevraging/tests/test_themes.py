"""Themes: one list over notes and open answers, counted by what was said and by where."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from bevraging import talking
from bevraging.actions import themes
from bevraging.models import AnswerTheme, Note, Theme
from bevraging.results_open import shown_answers
from bevraging.tests.factories import make_project
from bevraging.tests.talk_factories import make_conversation, make_note, make_open_answers, make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde):
    return make_project(linde)


def counted(project) -> dict[str, tuple[int, int, int, int]]:
    found = talking.themes_of(project, shown_answers(project))
    return {one.name: (one.note_n, one.talk_n, one.answer_n, one.survey_n) for one in found}


def test_theme_with_the_same_name_is_the_one_that_stands_there(project):
    assert make_theme(project, "Schriftjes").pk == make_theme(project, "  schriftjes ").pk


def test_database_refuses_the_same_name_twice(project):
    make_theme(project, "Schriftjes")
    with pytest.raises(IntegrityError), transaction.atomic():
        Theme.objects.create(project=project, name="SCHRIFTJES")


def test_theme_cannot_take_the_name_of_another(project, lies):
    make_theme(project, "Overdracht")
    theme = make_theme(project, "Schriftjes")
    with pytest.raises(ValidationError, match="Dit thema staat er al"):
        themes.change_theme(theme=theme, by=lies, name="overdracht", description="")


def test_theme_is_counted_by_note_and_by_conversation(project):
    theme = make_theme(project)
    talker, quiet = make_conversation(project), make_conversation(project)
    for conversation, times in ((talker, 5), (quiet, 1)):
        for _turn in range(times):
            themes.tag_note(note=make_note(conversation), theme=theme)
    assert counted(project) == {"Schriftjes": (6, 2, 0, 0)}


def test_theme_is_counted_by_open_answer_and_by_survey(project, lies):
    make_open_answers(project, by=lies)
    theme = make_theme(project)
    for answer in shown_answers(project)[:3]:
        themes.tag_answer(answer=answer, theme=theme)
        themes.tag_answer(answer=answer, theme=theme)
    assert counted(project) == {"Schriftjes": (0, 0, 3, 1)}


def test_merged_themes_hold_everything_once(project, lies):
    make_open_answers(project, by=lies)
    one, other = make_theme(project, "Schriftjes"), make_theme(project, "Papier")
    both, single = make_note(make_conversation(project)), make_note(make_conversation(project))
    first, second = shown_answers(project)[:2]
    for theme in (one, other):
        themes.tag_note(note=both, theme=theme)
        themes.tag_answer(answer=first, theme=theme)
    themes.tag_note(note=single, theme=one)
    themes.tag_answer(answer=second, theme=one)
    themes.merge_themes(theme=one, into=other, by=lies)
    assert counted(project) == {"Papier": (2, 2, 2, 1)}


def test_themes_of_two_projects_are_never_merged(project, linde, lies):
    elsewhere = make_theme(make_project(linde, slug="ander-traject"), "Papier")
    with pytest.raises(ValueError, match="one project"):
        themes.merge_themes(theme=make_theme(project), into=elsewhere, by=lies)


def test_removed_theme_leaves_notes_and_answers(project, lies):
    make_open_answers(project, by=lies)
    theme, note = make_theme(project), make_note(make_conversation(project))
    themes.tag_note(note=note, theme=theme)
    themes.tag_answer(answer=shown_answers(project).first(), theme=theme)
    themes.remove_theme(theme=theme, by=lies)
    assert (Note.objects.count(), shown_answers(project).count(), AnswerTheme.objects.count()) == (1, 10, 0)
