"""Paper for who has no mail: the slips on a page, and as a PDF to print and cut."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bevraging import actions, mails
from bevraging import slips as paper_slips
from bevraging.views.base import Status, editable_survey, page, page_of, to, url_of

LARGE = 500
WITHOUT_NAMES = "zonder"


@require_safe
@login_required
def slips(request, slug: str, pk: int):
    """A QR code and a code to type, for each colleague without mail. No names here: those stand on the PDF, if wanted."""
    survey = editable_survey(request, slug, pk)
    if survey.status != Status.OPEN:
        return to(page_of(survey), survey)
    listed = Paginator(paper_slips.in_order(survey, names=False), LARGE).get_page(request.GET.get("blad"))
    context = {
        "slips": [paper_slips.slip_of(person, place, names=False) for person, place in listed.object_list],
        "page": listed,
        "back": url_of("deelname", survey),
        "pdfs": pdfs_of(survey, listed.paginator.count),
        "code_address": paper_slips.code_address(),
        "minutes": mails.minutes_for(len(actions.questions_of(survey))),
    }
    return render(request, "bevraging/briefjes.html", page(request, survey, **context))


def pdfs_of(survey, count: int) -> list[dict]:
    """The PDFs that hold all slips, with and without names: where they are, and which slips stand in each."""
    address, size = url_of("briefjes_pdf", survey), paper_slips.A_PART
    parts = paper_slips.parts_of(count)
    return [
        {
            "with": f"{address}?deel={part}",
            "without": f"{address}?namen={WITHOUT_NAMES}&deel={part}",
            "words": ""
            if parts == 1
            else _("briefjes %(first)d tot %(last)d")
            % {"first": (part - 1) * size + 1, "last": min(count, part * size)},
        }
        for part in range(1, parts + 1)
    ]


@require_safe
@login_required
def slips_pdf(request, slug: str, pk: int):
    """Nine slips on a sheet of A4. `namen=zonder`: no names; `deel`: which part, from 1. 404 for a part that is not there."""
    survey = editable_survey(request, slug, pk)
    if survey.status != Status.OPEN:
        return to(page_of(survey), survey)
    names = request.GET.get("namen") != WITHOUT_NAMES
    part = request.GET.get("deel", "1")
    parts = paper_slips.parts_of(paper_slips.people_with_slip(survey).count())
    if not parts:
        return to("briefjes", survey)
    if not (part.isascii() and part.isdigit() and len(part) < 5 and 1 <= int(part) <= parts):
        raise Http404
    made = paper_slips.pdf(survey, names=names, part=int(part))
    response = HttpResponse(made, content_type="application/pdf")
    name = "-".join([slugify(_("Briefjes")), slugify(survey.title)[:40], part])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    # Every slip holds a way in: the file stays in no cache on the way.
    response.headers["Cache-Control"] = "no-store"
    return response
