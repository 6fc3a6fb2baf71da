"""What stays when people and answers are forgotten, in the administration: to look. No name or address stands in it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from bevraging.models import Deletion, RosterMark, Turnout
from trajecten.admin_mail import ReadOnlyAdmin

SHOWN = 8


@admin.register(Turnout)
class TurnoutAdmin(ReadOnlyAdmin):
    list_display = ("survey", "about", "name", "invited", "answered", "unmailed")
    list_filter = ("about", "survey__project__organisation")
    list_select_related = ("survey",)
    search_fields = ("survey__title", "name")


@admin.register(RosterMark)
class RosterMarkAdmin(ReadOnlyAdmin):
    """A mark says only that somebody was asked; without the key outside the database it leads to nobody."""

    list_display = ("survey", "begins_with")
    list_filter = ("survey__project__organisation",)
    list_select_related = ("survey",)
    search_fields = ("survey__title",)
    fields = ("survey", "begins_with")
    readonly_fields = ("begins_with",)

    @admin.display(description=_("kenmerk"))
    def begins_with(self, row: RosterMark) -> str:
        return f"{row.mark[:SHOWN]}…"

    def lookup_allowed(self, lookup: str, value, request) -> bool:
        return "mark" not in lookup.split("__") and super().lookup_allowed(lookup, value, request)


@admin.register(Deletion)
class DeletionAdmin(ReadOnlyAdmin):
    list_display = ("at", "organisation", "kind", "title", "how_many")
    list_filter = ("kind", "organisation")
    list_select_related = ("organisation",)
    search_fields = ("title",)
    date_hierarchy = "at"
