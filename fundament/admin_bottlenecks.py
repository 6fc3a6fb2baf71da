"""Bottlenecks, bundles and what needs no decision, in the administration: to find and to read. They change on the site."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from fundament.models import Bottleneck, Bundle, ThemeRuling


def site_link(name: str, project, *args):
    url = reverse(f"fundament:{name}", args=[project.slug, *args])
    return format_html('<a href="{}">{}</a>', url, _("Bekijk op de site"))


class ReadHere(admin.ModelAdmin):
    """Made, changed and wiped on the site, where words are checked for names and history tells of it."""

    list_per_page = 50

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Bottleneck)
class BottleneckAdmin(ReadHere):
    list_display = ("what", "project", "happened_on", "bundle", "minutes", "source", "on_site")
    list_filter = ("source", "project__organisation")
    list_select_related = ("project__organisation", "bundle")
    search_fields = ("what", "fix", "project__title")
    date_hierarchy = "happened_on"
    fields = ("project", "happened_on", "what", "fix", "minutes", "location", "function", "bundle", "source", "item")

    @admin.display(description=_("bekijk op de site"))
    def on_site(self, bottleneck):
        return site_link("knelpunt", bottleneck.project, bottleneck.pk)


@admin.register(Bundle)
class BundleAdmin(ReadHere):
    list_display = ("name", "project", "theme", "on_site")
    list_filter = ("project__organisation",)
    list_select_related = ("project__organisation", "theme")
    search_fields = ("name", "project__title")
    fields = ("project", "name", "theme")

    @admin.display(description=_("bekijk op de site"))
    def on_site(self, bundle):
        return site_link("bundel", bundle.project, bundle.pk)


@admin.register(ThemeRuling)
class ThemeRulingAdmin(ReadHere):
    list_display = ("theme", "reason", "by", "at", "on_site")
    list_filter = ("theme__project__organisation",)
    list_select_related = ("theme__project__organisation", "by")
    search_fields = ("theme__name", "reason")
    fields = ("theme", "reason", "by", "at")

    @admin.display(description=_("bekijk op de site"))
    def on_site(self, ruling):
        return site_link("themas", ruling.theme.project)
