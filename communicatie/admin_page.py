"""The page for everyone in the administration: to look at. It is written, opened and closed on the site, with a line in
history. Its link is not here: who has it may read the page, and that is for who leads the project to give."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from communicatie.models import ProjectPage


@admin.register(ProjectPage)
class ProjectPageAdmin(admin.ModelAdmin):
    list_display = ("project", "is_on", "changed_at", "on_site")
    list_filter = ("is_on", "project__organisation")
    list_select_related = ("project__organisation",)
    list_per_page = 50
    search_fields = ("project__title",)
    fields = ("project", "is_on", "what", "why", "help", "show_faces", "changed_at")

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    @admin.display(description=_("bekijk op de site"))
    def on_site(self, page):
        url = reverse("communicatie:bladzijde", args=[page.project.slug])
        return format_html('<a href="{}">{}</a>', url, _("Bekijk op de site"))
