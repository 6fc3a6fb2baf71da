"""The administration of the core: everything findable, nothing that bends the history.

Projects move through their gates and roles are given on the pages of the product, by people who may; here one looks.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from trajecten import admin_reminders, gate, history  # noqa: F401  (it registers)
from trajecten.admin_mail import ReadOnlyAdmin
from trajecten.gate.snapshots import digest
from trajecten.models import (
    Condition,
    Event,
    GateDecision,
    GateDossier,
    GateRequest,
    Project,
    ProjectRole,
    Reopening,
    Threshold,
)


class ReadOnlyInline(admin.TabularInline):
    extra = 0
    can_delete = False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fields

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class RoleInline(ReadOnlyInline):
    model = ProjectRole
    fields = ("role", "user", "employee", "location", "since", "until")


class ThresholdInline(ReadOnlyInline):
    model = Threshold
    fields = ("code", "before", "value", "reason", "changed_by", "at")


class ConditionInline(ReadOnlyInline):
    model = Condition
    fields = ("text", "owner", "due_on", "fulfilled_on", "fulfilled_by", "evidence")


@admin.register(Project)
class ProjectAdmin(ReadOnlyAdmin):
    list_display = ("title", "organisation", "step", "status", "created_at", "on_site")
    list_filter = ("status", "step", "mode", "organisation")
    list_select_related = ("organisation",)
    search_fields = ("title", "slug", "goal", "organisation__name")
    date_hierarchy = "created_at"
    inlines = (RoleInline, ThresholdInline)
    exclude = ("form_key", "turn")

    @admin.display(description=_("op de site"))
    def on_site(self, project: Project) -> str:
        # The link only opens for who is a member: the administration gives no way in.
        return format_html('<a href="/trajecten/{}/">{}</a>', project.slug, project.slug)


@admin.register(ProjectRole)
class ProjectRoleAdmin(ReadOnlyAdmin):
    list_display = ("who", "role", "project", "location", "since", "until")
    list_filter = ("role", ("until", admin.EmptyFieldListFilter), "project__organisation")
    list_select_related = ("project", "user", "employee", "location")
    search_fields = ("user__name", "user__email", "employee__name", "project__title")

    @admin.display(description=_("wie"))
    def who(self, role: ProjectRole) -> str:
        return str(role.person)


@admin.register(GateRequest)
class GateRequestAdmin(ReadOnlyAdmin):
    list_display = ("project", "step", "round", "status", "requested_by", "at", "decide_by")
    list_filter = ("status", "step", "project__organisation")
    list_select_related = ("project", "requested_by")
    search_fields = ("project__title", "requested_by__email")
    date_hierarchy = "at"


@admin.register(GateDecision)
class GateDecisionAdmin(ReadOnlyAdmin):
    list_display = ("project", "step", "outcome", "decided_by", "at", "is_revision")
    list_filter = ("outcome", "request__step", "request__project__organisation")
    list_select_related = ("request__project", "decided_by")
    search_fields = ("request__project__title", "decided_by__name", "decided_by__email", "reason")
    date_hierarchy = "at"
    inlines = (ConditionInline,)
    fields = ("request", "outcome", "back_to", "decided_by", "at", "reason", "replaces", "sha256", "intact")
    readonly_fields = ("intact",)

    @admin.display(description=_("traject"), ordering="request__project__title")
    def project(self, decision: GateDecision) -> str:
        return decision.request.project.title

    @admin.display(description=_("stap"), ordering="request__step")
    def step(self, decision: GateDecision) -> int:
        return decision.request.step

    @admin.display(description=_("herziening"), boolean=True)
    def is_revision(self, decision: GateDecision) -> bool:
        return decision.replaces_id is not None

    @admin.display(description=_("ongewijzigd sinds de beslissing"), boolean=True)
    def intact(self, decision: GateDecision) -> bool:
        return gate.decision_is_intact(decision)


@admin.register(GateDossier)
class GateDossierAdmin(ReadOnlyAdmin):
    list_display = ("decision", "at", "sha256")
    list_filter = ("decision__outcome", "decision__request__step", "decision__request__project__organisation")
    list_select_related = ("decision__request__project",)
    search_fields = ("sha256", "decision__request__project__title")
    date_hierarchy = "at"
    fields = ("decision", "at", "sha256", "agrees", "content")
    readonly_fields = ("agrees",)

    @admin.display(description=_("het controlegetal hoort bij de inhoud"), boolean=True)
    def agrees(self, dossier: GateDossier) -> bool:
        return digest(dossier.content) == dossier.sha256


@admin.register(Reopening)
class ReopeningAdmin(ReadOnlyAdmin):
    list_display = ("project", "from_step", "to_step", "by", "at", "reason")
    list_filter = ("to_step", "project__organisation")
    list_select_related = ("project", "by")
    search_fields = ("project__title", "reason")


class VerbFilter(admin.SimpleListFilter):
    """By what happened, in words."""

    title = _("wat er gebeurde")
    parameter_name = "wat"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return sorted(history.verbs().items(), key=lambda pair: pair[1].lstrip("… "))

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(verb=self.value()) if self.value() else queryset


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ("at", "organisation", "project", "told")
    list_filter = ("organisation", VerbFilter)
    list_select_related = ("organisation", "project", "actor")
    search_fields = ("project__title", "actor__name", "actor__email", "verb")
    date_hierarchy = "at"
    fields = ("at", "organisation", "project", "actor", "told", "data")
    readonly_fields = ("told",)

    @admin.display(description=_("wat er gebeurde"))
    def told(self, event: Event) -> str:
        return history.sentence(event)
