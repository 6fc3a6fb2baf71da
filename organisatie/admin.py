"""The administration of people: everything findable, and a way back to the page on the site."""

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import BaseUserCreationForm
from django.contrib.auth.models import Group
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organisatie.admin_members import KeepsAdmins, MembershipInline
from organisatie.models import Employee, ImportRun, Invitation, JobFunction, Location, Membership, Organisation, User

admin.site.unregister(Group)  # rights are roles in an organisation; groups would be a second truth


class NewUserForm(BaseUserCreationForm):
    class Meta:
        model = User
        fields = ("email", "name")


@admin.register(User)
class UserAdmin(KeepsAdmins, DjangoUserAdmin):
    add_form = NewUserForm
    ordering = ["email"]
    list_display = ["email", "name", "language", "is_staff", "is_active", "last_login"]
    list_filter = ["is_staff", "is_active", "language", "memberships__organisation"]
    search_fields = ["email", "name"]
    readonly_fields = ["last_login", "date_joined"]
    filter_horizontal = ["user_permissions"]
    inlines = [MembershipInline]
    fieldsets = [
        (None, {"fields": ["email", "password", "name"]}),
        (_("Voorkeur"), {"fields": ["language", "theme"]}),
        (
            _("Rechten"),
            {"fields": ["is_active", "is_staff", "is_superuser", "user_permissions"], "classes": ["collapse"]},
        ),
        (_("Wanneer"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "name", "password1", "password2"]})]

    def memberships_of(self, object_id):
        return Membership.objects.filter(user=object_id) if object_id.isdecimal() else []

    def save_model(self, request, obj, form, change) -> None:
        """An address that is no longer theirs may not sign in any more: allauth keeps a list of its own."""
        super().save_model(request, obj, form, change)
        EmailAddress.objects.filter(user=obj).exclude(email=obj.email).delete()


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    list_display = ["name", "slug", "people", "members", "min_group", "time_zone", "created_at"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["created_at"]
    inlines = [MembershipInline]

    def get_queryset(self, request):
        counted = {
            "people_count": Count("employees", distinct=True),
            "member_count": Count("memberships", distinct=True),
        }
        return super().get_queryset(request).annotate(**counted)

    @admin.display(description=_("medewerkers"), ordering="people_count")
    def people(self, organisation):
        return organisation.people_count

    @admin.display(description=_("leden"), ordering="member_count")
    def members(self, organisation):
        return organisation.member_count


class NamedPlaceAdmin(admin.ModelAdmin):
    list_display = ["name", "organisation", "people"]
    list_filter = ["organisation"]
    list_select_related = ["organisation"]
    search_fields = ["name", "organisation__name"]
    autocomplete_fields = ["organisation"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(people_count=Count("employees"))

    @admin.display(description=_("medewerkers"), ordering="people_count")
    def people(self, place):
        return place.people_count


admin.site.register(Location, NamedPlaceAdmin)
admin.site.register(JobFunction, NamedPlaceAdmin)


@admin.register(Employee)
class EmployeeAdmin(admin.ModelAdmin):
    list_display = ["name", "email", "personnel_number", "organisation", "location", "function", "active_until"]
    list_filter = ["organisation", "language", "location", "function"]
    list_select_related = ["organisation", "location", "function"]
    search_fields = ["name", "email", "personnel_number"]
    autocomplete_fields = ["organisation", "user", "location", "function"]
    date_hierarchy = "active_from"

    def view_on_site(self, employee):
        return reverse("organisatie:medewerker", args=[employee.pk])


class ReadOnlyAdmin(admin.ModelAdmin):
    """To look at; changing happens on the site, where the mail and the log go along."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    list_display = [
        "email",
        "organisation",
        "role",
        "invited_by",
        "created_at",
        "expires_at",
        "accepted_at",
        "withdrawn_at",
    ]
    list_filter = ["role", "organisation"]
    list_select_related = ["organisation", "invited_by"]
    search_fields = ["email", "organisation__name"]
    exclude = ["token_hash"]


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    """The rows themselves are not shown: they are personal data on their way, and erased after a week."""

    list_display = [
        "file_name",
        "organisation",
        "created_by",
        "created_at",
        "status",
        "total",
        "applied_fresh",
        "applied_changed",
    ]
    list_filter = ["status", "organisation"]
    list_select_related = ["organisation", "created_by"]
    search_fields = ["file_name", "organisation__name"]
    exclude = ["rows", "problems", "header", "mapping", "news"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("rows", "problems")
