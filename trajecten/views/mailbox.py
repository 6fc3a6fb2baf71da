"""The mailbox of a machine without a mail server. Elsewhere these pages do not exist."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trajecten import mailbox


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    _only_here()
    return render(request, "postvak/lijst.html", {"letters": mailbox.newest()})


@require_safe
def letter(request: HttpRequest, name: str) -> HttpResponse:
    _only_here()
    found = mailbox.read(name)
    if found is None:
        raise Http404
    return render(request, "postvak/mail.html", {"letter": found})


def _only_here() -> None:
    if not settings.MAILBOX_ON:
        raise Http404
