"""Approaches and reviews in the administration: to look at."""

from django.contrib import admin

from opvolging.models import ProjectReview, Remedy, Review, ReviewLine
from trajecten.admin_mail import ReadOnlyAdmin


@admin.register(Remedy)
class RemedyAdmin(ReadOnlyAdmin):
    list_display = ("what", "agreement", "location", "cause", "rung", "outcome", "owner", "due_on", "effect_on")
    list_filter = ("outcome", "cause", "rung", "agreement__project__organisation")
    list_select_related = ("agreement", "location", "owner")
    list_per_page = 50
    search_fields = ("what", "result", "location__name", "agreement__project__title")
    date_hierarchy = "started_on"
    exclude = ("form_key",)


class LineInline(admin.TabularInline):
    """Read with its review; nothing of it is changed."""

    model = ReviewLine
    extra = 0
    can_delete = False
    fields = readonly_fields = ("agreement", "outcome", "why")

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    list_display = ("framework", "held_on", "next_on")
    list_filter = ("framework__project__organisation",)
    list_select_related = ("framework",)
    list_per_page = 50
    search_fields = ("framework__name", "framework__project__title")
    date_hierarchy = "held_on"
    exclude = ("form_key",)
    inlines = (LineInline,)


@admin.register(ReviewLine)
class ReviewLineAdmin(ReadOnlyAdmin):
    list_display = ("agreement", "outcome", "why", "review")
    list_filter = ("outcome", "agreement__project__organisation")
    list_select_related = ("agreement", "review__framework")
    list_per_page = 50
    search_fields = ("why", "review__framework__name", "agreement__project__title")


@admin.register(ProjectReview)
class ProjectReviewAdmin(ReadOnlyAdmin):
    list_display = ("project", "held_on", "outcome", "next_on")
    list_filter = ("outcome", "project__organisation")
    list_select_related = ("project",)
    list_per_page = 50
    search_fields = ("why", "project__title")
    date_hierarchy = "held_on"
    exclude = ("form_key",)
