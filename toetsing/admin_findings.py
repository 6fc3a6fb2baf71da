"""Findings in the administration: to look at. What is done with one is said on the site, with a line in history."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from toetsing.models import Finding


@admin.register(Finding)
class FindingAdmin(admin.ModelAdmin):
    """Noted and changed on the site, where the words are checked for names."""

    list_display = ("code", "text", "project", "concept", "kind", "severity", "disposition", "on_site")
    list_filter = ("kind", "severity", "disposition", "project__organisation")
    list_select_related = ("project__organisation", "concept")
    list_per_page = 50
    search_fields = ("text", "concept__name", "project__title")
    date_hierarchy = "created_at"
    exclude = ("form_key",)

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    @admin.display(description=_("code"), ordering="number")
    def code(self, finding) -> str:
        return finding.code

    @admin.display(description=_("bekijk op de site"))
    def on_site(self, finding):
        url = reverse("toetsing:bevinding", args=[finding.project.slug, finding.pk])
        return format_html('<a href="{}">{}</a>', url, _("Bekijk op de site"))
