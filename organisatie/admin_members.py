"""Memberships in the administration: there too, an organisation keeps somebody who manages it."""

from collections import defaultdict
from collections.abc import Collection

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from organisatie.actions import keep_an_admin
from organisatie.models import Membership


def _manages(membership: Membership) -> bool:
    return membership.role == Membership.Role.ADMIN and membership.is_active


def _keep_admins(leaving: Collection[Membership], coming: Collection[int] = ()) -> None:
    """Raises ValidationError when an organisation would lose its last administrator. `coming`: keys of organisations
    that get one in the same form."""
    per_organisation: dict[int, list[int]] = defaultdict(list)
    for membership in leaving:
        per_organisation[membership.organisation_id].append(membership.pk)
    for organisation, keys in per_organisation.items():
        if organisation not in coming:
            keep_an_admin(organisation=organisation, leaving=keys)


class MembershipForm(forms.ModelForm):
    def clean(self):
        super().clean()
        found = self.cleaned_data
        before = Membership.objects.filter(pk=self.instance.pk).first()
        if before and _manages(before):
            same_place = found.get("organisation", before.organisation) == before.organisation
            role, active = found.get("role", before.role), found.get("is_active", before.is_active)
            if not (same_place and active and role == Membership.Role.ADMIN):
                _keep_admins([before])
        return found


class MembershipFormSet(forms.BaseInlineFormSet):
    """Judges all rows together: of two administrators one may go, not both."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        before = Membership.objects.in_bulk([form.instance.pk for form in self.forms if form.instance.pk])
        leaving, coming = [], set()
        for form in self.forms:
            old = before.get(form.instance.pk)
            gone = self._should_delete_form(form)  # type: ignore[attr-defined]  # of every formset; the stubs do not know it
            if form.has_changed() or old:
                stays = not gone and _manages(form.instance)
                if stays:
                    coming.add(form.instance.organisation_id)
                if old and _manages(old) and not (stays and form.instance.organisation_id == old.organisation_id):
                    leaving.append(old)
        _keep_admins(leaving, coming)


class MembershipInline(admin.TabularInline):
    model = Membership
    formset = MembershipFormSet
    extra = 0
    autocomplete_fields = ["organisation", "user"]
    show_change_link = True


class KeepsAdmins(admin.ModelAdmin):
    """Deletes one at a time, and says in a sentence when an organisation would be left without administrator."""

    def memberships_of(self, object_id: str):
        """The memberships that would go along."""
        raise NotImplementedError

    def get_actions(self, request: HttpRequest):
        found = super().get_actions(request)
        found.pop("delete_selected", None)
        return found

    def delete_view(self, request: HttpRequest, object_id: str, extra_context=None) -> HttpResponse:
        try:
            _keep_admins([one for one in self.memberships_of(object_id) if _manages(one)])
        except ValidationError as refusal:
            messages.error(request, refusal.message)
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
            return redirect(name, object_id)
        return super().delete_view(request, object_id, extra_context)


@admin.register(Membership)
class MembershipAdmin(KeepsAdmins):
    form = MembershipForm
    list_display = ["user", "organisation", "role", "is_active", "since"]
    list_filter = ["role", "is_active", "organisation"]
    list_select_related = ["user", "organisation"]
    search_fields = ["user__email", "user__name", "organisation__name"]
    autocomplete_fields = ["user", "organisation"]
    readonly_fields = ["since"]

    def memberships_of(self, object_id: str):
        return Membership.objects.filter(pk=object_id) if object_id.isdecimal() else []
