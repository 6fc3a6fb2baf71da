"""Targeted questions in the administration: which survey belongs to which decision, and what was taken from it.

Made and summed up on the site, with a line in the history.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from fundament.models import TargetedQuestion


@admin.register(TargetedQuestion)
class TargetedQuestionAdmin(admin.ModelAdmin):
    list_display = ("__str__", "code", "project", "summary", "summarised_at")
    list_filter = ("decision__project__organisation",)
    list_select_related = ("survey", "decision__project")
    list_per_page = 50
    search_fields = ("survey__title", "summary", "decision__question", "decision__project__title")
    fields = ("decision", "survey", "summary", "summarised_at")
    readonly_fields = fields

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    @admin.display(description=_("besluit"), ordering="decision__number")
    def code(self, targeted) -> str:
        return targeted.decision.code

    @admin.display(description=_("traject"), ordering="decision__project__title")
    def project(self, targeted) -> str:
        return targeted.decision.project.title
