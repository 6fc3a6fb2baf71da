"""The administration: staff only, in Dutch, in our petrol, with a way back to the site."""

from allauth.account.decorators import secure_admin_login
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

ORDER = (
    "organisatie", "trajecten", "bevraging", "fundament", "toetsing", "communicatie", "uitrol", "opvolging",
)  # fmt: skip
"""People, the projects, then the six steps as they follow each other."""

KEPT_OUT = frozenset({"account", "mfa", "usersessions", "socialaccount"})
"""Their pages would show sign-in secrets, and who was where and when; an account is managed by its owner."""


class BeheerSite(AdminSite):
    site_header = _("Trajecten beheer")
    site_title = _("Trajecten beheer")
    index_title = _("Beheer")
    site_url = "/vandaag/"
    enable_nav_sidebar = True

    def register(self, model_or_iterable, admin_class=None, **options) -> None:
        """As Django does, without what belongs to the sign-in."""
        models = model_or_iterable if isinstance(model_or_iterable, list | tuple | set) else [model_or_iterable]
        shown = [model for model in models if model._meta.app_label not in KEPT_OUT]
        super().register(shown, admin_class, **options)

    def get_app_list(self, request, app_label=None) -> list:
        found = super().get_app_list(request, app_label)
        return sorted(found, key=lambda app: ORDER.index(app["app_label"]) if app["app_label"] in ORDER else len(ORDER))

    def has_permission(self, request) -> bool:
        """Staff, and over https only with a second factor."""
        return super().has_permission(request) and not _lacks_second_factor(request.user)

    def login(self, request, extra_context=None):
        """Through the sign-in of the house: one rate limit, one second factor."""
        if request.user.is_authenticated and request.user.is_staff and _lacks_second_factor(request.user):
            messages.info(request, _now("Het beheer vraagt een tweede slot op je account. Zet er hier een aan."))
            return redirect("mfa_index")
        if request.user.is_authenticated and not request.user.is_staff:
            raise PermissionDenied(
                _now("Het beheer is voor wie deze installatie beheert. Vraag het aan de beheerder van je organisatie.")
            )
        return secure_admin_login(super().login)(request, extra_context)


def _lacks_second_factor(user) -> bool:
    return settings.HTTPS and not is_mfa_enabled(user)
