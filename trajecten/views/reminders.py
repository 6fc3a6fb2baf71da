"""«Herinneringen»: how often somebody gets them. In their own settings, or behind the link in a mail, without signing in.

A mail program may post behind the link by itself when somebody presses its own «Unsubscribe» (RFC 8058, one click). That
request can carry no CSRF token, and it can do one thing only: what such a button promises. GET and HEAD show, and a
scanner that posts the form presses no button.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from trajecten import actions, rhythms
from trajecten.forms_rhythm import RhythmForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mine(request):
    word = rhythms.word_of(request.user)
    form = RhythmForm(request.POST or None, initial={"rhythm": rhythm_of(word)})
    if form.is_valid():
        actions.choose_rhythm(word=word, rhythm=form.cleaned_data["rhythm"])
        messages.success(request, _("Je keuze is bewaard."))
        return redirect("trajecten:mijn_herinneringen")
    return render(request, "trajecten/mijn_herinneringen.html", {"form": form})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request, secret: str):
    if request.method == "POST" and request.POST.get("List-Unsubscribe") == "One-Click":
        reader = reader_of(secret)
        if reader is not None:
            actions.choose_rhythm(word=reader.word, rhythm=rhythms.Rhythm.OFF)
        # The same answer for a link that is not ours: nothing to learn here.
        return HttpResponse(status=200)
    return _page(request, secret)


@csrf_protect
def _page(request, secret: str):
    reader = reader_of(secret)
    pressed = request.POST.get("doe", "") if request.method == "POST" else ""
    if reader is not None and pressed in rhythms.Rhythm.values:
        actions.choose_rhythm(word=reader.word, rhythm=pressed)
        return redirect("trajecten:herinneringen_keuze", secret)
    context = {"known": reader is not None, "rhythm": rhythm_of(reader.word) if reader else ""}
    answer = render(request, "trajecten/herinneringen_keuze.html", context, status=200 if reader else 404)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def rhythm_of(word: str) -> str:
    return rhythms.chosen([word]).get(word, rhythms.Rhythm.DAILY)


def reader_of(secret: str) -> rhythms.Reader | None:
    """Whose link it is, as long as they can be mailed."""
    word = rhythms.word_in(secret)
    return rhythms.readers([word]).get(word) if word else None
