"""The outbox in the administration: to look, never to write, and never what a mail says."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from trajecten.models import Mail, Mailing
from trajecten.outbox import private_kinds


class ReadOnlyAdmin(admin.ModelAdmin):
    """Nothing here is made, changed or wiped by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False


@admin.register(Mail)
class MailAdmin(ReadOnlyAdmin):
    # No moment of sending: beside an address it could tell when somebody stopped getting reminders.
    list_display = ["kind", "recipient", "status", "maybe_twice", "attempts", "not_before", "error"]
    list_filter = ["status", "kind", "maybe_twice", "organisation"]
    list_select_related = ["organisation"]
    search_fields = ["recipient"]
    show_full_result_count = False

    fields = [
        "kind",
        "organisation",
        "mailing",
        "recipient",
        "recipient_name",
        "language",
        "status",
        "maybe_twice",
        "attempts",
        "not_before",
        "expires_at",
        "error",
    ]

    def get_queryset(self, request: HttpRequest):
        # A reminder that was withdrawn tells who answered: of those only the sending as a whole is shown.
        return super().get_queryset(request).exclude(kind__in=private_kinds())


@admin.register(Mailing)
class MailingAdmin(ReadOnlyAdmin):
    # Never how many were withdrawn: beside the rest that is how many had answered.
    list_display = ["kind", "organisation", "planned", "sent", "failed", "uncertain", "created_at", "finished_at"]
    fields = ("kind", "organisation", "planned", "sent", "failed", "uncertain", "created_at", "finished_at")
    list_filter = ["kind", "organisation"]
    list_select_related = ["organisation"]
    date_hierarchy = "created_at"

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        # Django lets every own field be asked in the address: ?withdrawn__gt=3 would count without showing.
        return not {"withdrawn", "mails", "subject_key"} & set(lookup.split("__")) and super().lookup_allowed(
            lookup, value, request
        )
