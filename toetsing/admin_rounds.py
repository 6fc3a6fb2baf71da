"""Concepts and rounds in the administration: to look at. What happens to them goes through the site, with a line in history.

Who is asked in a round stands here; what somebody answered never does.
"""

from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from toetsing.models import Concept, ConceptVersion, RoundConcept, RoundPerson, TestRound


class OnlyToLookAt:
    """Nothing is added, changed or deleted here."""

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class VersionInline(OnlyToLookAt, admin.TabularInline):
    model = ConceptVersion
    # The file itself is only given by the site, to who may see results.
    fields = readonly_fields = ("number", "text", "file_name", "link", "changed", "made_by", "made_at")


@admin.register(Concept)
class ConceptAdmin(OnlyToLookAt, admin.ModelAdmin):
    list_display = ("code", "name", "project", "tries", "version_count", "left_out", "on_site")
    list_display_links = ("code", "name")
    list_filter = ("project__organisation",)
    list_select_related = ("project__organisation",)
    list_per_page = 50
    search_fields = ("name", "tries", "project__title")
    fields = ("project", "name", "tries", "left_out")
    inlines = (VersionInline,)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(versions_n=Count("versions"))

    @admin.display(description=_("nummer"), ordering="number")
    def code(self, concept) -> str:
        return concept.code

    @admin.display(description=_("versies"), ordering="versions_n")
    def version_count(self, concept) -> int:
        return concept.versions_n

    @admin.display(description=_("bekijk op de site"))
    def on_site(self, concept):
        url = reverse("toetsing:concept", args=[concept.project.slug, concept.pk])
        return format_html('<a href="{}">{}</a>', url, _("Bekijk op de site"))


class TriedInline(OnlyToLookAt, admin.TabularInline):
    model = RoundConcept
    fields = ("concept", "version")


class PersonInline(OnlyToLookAt, admin.TabularInline):
    model = RoundPerson
    fields = ("employee", "location", "function")


@admin.register(TestRound)
class TestRoundAdmin(OnlyToLookAt, admin.ModelAdmin):
    list_display = ("__str__", "project", "kind", "starts_at", "place", "status", "people_count", "on_site")
    list_filter = ("kind", "status", "project__organisation")
    list_select_related = ("project__organisation",)
    list_per_page = 50
    search_fields = ("place", "project__title")
    date_hierarchy = "starts_at"
    fields = ("project", "kind", "starts_at", "ends_at", "place", "note", "status", "opened_at", "closed_at")
    inlines = (TriedInline, PersonInline)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(people_n=Count("people"))

    @admin.display(description=_("deelnemers"), ordering="people_n")
    def people_count(self, test_round) -> int:
        return test_round.people_n

    @admin.display(description=_("bekijk op de site"))
    def on_site(self, test_round):
        url = reverse("toetsing:ronde", args=[test_round.project.slug, test_round.number])
        return format_html('<a href="{}">{}</a>', url, _("Bekijk op de site"))
