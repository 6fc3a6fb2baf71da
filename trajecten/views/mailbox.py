"""The mailbox of a machine without a mail server. Elsewhere these pages do not exist."""

from csp.decorators import csp, csp_update
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from trajecten import mailbox

PER_PAGE = 50
SANDBOX = "allow-popups allow-top-navigation-by-user-activation"
"""What a shown mail may do: a link that is pressed may be followed. No script, no form, no origin of its own."""


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    _only_here()
    page = Paginator(mailbox.names(), PER_PAGE).get_page(request.GET.get("blad"))
    found = [mailbox.letter(name) for name in page]
    return render(request, "postvak/lijst.html", {"page": page, "letters": found})


@require_safe
@csp_update({"frame-src": ["'self'"]})
def letter(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, "postvak/mail.html", {"letter": _letter_or_404(name), "sandbox": SANDBOX})


@require_safe
@xframe_options_sameorigin
@csp(
    {
        "default-src": ["'none'"],
        "style-src": ["'unsafe-inline'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": ["'self'"],
        "sandbox": SANDBOX.split(),
    }
)
def styled(request: HttpRequest, name: str) -> HttpResponse:
    """The mail as a mail program draws it, for the frame on its page. Style may stand in it; nothing in it can run."""
    # Inside the frame our own pages refuse to be shown: a link leads the whole window on.
    return HttpResponse(_letter_or_404(name).html.replace("<head>", '<head><base target="_top">', 1))


def _letter_or_404(name: str) -> mailbox.OpenLetter:
    _only_here()
    found = mailbox.read(name)
    if found is None:
        raise Http404
    return found


def _only_here() -> None:
    if not settings.MAILBOX_ON:
        raise Http404
