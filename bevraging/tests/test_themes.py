"""Themes: one list over notes and open answers, counted by what was said and by where."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from bevraging import talking
from bevraging.actions import themes
from bevraging.models import AnswerTheme, Note, Theme
from bevraging.results_open import shown_answers
from bevraging.tests.factories import make_project
from bevraging.tests.talk_factories import (
    confirmed_item,
    make_conversation,
    make_item,
    make_note,
    make_open_answers,
    make_theme,
)
from trajecten.models import Event

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


# --- Two levels ----------------------------------------------------------------------------------


def tree(project) -> list[str]:
    return [one.full_name for one in talking.as_tree(talking.themes_of(project, shown_answers(project)))]


def test_theme_stands_under_another(project):
    top = make_theme(project, "Overdracht")
    make_theme(project, "Briefing", parent=top)
    make_theme(project, "Papier")
    assert tree(project) == ["Overdracht", "Overdracht: Briefing", "Papier"]


def test_there_is_no_third_level(project, lies):
    top = make_theme(project, "Overdracht")
    middle, other = make_theme(project, "Briefing", parent=top), make_theme(project, "Papier")
    with pytest.raises(ValidationError, match="zelf onder geen ander staat"):
        themes.change_theme(theme=other, by=lies, name="Papier", description="", parent=middle)
    with pytest.raises(ValidationError, match="staan er al andere"):
        themes.change_theme(theme=top, by=lies, name="Overdracht", description="", parent=other)


def test_theme_of_another_project_is_not_above_this_one(project, linde):
    elsewhere = make_theme(make_project(linde, slug="ander-traject"), "Overdracht")
    with pytest.raises(ValidationError, match="zelf onder geen ander staat"):
        make_theme(project, "Briefing", parent=elsewhere)


def test_database_refuses_a_theme_under_itself(project):
    theme = make_theme(project)
    with pytest.raises(IntegrityError, match="theme_not_under_itself"), transaction.atomic():
        Theme.objects.filter(pk=theme.pk).update(parent=theme)


def test_what_stands_under_a_part_counts_above_it_once(project, lies):
    make_open_answers(project, by=lies)
    top = make_theme(project, "Overdracht")
    part = make_theme(project, "Briefing", parent=top)
    both, single = make_note(make_conversation(project)), make_note(make_conversation(project))
    themes.tag_note(note=both, theme=top)
    for note in (both, single):
        themes.tag_note(note=note, theme=part)
    for theme in (top, part):
        themes.tag_answer(answer=shown_answers(project)[0], theme=theme)
    assert counted(project) == {"Overdracht": (2, 2, 1, 1), "Briefing": (2, 2, 1, 1)}


def test_confirmed_items_are_counted_and_proposals_are_not(project):
    top = make_theme(project, "Overdracht")
    confirmed_item(project, theme=make_theme(project, "Briefing", parent=top))
    make_item(project, "voorstel", theme=top)
    assert {one.name: one.item_n for one in talking.themes_of(project, shown_answers(project))} == {
        "Overdracht": 1,
        "Briefing": 1,
    }


def test_merging_takes_items_and_parts_along(project, lies):
    one, other = make_theme(project, "Papier"), make_theme(project, "Overdracht")
    make_theme(project, "Schriftjes", parent=one)
    item = confirmed_item(project, theme=one)
    themes.merge_themes(theme=one, into=other, by=lies)
    item.refresh_from_db()
    assert (item.theme, tree(project)) == (other, ["Overdracht", "Overdracht: Schriftjes"])


def test_theme_merged_into_its_own_part_leaves_that_on_top(project, lies):
    top = make_theme(project, "Overdracht")
    part = make_theme(project, "Briefing", parent=top)
    make_theme(project, "Bord", parent=top)
    themes.merge_themes(theme=top, into=part, by=lies)
    assert tree(project) == ["Briefing", "Briefing: Bord"]


def test_theme_with_parts_merged_into_a_part_of_another_makes_no_third_level(project, lies):
    top, other = make_theme(project, "Overdracht"), make_theme(project, "Papier")
    part = make_theme(project, "Briefing", parent=top)
    make_theme(project, "Schriftjes", parent=other)
    themes.merge_themes(theme=other, into=part, by=lies)
    assert tree(project) == ["Overdracht", "Overdracht: Briefing", "Overdracht: Schriftjes"]


def test_merging_twice_is_told_once(project, lies):
    one, other = make_theme(project, "Papier"), make_theme(project, "Overdracht")
    again = Theme.objects.get(pk=one.pk)
    themes.merge_themes(theme=one, into=other, by=lies)
    themes.merge_themes(theme=again, into=other, by=lies)
    assert Event.objects.filter(verb="theme_merged").count() == 1


def test_merging_into_a_theme_that_is_gone_says_so(project, lies):
    one, other = make_theme(project, "Papier"), make_theme(project, "Overdracht")
    gone = Theme.objects.get(pk=other.pk)
    themes.remove_theme(theme=other, by=lies)
    with pytest.raises(ValidationError, match="er niet meer"):
        themes.merge_themes(theme=one, into=gone, by=lies)


def test_removed_theme_leaves_its_parts_and_items(project, lies):
    top = make_theme(project, "Overdracht")
    make_theme(project, "Briefing", parent=top)
    item = confirmed_item(project, theme=top)
    themes.remove_theme(theme=top, by=lies)
    item.refresh_from_db()
    assert (item.theme, tree(project)) == (None, ["Briefing"])
