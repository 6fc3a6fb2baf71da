"""Waves, moments and materials in the administration: to look at. They change on the site, with a line in history."""

from django.contrib import admin
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from trajecten.admin_mail import ReadOnlyAdmin
from uitrol.models import Material, Moment, MomentPerson, Wave, WaveCheck, WaveLocation


class OnlyToLookAt:
    """Nothing is added, changed or deleted in these rows."""

    extra = 0

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class PlaceInline(OnlyToLookAt, admin.TabularInline):
    model = WaveLocation
    fields = readonly_fields = ("location",)


class CheckInline(OnlyToLookAt, admin.TabularInline):
    model = WaveCheck
    fields = readonly_fields = ("text", "checked_at", "by")


@admin.register(Wave)
class WaveAdmin(ReadOnlyAdmin):
    list_display = ("plain_name", "name", "project", "starts_on", "status", "owner", "place_count")
    list_filter = ("status", "project__organisation")
    list_select_related = ("project", "owner")
    list_per_page = 50
    search_fields = ("name", "project__title", "places__location__name")
    date_hierarchy = "starts_on"
    fields = readonly_fields = (
        "project",
        "number",
        "name",
        "starts_on",
        "owner",
        "status",
        "started_at",
        "paused_at",
        "paused_why",
        "done_at",
    )
    inlines = (PlaceInline, CheckInline)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(places_n=Count("places"))

    @admin.display(description=_("golf"), ordering="number")
    def plain_name(self, wave) -> str:
        return wave.plain_name

    @admin.display(description=_("locaties"), ordering="places_n")
    def place_count(self, wave) -> int:
        return wave.places_n


@admin.register(WaveLocation)
class WaveLocationAdmin(ReadOnlyAdmin):
    list_display = ("location", "wave", "project")
    list_filter = ("project__organisation",)
    list_select_related = ("location", "wave", "project")
    list_per_page = 50
    search_fields = ("location__name", "project__title")


@admin.register(WaveCheck)
class WaveCheckAdmin(ReadOnlyAdmin):
    list_display = ("text", "wave", "code", "checked_at", "by")
    list_filter = (("checked_at", admin.EmptyFieldListFilter), "wave__project__organisation")
    list_select_related = ("wave", "by")
    list_per_page = 50
    search_fields = ("text", "code", "wave__project__title")
    date_hierarchy = "checked_at"


class PersonInline(OnlyToLookAt, admin.TabularInline):
    model = MomentPerson
    fields = readonly_fields = ("employee", "present")


class MaterialInline(OnlyToLookAt, admin.TabularInline):
    model = Material
    # The file itself is only given by the site, to who may see it.
    fields = readonly_fields = ("title", "file_name", "link")


@admin.register(Moment)
class MomentAdmin(ReadOnlyAdmin):
    list_display = ("kind", "project", "location", "shift", "starts_at", "host", "status", "counted", "invited")
    list_filter = ("kind", "status", "project__organisation")
    list_select_related = ("project", "location", "host")
    list_per_page = 50
    search_fields = ("place", "note", "shift", "location__name", "project__title")
    date_hierarchy = "starts_at"
    exclude = ("form_key",)
    inlines = (PersonInline, MaterialInline)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(people_n=Count("people"))

    @admin.display(description=_("deelnemers"), ordering="people_n")
    def invited(self, moment) -> int:
        return moment.people_n


@admin.register(MomentPerson)
class MomentPersonAdmin(ReadOnlyAdmin):
    list_display = ("employee", "moment", "present")
    list_filter = ("present", "moment__project__organisation")
    list_select_related = ("employee", "moment")
    list_per_page = 50
    search_fields = ("employee__name", "moment__project__title")


class BelongsTo(admin.SimpleListFilter):
    """For a whole project, or for one moment."""

    title = _("hoort bij")
    parameter_name = "bij"

    def lookups(self, request, model_admin):
        return [("project", _("traject")), ("moment", _("moment"))]

    def queryset(self, request, queryset):
        whole = Q(project__isnull=False)
        return queryset.filter(whole if self.value() == "project" else ~whole) if self.value() else queryset


@admin.register(Material)
class MaterialAdmin(ReadOnlyAdmin):
    list_display = ("title", "project", "moment", "file_name", "link", "added_by", "added_at")
    list_filter = (BelongsTo,)
    list_select_related = ("project", "moment", "added_by")
    list_per_page = 50
    search_fields = ("title", "file_name", "link", "project__title", "moment__project__title")
    date_hierarchy = "added_at"
    exclude = ("form_key", "file")
    readonly_fields = ("link",)
