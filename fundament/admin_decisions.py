"""Decisions in the administration: to look at. They are made, decided and withdrawn on the site, each with a line in history."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from fundament.models import Decision, DecisionOption, DecisionParty, DecisionTask


class OnlyLooked:
    """Nothing is made, changed or wiped here: a decision that was taken stays, and a proposal has its own doors."""

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class Options(OnlyLooked, admin.TabularInline):
    model = DecisionOption
    fields = readonly_fields = ("number", "title", "plus", "minus")


class Parties(OnlyLooked, admin.TabularInline):
    model = DecisionParty
    fields = readonly_fields = ("part", "name", "does_the_work", "said")


class Tasks(OnlyLooked, admin.TabularInline):
    model = DecisionTask
    fields = readonly_fields = ("what", "who", "due_on", "done_on")


@admin.register(Decision)
class DecisionAdmin(OnlyLooked, admin.ModelAdmin):
    list_display = ("code", "question", "project", "kind", "status", "decider", "review_on", "on_site")
    list_filter = ("status", "kind", "project__organisation")
    list_select_related = ("project__organisation", "decider")
    list_per_page = 50
    search_fields = ("question", "project__title")
    inlines = (Options, Parties, Tasks)
    fields = readonly_fields = (
        "project", "number", "kind", "question", "context", "status", "driver", "decider", "asked_at", "decide_by",
        "sent_back", "advised", "chosen", "rationale", "consequences", "followed_how", "taken_at", "review_on",
        "reviewed_on", "no_agreement", "closed_why", "supersedes", "bundles", "themes", "items",
    )  # fmt: skip

    @admin.display(description=_("code"), ordering="number")
    def code(self, decision) -> str:
        return decision.code

    @admin.display(description=_("bekijk op de site"))
    def on_site(self, decision):
        url = reverse("fundament:keuze", args=[decision.project.slug, decision.pk])
        return format_html('<a href="{}">{}</a>', url, _("Bekijk op de site"))
