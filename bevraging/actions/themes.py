"""Themes: name what comes back, put notes and open answers under it, take two together."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from bevraging.models import AnswerTheme, Note, OpenAnswer, Theme
from trajecten import history
from trajecten.models import Project


@transaction.atomic
def add_theme(*, project: Project, by: Any, name: str, description: str = "", parent: Theme | None = None) -> Theme:
    """The theme with this name; the one that stands there already when it does, whatever its capitals."""
    name = " ".join(name.split())
    earlier = Theme.objects.filter(project=project, name__iexact=name).first()
    if earlier is not None:
        return earlier
    theme = Theme(project=project, name=name, description=description)
    _put_under(theme, parent)
    theme.full_clean(exclude=["project"])
    theme.validate_constraints()
    theme.save()
    history.record("theme_added", project=project, actor=by, theme=theme.name)
    return theme


@transaction.atomic
def change_theme(*, theme: Theme, by: Any, name: str, description: str, parent: Theme | None = None) -> None:
    """Other words, or another place in the list. Raises ValidationError for a third level."""
    before, theme.name, theme.description = theme.name, " ".join(name.split()), description
    _put_under(theme, parent)
    theme.full_clean(exclude=["project"])
    theme.validate_constraints()
    theme.save()
    if before != theme.name:
        history.record("theme_renamed", project=theme.project, actor=by, before=before, after=theme.name)


def _put_under(theme: Theme, parent: Theme | None) -> None:
    """Two levels and not more, of one project: the row of the project is held, so that no two changes make a third."""
    theme.parent = None
    if parent is None:
        return
    Project.objects.select_for_update().get(pk=theme.project_id)
    above = Theme.objects.filter(pk=parent.pk, project=theme.project_id, parent=None).first()
    if above is None or above.pk == theme.pk:
        raise ValidationError({"parent": _("Kies een thema dat zelf onder geen ander staat.")})
    if theme.pk and theme.children.exists():
        raise ValidationError({"parent": _("Onder dit thema staan er al andere. Dan blijft het zelf bovenaan.")})
    theme.parent = above


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
    """Everything under `theme` goes to `into`, once, and `theme` disappears. Asked for on a page that says how much.

    What the inventory has of it goes along; themes under it come to stand under `into`, or beside it when that stands
    under another one. Safe to press twice; raises ValidationError when `into` is gone meanwhile.
    """
    if theme.pk == into.pk or theme.project_id != into.project_id:
        raise ValueError("Two different themes of one project.")
    Project.objects.select_for_update().get(pk=theme.project_id)
    there_are = Theme.objects.in_bulk([theme.pk, into.pk])
    if into.pk not in there_are:
        raise ValidationError(_("Dat thema is er niet meer. Kies een ander."))
    if theme.pk not in there_are:
        return
    into = there_are[into.pk]
    into.notes.add(*theme.notes.all())
    there = AnswerTheme.objects.filter(theme=into).values("answer")
    AnswerTheme.objects.filter(theme=theme).exclude(answer__in=list(there.values_list("answer", flat=True))).update(
        theme=into
    )
    theme.items.update(theme=into)
    if into.parent_id == theme.pk:
        into.parent = None
        into.save(update_fields=["parent"])
    theme.children.exclude(pk=into.pk).update(parent=into.parent or into)
    history.record("theme_merged", project=theme.project, actor=by, theme=theme.name, into=into.name)
    theme.delete()


@transaction.atomic
def remove_theme(*, theme: Theme, by: Any) -> None:
    """The word goes; the notes and answers stay."""
    history.record("theme_removed", project=theme.project, actor=by, theme=theme.name)
    theme.delete()
