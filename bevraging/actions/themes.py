"""Themes: name what comes back, put notes and open answers under it, take two together."""

from typing import Any

from django.db import transaction

from bevraging.models import AnswerTheme, Note, OpenAnswer, Theme
from trajecten import history
from trajecten.models import Project


@transaction.atomic
def add_theme(*, project: Project, by: Any, name: str, description: str = "") -> Theme:
    """The theme with this name; the one that stands there already when it does, whatever its capitals."""
    name = " ".join(name.split())
    earlier = Theme.objects.filter(project=project, name__iexact=name).first()
    if earlier is not None:
        return earlier
    theme = Theme(project=project, name=name, description=description)
    theme.full_clean(exclude=["project"])
    theme.validate_constraints()
    theme.save()
    history.record("theme_added", project=project, actor=by, theme=theme.name)
    return theme


@transaction.atomic
def change_theme(*, theme: Theme, by: Any, name: str, description: str) -> None:
    before, theme.name, theme.description = theme.name, " ".join(name.split()), description
    theme.full_clean(exclude=["project"])
    theme.validate_constraints()
    theme.save()
    if before != theme.name:
        history.record("theme_renamed", project=theme.project, actor=by, before=before, after=theme.name)


def tag_note(*, note: Note, theme: Theme) -> None:
    """Safe to press twice."""
    note.themes.add(theme)


def untag_note(*, note: Note, theme: Theme) -> None:
    note.themes.remove(theme)


def tag_answer(*, answer: OpenAnswer, theme: Theme) -> None:
    """Only what `results_open.shown_answers` gave may come in here. Says nothing of when, by whom, or of which group."""
    AnswerTheme.objects.get_or_create(answer=answer, theme=theme)


def untag_answer(*, answer: OpenAnswer, theme: Theme) -> None:
    AnswerTheme.objects.filter(answer=answer, theme=theme).delete()


@transaction.atomic
def merge_themes(*, theme: Theme, into: Theme, by: Any) -> None:
    """Everything under `theme` goes to `into`, once, and `theme` disappears. Asked for on a page that says how much."""
    if theme.pk == into.pk or theme.project_id != into.project_id:
        raise ValueError("Two different themes of one project.")
    into.notes.add(*theme.notes.all())
    there = AnswerTheme.objects.filter(theme=into).values("answer")
    AnswerTheme.objects.filter(theme=theme).exclude(answer__in=list(there.values_list("answer", flat=True))).update(
        theme=into
    )
    history.record("theme_merged", project=theme.project, actor=by, theme=theme.name, into=into.name)
    theme.delete()


@transaction.atomic
def remove_theme(*, theme: Theme, by: Any) -> None:
    """The word goes; the notes and answers stay."""
    history.record("theme_removed", project=theme.project, actor=by, theme=theme.name)
    theme.delete()
