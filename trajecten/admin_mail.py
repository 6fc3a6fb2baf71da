"""The outbox in the administration: to look, to try again or to put aside; never to write, and never what a mail says."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from trajecten import outbox
from trajecten.mail_labels import label_of
from trajecten.models import Mail, Mailing
from trajecten.outbox import private_kinds, resolving


class ReadOnlyAdmin(admin.ModelAdmin):
    """Nothing here is made, changed or wiped by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False


class KindFilter(admin.SimpleListFilter):
    """By kind of mail, in words."""

    title = _("soort")
    parameter_name = "soort"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        kinds = model_admin.get_queryset(request).order_by("kind").values_list("kind", flat=True).distinct()
        return sorted(((kind, label_of(kind)) for kind in kinds), key=lambda pair: pair[1])

    def queryset(self, request: HttpRequest, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


class KindInWords:
    """Shows the kind of a mail or a sending as people call it."""

    @admin.display(description=_("soort"), ordering="kind")
    def kind_in_words(self, row: Mail | Mailing) -> str:
        return label_of(row.kind)


@admin.register(Mail)
class MailAdmin(KindInWords, ReadOnlyAdmin):
    # No moment of sending: beside an address it could tell when somebody stopped getting reminders.
    list_display = ["kind_in_words", "recipient", "status", "maybe_twice", "attempts", "not_before", "error"]
    list_filter = ["status", KindFilter, "maybe_twice", "organisation"]
    list_select_related = ["organisation"]
    search_fields = ["recipient"]
    show_full_result_count = False

    actions = ["again", "settled"]
    readonly_fields = ["kind_in_words"]
    fields = [
        "kind_in_words",
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

    def has_resolve_permission(self, request: HttpRequest) -> bool:
        """Changing a mail is for nobody; deciding what becomes of it is for who may change mails by their rights."""
        return request.user.has_perm("trajecten.change_mail")

    @admin.action(description=_("Opnieuw versturen"), permissions=["resolve"])
    def again(self, request: HttpRequest, queryset) -> None:
        chosen = queryset.count()
        self._told(request, resolving.can_go_again(queryset), str(_("Opnieuw verstuurd.")))
        done = outbox.send_again(mails=queryset)
        if done:
            text = ngettext("%(n)d mail vertrekt opnieuw.", "%(n)d mails vertrekken opnieuw.", done) % {"n": done}
            self.message_user(request, text, messages.SUCCESS)
        if done < chosen:
            again = _(
                "Enkel een mail die mislukte, kan opnieuw vertrekken. Een code of een uitnodiging vraag je opnieuw aan op de site."
            )
            self.message_user(request, again, messages.WARNING)

    @admin.action(description=_("Afgehandeld"), permissions=["resolve"])
    def settled(self, request: HttpRequest, queryset) -> None:
        chosen = queryset.count()
        self._told(request, resolving.can_be_settled(queryset), str(_("Afgehandeld.")))
        done = outbox.settle(mails=queryset)
        if done:
            text = ngettext("%(n)d mail is afgehandeld.", "%(n)d mails zijn afgehandeld.", done) % {"n": done}
            self.message_user(request, text, messages.SUCCESS)
        if done < chosen:
            rest = _("Enkel een mail die mislukte of onbekend is, vraagt nog iets. De rest bleef zoals ze was.")
            self.message_user(request, rest, messages.WARNING)

    def _told(self, request: HttpRequest, queryset, what: str) -> None:
        """Who asked it stands in the history of each mail."""
        for mail in queryset:
            self.log_change(request, mail, what)


@admin.register(Mailing)
class MailingAdmin(KindInWords, ReadOnlyAdmin):
    # Never how many were withdrawn: beside the rest that is how many had answered.
    list_display = [
        "kind_in_words", "organisation", "planned", "sent", "failed", "uncertain", "created_at", "finished_at",
    ]  # fmt: skip
    list_filter = [KindFilter, "organisation"]
    fields = (
        "kind_in_words", "organisation", "planned", "sent", "failed", "uncertain", "created_at", "finished_at",
    )  # fmt: skip
    readonly_fields = ["kind_in_words"]
    list_select_related = ["organisation"]
    date_hierarchy = "created_at"

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        # Django lets every own field be asked in the address: ?withdrawn__gt=3 would count without showing.
        return not {"withdrawn", "mails", "subject_key"} & set(lookup.split("__")) and super().lookup_allowed(
            lookup, value, request
        )
