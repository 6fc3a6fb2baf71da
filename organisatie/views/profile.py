"""My own data, which organisation I work in, and the link in a mail with a sign-in code."""

import re

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisatie.forms import ProfileForm
from organisatie.middleware import SESSION_KEY
from organisatie.models import Organisation, User

CODE = re.compile(r"[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}")
"""How a sign-in code looks. Whether it is the right one, only the button says: there the tries are counted."""
THEME_COOKIE = "thema"
THEMES = {User.Theme.LIGHT: "licht", User.Theme.DARK: "donker"}
YEAR = 365 * 24 * 3600


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    form = ProfileForm(request.POST or None, instance=request.user)
    if not form.is_valid():
        request.user.refresh_from_db()
        return render(request, "organisatie/profiel.html", {"form": form})
    user = form.save()
    messages.success(request, _("Je gegevens zijn bewaard."))
    return remember_taste(redirect("organisatie:profiel"), user)


def remember_taste(response, user):
    """Language and theme in two cookies, so that no page has to ask the database for them."""
    secure = {"secure": settings.HTTPS, "samesite": "Lax"}
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, max_age=YEAR, **secure)
    if theme := THEMES.get(user.theme):
        response.set_cookie(THEME_COOKIE, theme, max_age=YEAR, **secure)
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    return response


@login_required
@require_POST
def switch(request):
    """Work in another of my organisations. A number that is not mine is a 404, as if it did not exist."""
    chosen = request.POST.get("organisation", "")
    mine = Organisation.objects.visible_to(request.user)
    organisation = get_object_or_404(mine, pk=chosen if chosen.isdecimal() and len(chosen) < 18 else 0)
    request.session[SESSION_KEY] = organisation.pk
    messages.success(request, _("Je werkt nu in %(organisation)s.") % {"organisation": organisation})
    following = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(following, {request.get_host()}, require_https=request.is_secure())
    return redirect(following if safe else "/")


@never_cache
@require_safe
def code_link(request, code):
    """The link in the mail shows the code and a button; only the button signs in.

    The code alone is worth nothing: it works in the browser that asked for it, where the sign-in waits.
    """
    known = CODE.fullmatch(code) is not None
    waiting = known and "account_login" in request.session
    return render(request, "organisatie/aanmeldlink.html", {"code": code, "known": known, "waiting": waiting})
