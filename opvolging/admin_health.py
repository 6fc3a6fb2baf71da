"""How projects in follow-up are doing, in the administration: to look at. A reading of a day never changes after it."""

from django.contrib import admin

from opvolging.models import HealthReading
from trajecten.admin_mail import ReadOnlyAdmin


@admin.register(HealthReading)
class HealthReadingAdmin(ReadOnlyAdmin):
    list_display = ("project", "day", "state", "met", "missed", "unknown")
    list_filter = ("state", "project__organisation")
    list_select_related = ("project",)
    list_per_page = 50
    search_fields = ("project__title",)
    date_hierarchy = "day"
    fields = readonly_fields = ("project", "day", "state", "met", "missed", "unknown", "measures")
