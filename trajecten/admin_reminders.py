"""Reminders in the administration: what was decided about each, and by which mail. Never how often somebody wants them."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from trajecten.admin_mail import KindFilter, KindInWords, ReadOnlyAdmin
from trajecten.models import Reminder
from trajecten.reminder_past import sentence


@admin.register(Reminder)
class ReminderAdmin(KindInWords, ReadOnlyAdmin):
    # Not whose it is and not whether they turned reminders off: how somebody reads their mail is for nobody else.
    list_display = ("day", "kind_in_words", "project", "reason", "on_site")
    list_filter = (KindFilter, "project__organisation")
    list_select_related = ("project",)
    search_fields = ("project__title",)
    date_hierarchy = "day"
    fields = ("day", "kind_in_words", "project", "reason", "created_at")
    readonly_fields = ("kind_in_words", "reason")
    show_full_result_count = False

    @admin.display(description=_("waarom"))
    def reason(self, reminder: Reminder) -> str:
        return sentence(reminder)

    @admin.display(description=_("op de site"))
    def on_site(self, reminder: Reminder) -> str:
        # The link only opens for who leads the project: the administration gives no way in.
        return format_html('<a href="/trajecten/{}/herinneringen/">{}</a>', reminder.project.slug, _("Herinneringen"))
