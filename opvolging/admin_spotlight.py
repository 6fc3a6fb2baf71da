"""What is in the spotlight, in the administration: to look at. What happens to it goes through the site.

Whose name stands beside it is asked of that colleague alone, and a no is shown to nobody: so names are not here.
"""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from opvolging.models import Spotlight
from trajecten.admin_mail import ReadOnlyAdmin


@admin.register(Spotlight)
class SpotlightAdmin(ReadOnlyAdmin):
    list_display = ("what", "project", "location", "team", "agreement", "status", "shown_on", "on_page", "on_site")
    list_filter = ("status", "on_page", "project__organisation")
    list_select_related = ("project", "location", "agreement")
    list_per_page = 50
    search_fields = ("what", "how", "team", "location__name", "project__title")
    date_hierarchy = "shown_on"
    fields = ("project", "what", "how", "location", "team", "agreement", "status", "shown_on", "on_page", "of_answer")

    @admin.display(description=_("bekijk op de site"))
    def on_site(self, spotlight):
        url = reverse("opvolging:kijker_een", args=[spotlight.project.slug, spotlight.pk])
        return format_html('<a href="{}">{}</a>', url, _("Bekijk op de site"))
