"""Rhythms, their plan and what was seen, in the administration: to look at. Nobody is in a check, and so nobody is here."""

from django.contrib import admin
from django.db.models import Count, Min, Q
from django.utils.translation import gettext_lazy as _

from opvolging.models import AgreementCheck, CheckRhythm, PlannedCheck
from trajecten.admin_mail import ReadOnlyAdmin


@admin.register(CheckRhythm)
class CheckRhythmAdmin(ReadOnlyAdmin):
    list_display = (
        "code",
        "place",
        "project",
        "method",
        "unit",
        "interval_weeks",
        "owner",
        "next_on",
        "checked",
        "ended_on",
    )
    list_filter = ("method", ("ended_on", admin.EmptyFieldListFilter), ("owner", admin.EmptyFieldListFilter), "agreement__project__organisation")  # fmt: skip
    list_select_related = ("agreement__project", "location", "owner")
    list_per_page = 50
    search_fields = ("unit", "location__name", "agreement__project__title", "agreement__versions__sentence")
    exclude = ("form_key",)

    def get_queryset(self, request):
        ahead = Min("planned__due_on", filter=Q(planned__status=PlannedCheck.Status.PLANNED))
        return super().get_queryset(request).annotate(ahead=ahead, check_n=Count("checks", distinct=True))

    @admin.display(description=_("afspraak"), ordering="agreement__number")
    def code(self, rhythm) -> str:
        return rhythm.agreement.code

    @admin.display(description=_("locatie"), ordering="location__name")
    def place(self, rhythm) -> str:
        return str(rhythm.location or _("overal"))

    @admin.display(description=_("traject"), ordering="agreement__project__title")
    def project(self, rhythm) -> str:
        return str(rhythm.agreement.project)

    @admin.display(description=_("volgende check"), ordering="ahead")
    def next_on(self, rhythm):
        return rhythm.ahead

    @admin.display(description=_("hoe vaak gekeken"), ordering="check_n")
    def checked(self, rhythm) -> int:
        return rhythm.check_n


class _OfRhythm(ReadOnlyAdmin):
    list_select_related = ("rhythm__agreement__project", "rhythm__location")
    list_per_page = 50
    search_fields = ("rhythm__unit", "rhythm__location__name", "rhythm__agreement__project__title")

    @admin.display(description=_("traject"), ordering="rhythm__agreement__project__title")
    def project(self, row) -> str:
        return str(row.rhythm.agreement.project)


@admin.register(PlannedCheck)
class PlannedCheckAdmin(_OfRhythm):
    list_display = ("rhythm", "project", "due_on", "status", "done_on", "skipped_why")
    list_filter = ("status", "rhythm__agreement__project__organisation")
    date_hierarchy = "due_on"
    exclude = ("generation",)


@admin.register(AgreementCheck)
class AgreementCheckAdmin(_OfRhythm):
    list_display = (
        "rhythm",
        "project",
        "version_number",
        "noted_on",
        "seen",
        "followed",
        "good_example_seen",
        "expires_on",
    )
    list_filter = ("good_example_seen", "rhythm__method", "rhythm__agreement__project__organisation")
    list_select_related = ("rhythm__agreement__project", "rhythm__location", "version")
    search_fields = ("remark", *_OfRhythm.search_fields)
    date_hierarchy = "noted_on"

    @admin.display(description=_("versie"), ordering="version__number")
    def version_number(self, check) -> int:
        return check.version.number
