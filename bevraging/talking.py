"""What pages and the gate know of the conversations, the themes and the inventory of a project: counts, never words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from bevraging.models import AnswerTheme, Conversation, InventoryItem, Note, Theme
from trajecten.models import Project

CONFIRMED = InventoryItem.Status.CONFIRMED


@dataclass(frozen=True)
class Heard:
    """How far listening has come."""

    conversations: int
    finished: int
    confirmed: int
    proposed: int
    themes: int


def finished_count(project: Any) -> Coalesce:
    """The number of finished reports of `project`, to stand in another query."""
    mine = Conversation.objects.filter(project=project).finished().order_by().values("project")
    return _counted(mine)


def heard_in(project: Project) -> Heard:
    """One query."""
    here = {"project": OuterRef("pk")}
    items = InventoryItem.objects.filter(**here).order_by().values("project")
    row = (
        Project.objects.filter(pk=project.pk)
        .annotate(
            conversation_n=_counted(Conversation.objects.filter(**here).order_by().values("project")),
            finished_n=finished_count(OuterRef("pk")),
            confirmed_n=_counted(items.filter(status=CONFIRMED)),
            proposed_n=_counted(items.exclude(status=CONFIRMED)),
            theme_n=_counted(Theme.objects.filter(**here).order_by().values("project")),
        )
        .values_list("conversation_n", "finished_n", "confirmed_n", "proposed_n", "theme_n")
        .get()
    )
    return Heard(*row)


def talks_url(project: Any) -> str:
    return reverse("bevraging:gesprekken", args=[project.slug])


def themes_of(project: Project, answers: QuerySet) -> QuerySet[Theme]:
    """The themes with what stands under them: notes, open answers (of `answers`, those that may be shown), sources and
    confirmed items. What stands under a theme of the second level counts for the one above it too, once.

    A source is a conversation or a survey: one who talks much in one conversation stays one source.
    """
    family = Q(theme=OuterRef("pk")) | Q(theme__parent=OuterRef("pk"))
    notes = _all_of(Note.themes.through.objects.filter(family))
    links = _all_of(AnswerTheme.objects.filter(family, answer__in=answers.order_by()))
    items = _all_of(InventoryItem.objects.confirmed().filter(family))
    return (
        Theme.objects.filter(project=project)
        .select_related("parent")
        .annotate(
            note_n=_counted(notes, of="note", distinct=True),
            talk_n=_counted(notes, of="note__conversation", distinct=True),
            answer_n=_counted(links, of="answer", distinct=True),
            survey_n=_counted(links, of="answer__survey", distinct=True),
            item_n=_counted(items),
        )
        .annotate(said_n=F("note_n") + F("answer_n"), source_n=F("talk_n") + F("survey_n"))
    )


def as_tree(themes: Iterable[Theme]) -> list[Theme]:
    """What comes back most on top, each followed by those under it."""
    ordered = sorted(themes, key=lambda one: (-one.said_n, one.name.lower()))  # type: ignore[attr-defined]
    under: dict[int | None, list[Theme]] = {}
    for one in ordered:
        under.setdefault(one.parent_id, []).append(one)
    return [one for top in under.get(None, []) for one in (top, *under.get(top.pk, []))]


def _all_of(rows: QuerySet) -> QuerySet:
    """As one group, to count in a subquery."""
    return rows.order_by().annotate(together=Value(1)).values("together")


def _counted(rows: QuerySet, of: str = "pk", *, distinct: bool = False) -> Coalesce:
    """How many of these rows, grouped by one value, as a subquery; 0 for none."""
    counted = rows.annotate(n=Count(of, distinct=distinct)).values("n")
    return Coalesce(Subquery(counted[:1], output_field=IntegerField()), 0)


__all__ = ["Heard", "as_tree", "finished_count", "heard_in", "talks_url", "themes_of"]
