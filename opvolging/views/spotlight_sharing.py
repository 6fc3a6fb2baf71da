"""What is in the spotlight goes further: as a message to an audience, and as a poster."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from opvolging.actions import spotlight_sharing
from opvolging.forms_spotlights import TellForm
from opvolging.spotlight_poster import poster_html
from opvolging.views.spotlight_base import spotlight_of, to
from opvolging.views.spotlights import answer_page
from trajecten import paper
from trajecten.form_errors import refuse


@require_POST
@login_required
def tell(request, slug: str, pk: int):
    """Plans it, and shows the mail before it leaves."""
    spotlight = spotlight_of(request, slug, pk, edits=True)
    form = TellForm(request.POST, project=spotlight.project)
    if form.is_valid():
        try:
            message = spotlight_sharing.plan_telling(spotlight=spotlight, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            return redirect(reverse("communicatie:boodschap_versturen", args=[slug, message.number]))
    return answer_page(request, spotlight, tell_form=form)


@require_safe
@login_required
def poster(request, slug: str, pk: int):
    spotlight = spotlight_of(request, slug, pk, edits=False)
    if not spotlight.is_shown:
        raise Http404
    try:
        content = paper.kept(poster_html(spotlight))
    except paper.Busy:
        messages.info(request, _("We maken net een ander rapport. Probeer het over enkele tellen opnieuw."))
        return to("kijker_een", spotlight.project, pk)
    headers = {"Content-Disposition": f'attachment; filename="in-de-kijker-{pk}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
