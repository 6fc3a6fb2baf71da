"""Conversations, themes and the inventory in the administration. Never a note, nor which answer is under which theme.

Raw notes are for who leads the project; states change through their own door on the site, with a line in history.
"""

from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from bevraging.models import Conversation, InventoryItem, Theme


def site_link(name: str, project, *args):
    url = reverse(f"bevraging:{name}", args=[project.slug, *args])
    return format_html('<a href="{}">{}</a>', url, _("Bekijk op de site"))


class NotMadeHere(admin.ModelAdmin):
    """Made on the site, where the words are checked for names; wiped there too, with a line in the history."""

    list_select_related = ("project__organisation",)
    list_per_page = 50

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Conversation)
class ConversationAdmin(NotMadeHere):
    list_display = ("__str__", "project", "kind", "held_on", "people", "note_count", "status", "on_site")
    list_filter = ("kind", "status", "project__organisation")
    search_fields = ("title", "project__title")
    date_hierarchy = "held_on"
    fields = ("project", "kind", "title", "held_on", "people", "leader", "status", "finished_at", "created_by")
    readonly_fields = ("project", "status", "finished_at", "created_by")

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(notes_n=Count("notes"))

    @admin.display(description=_("notities"), ordering="notes_n")
    def note_count(self, conversation) -> int:
        return conversation.notes_n

    @admin.display(description=_("bekijk op de site"))
    def on_site(self, conversation):
        return site_link("gesprek", conversation.project, conversation.pk)


@admin.register(Theme)
class ThemeAdmin(NotMadeHere):
    list_display = ("name", "project", "description", "on_site")
    list_filter = ("project__organisation",)
    search_fields = ("name", "description", "project__title")
    fields = ("project", "name", "description")
    readonly_fields = ("project",)

    @admin.display(description=_("bekijk op de site"))
    def on_site(self, theme):
        return site_link("thema", theme.project, theme.pk)


@admin.register(InventoryItem)
class InventoryItemAdmin(NotMadeHere):
    list_display = ("text", "project", "lens", "location", "source", "status", "on_site")
    list_filter = ("lens", "source", "status", "project__organisation")
    list_select_related = ("project__organisation", "location")
    search_fields = ("text", "project__title")
    fields = ("project", "lens", "text", "location", "source", "status", "confirmed_at", "created_by")
    # The place stays as it is: an item of another organisation's place would be one click away.
    readonly_fields = ("project", "location", "source", "status", "confirmed_at", "created_by")

    @admin.display(description=_("bekijk op de site"))
    def on_site(self, item):
        return site_link("inventaris", item.project)
