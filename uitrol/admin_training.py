"""Tasks, helpers, sessions and who learned what, in the administration: to look at. How people rate themselves is not here."""

from django.contrib import admin
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from trajecten.admin_mail import ReadOnlyAdmin
from uitrol.admin_waves import OnlyToLookAt
from uitrol.models import Attendance, TaskDone, TaskHelper, TrainingSession, WorkTask


class HelperInline(OnlyToLookAt, admin.TabularInline):
    model = TaskHelper
    fields = readonly_fields = ("employee", "offered_at", "confirmed_at")


@admin.register(WorkTask)
class WorkTaskAdmin(ReadOnlyAdmin):
    list_display = ("code", "sentence", "project", "minutes", "agreement", "learned", "retired_at")
    list_display_links = ("code", "sentence")
    list_filter = (("retired_at", admin.EmptyFieldListFilter), "project__organisation")
    list_select_related = ("project", "agreement")
    list_per_page = 50
    search_fields = ("sentence", "why", "example", "project__title")
    exclude = ("form_key",)
    inlines = (HelperInline,)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(done_n=Count("done"))

    @admin.display(description=_("nummer"), ordering="number")
    def code(self, task) -> str:
        return task.code

    @admin.display(description=_("hoeveel collega's leerden het"), ordering="done_n")
    def learned(self, task) -> int:
        return task.done_n


@admin.register(TaskHelper)
class TaskHelperAdmin(ReadOnlyAdmin):
    list_display = ("employee", "task", "offered_at", "confirmed_at")
    list_filter = (("confirmed_at", admin.EmptyFieldListFilter), "task__project__organisation")
    list_select_related = ("employee", "task")
    list_per_page = 50
    search_fields = ("employee__name", "task__sentence", "task__project__title")


class AttendanceInline(OnlyToLookAt, admin.TabularInline):
    model = Attendance
    fields = readonly_fields = ("employee", "present")


@admin.register(TrainingSession)
class TrainingSessionAdmin(ReadOnlyAdmin):
    list_display = (
        "__str__",
        "project",
        "location",
        "shift",
        "form",
        "starts_at",
        "helper",
        "internal",
        "status",
        "came",
    )
    list_filter = ("form", "internal", "status", "project__organisation")
    list_select_related = ("project", "location", "helper")
    list_per_page = 50
    search_fields = ("place", "shift", "location__name", "tasks__sentence", "project__title")
    date_hierarchy = "starts_at"
    exclude = ("form_key",)
    inlines = (AttendanceInline,)

    def get_queryset(self, request):
        came = Count("attendances", filter=Q(attendances__present=True), distinct=True)
        return super().get_queryset(request).annotate(came_n=came)

    @admin.display(description=_("hoeveel aanwezigen"), ordering="came_n")
    def came(self, session) -> int:
        return session.came_n


@admin.register(Attendance)
class AttendanceAdmin(ReadOnlyAdmin):
    list_display = ("employee", "session", "present")
    list_filter = ("present", "session__project__organisation")
    list_select_related = ("employee", "session")
    list_per_page = 50
    search_fields = ("employee__name", "session__project__title")


@admin.register(TaskDone)
class TaskDoneAdmin(ReadOnlyAdmin):
    list_display = ("employee", "task", "project", "session", "done_at")
    list_filter = ("project__organisation",)
    list_select_related = ("employee", "task", "project", "session")
    list_per_page = 50
    search_fields = ("employee__name", "task__sentence", "project__title")
    date_hierarchy = "done_at"
