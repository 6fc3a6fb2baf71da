"""Step 1 in the administration: surveys, and who was asked. Never an answer, and never who answered.

No answer model is registered here, and no list joins a person to an answer: nobody, platform staff included, may see
that. After the launch a survey can only be looked at.
"""

from django.contrib import admin, messages
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from bevraging import (
    actions,
    admin_keeping,  # noqa: F401  (registers what stays when people are forgotten)
    admin_listening,  # noqa: F401  (registers conversations, themes and the inventory)
)
from bevraging.models import Participant, Survey


def launched(survey: Survey | None) -> bool:
    return survey is not None and survey.status != Survey.Status.DRAFT


@admin.register(Survey)
class SurveyAdmin(admin.ModelAdmin):
    """What was promised to respondents does not change after the launch; the database refuses it as well."""

    list_display = ("title", "project", "purpose", "mode", "status", "invited", "closes_on", "on_site")
    list_filter = ("status", "mode", "purpose", "project__organisation")
    list_select_related = ("project",)
    search_fields = ("title", "project__title")
    date_hierarchy = "created_at"
    actions = ("close_survey",)
    fields = (
        "project", "title", "intro", "purpose", "mode", "status", "min_group", "min_text", "closes_on", "contact",
        "reminders", "invited", "created_by", "created_at", "launched_at", "closed_at",
    )  # fmt: skip
    always_read_only = (
        "project",
        "purpose",
        "mode",
        "status",
        "invited",
        "created_by",
        "created_at",
        "launched_at",
        "closed_at",
    )

    def get_readonly_fields(self, request, obj=None):
        return self.fields if launched(obj) else self.always_read_only

    def has_add_permission(self, request) -> bool:
        # A survey without questions would be a half one: it is made on the page of the step.
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        # A page on which nothing can be changed has no button to save it.
        return super().has_change_permission(request, obj) and not launched(obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(request, obj) and not launched(obj)

    def get_actions(self, request):
        found = super().get_actions(request)
        # It would delete launched surveys as well.
        found.pop("delete_selected", None)
        return found

    @admin.display(description=_("bekijk op de site"))
    def on_site(self, survey: Survey):
        url = reverse("bevraging:bevraging", args=[survey.project.slug, survey.pk])
        return format_html('<a href="{}">{}</a>', url, _("Bekijk op de site"))

    @admin.action(description=_("Sluit bevraging"), permissions=["change"])
    def close_survey(self, request, queryset) -> None:
        done = sum(actions.close(survey=survey, by=request.user) for survey in queryset.open())
        self.message_user(request, _("%(n)d bevraging(en) gesloten.") % {"n": done}, messages.SUCCESS)


@admin.register(Participant)
class ParticipantAdmin(admin.ModelAdmin):
    """Who was asked. Whether somebody answered stands nowhere here: not in the list, not as a filter, not on the page."""

    list_display = ("name", "email", "project", "survey", "language", "muted")
    list_filter = ("muted", "language", "survey__project__organisation")
    list_select_related = ("survey__project",)
    search_fields = ("name", "email")
    fields = ("survey", "name", "email", "language", "muted")
    readonly_fields = ("survey", "name", "email", "language")
    ordering = ("name", "pk")

    @admin.display(description=_("traject"), ordering="survey__project__title")
    def project(self, participant: Participant) -> str:
        return participant.survey.project.title

    def lookup_allowed(self, lookup: str, value, request) -> bool:
        # Django lets every own field be asked in the address: ?answered__exact=1 would list who answered.
        return set(lookup.split("__")) <= {
            "muted",
            "language",
            "survey",
            "project",
            "organisation",
            "id",
            "exact",
            "isnull",
        }

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
