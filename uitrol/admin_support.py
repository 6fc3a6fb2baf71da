"""Entries of ambassadors and barriers in the administration: to look at, and never who wrote an entry."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from trajecten.admin_mail import ReadOnlyAdmin
from uitrol.models import Barrier, SupportLog


@admin.register(SupportLog)
class SupportLogAdmin(ReadOnlyAdmin):
    """Without its author: that is for «mijn momenten» of the ambassador alone."""

    list_display = ("__str__", "project", "location", "kind", "task", "theme", "helped", "solved", "happened_at")
    list_filter = ("kind", "solved", "project__organisation")
    list_select_related = ("project", "location", "task", "theme")
    list_per_page = 50
    search_fields = ("text", "location__name", "task__sentence", "theme__name", "project__title")
    date_hierarchy = "happened_at"
    exclude = ("author", "key")


@admin.register(Barrier)
class BarrierAdmin(ReadOnlyAdmin):
    list_display = ("code", "text", "project", "location", "severity", "status", "owner", "due_on", "solved_at")
    list_display_links = ("code", "text")
    list_filter = ("severity", "status", "project__organisation")
    list_select_related = ("project", "location", "owner")
    list_per_page = 50
    search_fields = ("text", "solution", "location__name", "project__title")
    date_hierarchy = "opened_at"
    exclude = ("form_key",)

    @admin.display(description=_("nummer"), ordering="number")
    def code(self, barrier) -> str:
        return barrier.code
