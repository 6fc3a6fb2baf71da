"""Roles in the administration: to look at. What happens to them goes through the site, with a line in history.

Who would rather not is shown to nobody by name, so not here either.
"""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from communicatie.models import ContactPoint, RoleAsk


class OnlyToLookAt:
    """Nothing is added, changed or deleted here."""

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(RoleAsk)
class RoleAskAdmin(OnlyToLookAt, admin.ModelAdmin):
    list_display = ("employee", "role", "project", "location", "status", "hours", "prepared_on", "on_site")
    list_filter = ("role", "status", "project__organisation")
    list_select_related = ("project__organisation", "employee", "location")
    list_per_page = 50
    search_fields = ("employee__name", "project__title")
    # Without the hash of its link: nobody needs it.
    fields = (
        "project", "employee", "role", "location", "status", "shifts", "hours", "voluntary", "prepared_on", "asked_at",
        "stopped_at",
    )  # fmt: skip

    def get_queryset(self, request):
        return super().get_queryset(request).exclude(status=RoleAsk.Status.DECLINED)

    @admin.display(description=_("bekijk op de site"))
    def on_site(self, ask):
        url = reverse("communicatie:rol_vraag", args=[ask.project.slug, ask.pk])
        return format_html('<a href="{}">{}</a>', url, _("Bekijk op de site"))


@admin.register(ContactPoint)
class ContactPointAdmin(OnlyToLookAt, admin.ModelAdmin):
    list_display = ("__str__", "project", "location", "hours", "backup", "backup_note", "on_site")
    list_filter = ("project__organisation",)
    list_select_related = ("project__organisation", "location", "employee", "backup")
    list_per_page = 50
    search_fields = ("employee__name", "project__title", "location__name")
    fields = ("project", "location", "employee", "hours", "how", "backup", "backup_note")

    @admin.display(description=_("bekijk op de site"))
    def on_site(self, point):
        url = reverse("communicatie:aanspreekpunten", args=[point.project.slug])
        return format_html('<a href="{}">{}</a>', url, _("Bekijk op de site"))
