"""All projects of an organisation together: what waits for a decision, how to find one, and the list as a file."""

from collections.abc import Iterable

import django_filters
from django.db.models import DateTimeField, Exists, F, OuterRef, PositiveSmallIntegerField, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisatie.models import Membership
from trajecten import health, support
from trajecten.cards import Card, cards_for
from trajecten.models import GateRequest, Project, ProjectRole
from trajecten.steps import all_steps

OPEN = GateRequest.Status.OPEN


class ProjectFilter(django_filters.FilterSet):
    """Search, choose and sort; `is_used` when something was chosen."""

    q = django_filters.CharFilter(method="says", label=gettext_lazy("Zoek in naam en doel"))
    stap = django_filters.ChoiceFilter(
        field_name="step", label=gettext_lazy("Stap"), empty_label=gettext_lazy("alle stappen")
    )
    toestand = django_filters.ChoiceFilter(
        field_name="status", choices=Project.Status.choices, label=gettext_lazy("Toestand"),
        empty_label=gettext_lazy("alles"),
    )  # fmt: skip
    wacht = django_filters.ChoiceFilter(
        choices=[("ja", gettext_lazy("wacht op een beslissing"))], method="waits", label=gettext_lazy("Beslissing"),
        empty_label=gettext_lazy("alles"),
    )  # fmt: skip
    volgorde = django_filters.ChoiceFilter(
        choices=[("naam", gettext_lazy("naam")), ("stap", gettext_lazy("stap, de verste eerst"))],
        method="sorted_by", label=gettext_lazy("Volgorde"), empty_label=gettext_lazy("nieuwste eerst"),
    )  # fmt: skip

    class Meta:
        model = Project
        fields: list[str] = []

    def __init__(self, data, *, queryset):
        super().__init__(data, queryset=queryset)
        self.filters["stap"].extra["choices"] = [(str(step.number), step.name) for step in all_steps()]
        for name, field in self.form.fields.items():
            field.widget.attrs["class"] = "form-control" if name == "q" else "form-select"

    @property
    def is_used(self) -> bool:
        return any(self.data.get(name) for name in self.filters)

    def says(self, queryset, _name, value):
        """Each word somewhere in its name or its goal."""
        for word in value[:80].split():
            queryset = queryset.filter(Q(title__icontains=word) | Q(goal__icontains=word))
        return queryset

    def waits(self, queryset, _name, _value):
        return queryset.filter(sees=True, asked_step__isnull=False)

    def sorted_by(self, queryset, _name, value):
        return queryset.order_by("title", "pk") if value == "naam" else queryset.order_by("-step", "title", "pk")


def with_what_waits(projects, user):
    """Annotates which decision is asked: `asked_step` and `asked_at`; and `sees`, whether `user` may know of it, as
    `access.may_see_gate` would answer."""
    member = Membership.objects.filter(organisation=OuterRef("organisation"), user=user, is_active=True)
    decides = ProjectRole.objects.current().held_by(user).filter(project=OuterRef("pk"), role="decider")
    asked = GateRequest.objects.filter(project=OuterRef("pk"), status=OPEN).order_by()
    return projects.annotate(
        sees=Exists(member) | Exists(decides),
        asked_step=Subquery(asked.values("step")[:1], PositiveSmallIntegerField()),
        asked_at=Subquery(asked.values("at")[:1], DateTimeField()),
    ).order_by(F("created_at").desc(), "-pk")


def cards(projects: list[Project]) -> list[Card]:
    """The cards of a page of `with_what_waits`, in a fixed number of queries. How one does is told to who sees results."""
    seen = [project for project in projects if project.sees]  # type: ignore[attr-defined]
    return cards_for(projects, support.points_for(projects), health.labels_for(seen))


def table(found: Iterable[Card]) -> list[list[str]]:
    """The header and one row per project, as it stands on the page."""
    heads = [_("Traject"), _("Organisatie"), _("Doel"), _("Toestand"), _("Stap"), _("Naam van de stap")]
    heads += [_("Beslissing gevraagd voor poort"), _("Gevraagd op"), _("Draagvlak op 100"), _("Antwoorden")]
    heads += [_("Gemeten op"), _("Gezondheid")]
    return [heads, *(_row(card) for card in found)]


def _row(card: Card) -> list[str]:
    project, point = card.project, card.support
    asked = project.asked_step if project.sees else None  # type: ignore[attr-defined]
    first = [project.title, project.organisation.name, project.goal, project.get_status_display()]
    where = [str(project.step), card.step_name]
    waits = [str(asked), timezone.localdate(project.asked_at).isoformat()] if asked else ["", ""]  # type: ignore[attr-defined]
    measured = point.measured_on.isoformat() if point and point.measured_on else ""
    said = [point.words, point.size or str(point.n), measured] if point else ["", "", ""]
    return [*first, *where, *waits, *said, card.health.text if card.health else ""]
