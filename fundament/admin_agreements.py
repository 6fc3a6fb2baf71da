"""Frameworks and agreements in the administration: to read. Words and what holds where go through their own door."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from fundament.models import Agreement, AgreementFramework, AgreementVersion, InForce
from trajecten.admin_mail import ReadOnlyAdmin


def site_link(name: str, project, *args):
    url = reverse(f"fundament:{name}", args=[project.slug, *args])
    return format_html('<a href="{}">{}</a>', url, _("Bekijk op de site"))


@admin.register(AgreementFramework)
class AgreementFrameworkAdmin(ReadOnlyAdmin):
    list_display = ("name", "project", "owner", "review_months", "review_on", "on_site")
    list_filter = ("project__organisation",)
    list_select_related = ("project__organisation", "owner")
    search_fields = ("name", "project__title")

    @admin.display(description=_("bekijk op de site"))
    def on_site(self, framework):
        return site_link("kader", framework.project, framework.pk)


@admin.register(Agreement)
class AgreementAdmin(ReadOnlyAdmin):
    list_display = ("code", "framework", "project", "owner", "on_site")
    list_filter = ("project__organisation",)
    list_select_related = ("project__organisation", "framework", "owner")
    search_fields = ("versions__sentence", "project__title")
    exclude = ("form_key",)

    @admin.display(description=_("afspraak"), ordering="number")
    def code(self, agreement) -> str:
        return agreement.code

    @admin.display(description=_("bekijk op de site"))
    def on_site(self, agreement):
        return site_link("afspraak", agreement.project, agreement.pk)


@admin.register(AgreementVersion)
class AgreementVersionAdmin(ReadOnlyAdmin):
    list_display = ("sentence", "agreement", "number", "status", "tested_at")
    list_filter = ("status", "agreement__project__organisation")
    list_select_related = ("agreement",)
    search_fields = ("sentence", "agreement__project__title")


@admin.register(InForce)
class InForceAdmin(ReadOnlyAdmin):
    list_display = ("agreement", "version", "location", "since")
    list_filter = ("agreement__project__organisation",)
    list_select_related = ("agreement", "version", "location")
    date_hierarchy = "since"
