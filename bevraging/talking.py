"""What pages and the gate know of the conversations, the themes and the inventory of a project: counts, never words."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from bevraging.models import AnswerTheme, Conversation, InventoryItem, Theme
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
    """The themes with what stands under them: notes, open answers (of `answers`, those that may be shown), and sources.

    A source is a conversation or a survey: one who talks much in one conversation stays one source.
    """
    links = AnswerTheme.objects.filter(theme=OuterRef("pk"), answer__in=answers.order_by()).order_by().values("theme")
    return Theme.objects.filter(project=project).annotate(
        note_n=Count("notes"),
        talk_n=Count("notes__conversation", distinct=True),
        answer_n=_counted(links),
        survey_n=_counted(links, of="answer__survey", distinct=True),
    )


def _counted(rows: QuerySet, of: str = "pk", *, distinct: bool = False) -> Coalesce:
    """How many of these rows, grouped by one value, as a subquery; 0 for none."""
    counted = rows.annotate(n=Count(of, distinct=distinct)).values("n")
    return Coalesce(Subquery(counted[:1], output_field=IntegerField()), 0)


__all__ = ["Heard", "finished_count", "heard_in", "talks_url", "themes_of"]
