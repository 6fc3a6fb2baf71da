"""Audiences and messages in the administration: to look at. What happens to them goes through the site, with a line in history."""

from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from communicatie.models import Audience, Message
from toetsing.admin_rounds import OnlyToLookAt


@admin.register(Audience)
class AudienceAdmin(OnlyToLookAt, admin.ModelAdmin):
    list_display = ("name", "project", "kind", "inner", "in_matrix", "message_count", "on_site")
    list_filter = ("kind", "project__organisation")
    list_select_related = ("project__organisation",)
    list_per_page = 50
    search_fields = ("name", "project__title")
    fields = (
        "project", "name", "kind", "functions", "locations", "shift", "role", "outside_count", "inner", "in_matrix",
    )  # fmt: skip

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(messages_n=Count("messages"))

    @admin.display(description=_("boodschappen"), ordering="messages_n")
    def message_count(self, audience) -> int:
        return audience.messages_n

    @admin.display(description=_("bekijk op de site"))
    def on_site(self, audience):
        url = reverse("communicatie:doelgroepen", args=[audience.project.slug])
        return format_html('<a href="{}">{}</a>', url, _("Bekijk op de site"))


@admin.register(Message)
class MessageAdmin(OnlyToLookAt, admin.ModelAdmin):
    list_display = ("code", "title", "project", "audience", "key", "channel", "planned_on", "status", "on_site")
    list_display_links = ("code", "title")
    list_filter = ("status", "key", "channel", "project__organisation")
    list_select_related = ("project__organisation", "audience")
    list_per_page = 50
    search_fields = ("title", "text", "project__title")
    date_hierarchy = "planned_on"
    fields = (
        "project", "step", "audience", "key", "title", "text", "in_it_for_me", "channel", "channel_note", "author",
        "messenger", "said_by", "planned_on", "status", "feedback_to", "sent_at", "reached", "reached_of", "dropped_why",
        "repeats", "mailing",
    )  # fmt: skip

    @admin.display(description=_("nummer"), ordering="number")
    def code(self, message) -> str:
        return message.code

    @admin.display(description=_("bekijk op de site"))
    def on_site(self, message):
        url = reverse("communicatie:boodschap", args=[message.project.slug, message.number])
        return format_html('<a href="{}">{}</a>', url, _("Bekijk op de site"))
