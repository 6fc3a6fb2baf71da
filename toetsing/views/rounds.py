"""A round: its page in three states, the form, and opening, closing or taking it away."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from bevraging.actions import NotReady
from bevraging.models import Participant
from toetsing import readiness
from toetsing.actions import rounds
from toetsing.barriers import remark_key
from toetsing.feedback import feedback_of, totals
from toetsing.forms_rounds import RoundForm, first_values
from toetsing.mails import when_words
from toetsing.models import Finding, TestRound
from toetsing.next_round import suggestion
from toetsing.views.rounds_base import confirm, results_project, round_of, sheet, shown, to, url_of
from trajecten import access, gate
from trajecten.form_errors import refuse

Status = TestRound.Status


@require_safe
@login_required
def round_page(request, slug: str, number: int):
    test_round = round_of(request, slug, number, edits=False)
    edits = access.may_edit_project(request.user, test_round.project)
    people = readiness.people_of(test_round)
    spread = readiness.spread_of(people)
    context = {"round": test_round, "when": when_words(test_round), "spread": spread}
    if test_round.status == Status.PLANNED:
        context |= _planned(test_round, spread, edits=edits)
    else:
        names = access.may_see_names(request.user, test_round.project)
        context |= _opened(test_round, edits=edits, names=names)
    return shown(request, "ronde", test_round.project, **context)


def _planned(test_round: TestRound, spread: readiness.Spread, *, edits: bool) -> dict:
    """What is tried, what it still needs, and the one thing to do next."""
    project = test_round.project
    rows = readiness.rows_of(test_round)
    missing = readiness.missing(test_round, rows, spread.people, test_round.running)
    wanted = [] if test_round.is_small else readiness.locations_of(project)
    closed = "" if missing else gate_says(project)
    return {
        "rows": rows,
        "missing": missing,
        "advice": readiness.advice(test_round, spread, wanted),
        "closed_gate": closed,
        "state": _("In voorbereiding. %(when)s.") % {"when": _capital(when_words(test_round))},
        "main": _next_step(test_round, rows, spread.people, missing=bool(missing), closed=bool(closed))
        if edits
        else None,
    }


def gate_says(project) -> str:
    """Why no round may open yet; empty when one may."""
    try:
        gate.require(project, "round.open")
    except gate.GateClosed as closed:
        return str(closed)
    return ""


def _button(text: str, url: str, icon: str = "", *, dialog: bool = False) -> dict:
    return {"text": text, "url": url, "icon": icon, "dialog": dialog}


def _next_step(test_round: TestRound, rows: list, people: int, *, missing: bool, closed: bool) -> dict | None:
    """The filled button of a round in preparation."""
    at = (test_round.project, test_round.number)
    if not rows:
        return _button(_("Kies wat jullie uitproberen"), url_of("ronde_wijzig", *at))
    if not people:
        text = _("Kies collega's") if test_round.is_small else _("Kies sleutelfiguren")
        return _button(text, url_of("ronde_wie", *at), "mensen")
    found = None if test_round.is_small else next((row for row in rows if readiness.to_adjust(row)), None)
    if found is not None:
        text = _("Maak een nieuwe versie van %(code)s") % {"code": found.concept.code}
        return _button(text, url_of("versie_nieuw", test_round.project, found.concept_id), "plus")
    if missing:
        return None
    if closed:
        return _button(_("Bekijk de poort"), reverse("trajecten:poort", args=[test_round.project.slug, 2]))
    return _button(invite_words(test_round, people), url_of("ronde_open", *at), "mail", dialog=True)


def invite_words(test_round: TestRound, people: int) -> str:
    if test_round.is_small:
        words = ngettext("Nodig %(n)d collega uit", "Nodig %(n)d collega's uit", people)
    else:
        words = ngettext("Nodig %(n)d sleutelfiguur uit", "Nodig %(n)d sleutelfiguren uit", people)
    return words % {"n": people}


def _opened(test_round: TestRound, *, edits: bool, names: bool) -> dict:
    """How many told how it went, and what they told."""
    found = feedback_of(test_round, with_names=names)
    asked = Participant.objects.filter(survey=test_round.survey_id)
    written = {remark_key(one.row.pk, barrier.text) for one in found for barrier in one.barriers}
    counts = asked.aggregate(
        asked=Count("pk"),
        answered=Count("pk", filter=Q(answered=True)),
        no_mail=Count("pk", filter=Q(email="")),
        noted=Max(_noted(test_round, written)),
    )
    is_open = test_round.status == Status.OPEN
    remarks = url_of("opmerkingen", test_round.project, test_round.number) if names and written else ""
    if is_open:
        main, aside = _while_open(test_round, told=counts["answered"])
    else:
        main, aside = _after(test_round, remarks if (counts["noted"] or 0) < len(written) else "")
    return {
        "feedback": found,
        "totals": totals(found),
        "counts": counts,
        "names": names,
        "state": _open_sentence(test_round, counts) if is_open else _closed_sentence(test_round, counts),
        "main": main if edits else None,
        "aside": aside if edits else None,
        "to_findings": "" if edits and main["url"] == remarks else remarks,
    }


def _while_open(test_round: TestRound, *, told: int) -> tuple[dict, dict | None]:
    """The filled button of a round that runs, and the one beside it: nobody ends it before somebody told something."""
    url = url_of("ronde_afronden", test_round.project, test_round.number)
    close = _button(_("Rond de ronde af"), url, "vink", dialog=True)
    if told:
        return close, None
    look = reverse("bevraging:deelname", args=[test_round.project.slug, test_round.survey_id])
    return _button(_("Bekijk de deelname"), look), close


def _after(test_round: TestRound, remarks: str) -> tuple[dict, dict | None]:
    """Those of a round that is over: first what people wrote (`remarks`, when some is no finding yet), then the next."""
    plan = _button(_("Plan de volgende ronde"), url_of("ronde_nieuw", test_round.project), "plus")
    return (_button(_("Bekijk de opmerkingen"), remarks), plan) if remarks else (plan, None)


def _noted(test_round: TestRound, written: set[UUID]) -> Subquery:
    """How many of what people wrote (`remark_key`) became a finding; comes along with another query."""
    found = Finding.objects.filter(project=test_round.project_id, form_key__in=written).order_by()
    return Subquery(found.values("project").annotate(n=Count("pk")).values("n"))


def _open_sentence(test_round: TestRound, counts: dict) -> str:
    if test_round.starts_at > timezone.now():
        return _("De uitnodigingen zijn vertrokken. %(when)s.") % {"when": _capital(when_words(test_round))}
    return _("De ronde loopt. %(n)d van %(of)d vertelden hoe het ging.") % _out_of(test_round, counts)


def _closed_sentence(test_round: TestRound, counts: dict) -> str:
    return _("Deze ronde is afgerond. %(n)d van %(of)d vertelden hoe het ging.") % _out_of(test_round, counts)


def _out_of(test_round: TestRound, counts: dict) -> dict[str, int]:
    """The names of who did not answer are forgotten after a while: how many were asked stays."""
    asked = test_round.survey.invited if test_round.survey else counts["asked"]
    return {"n": counts["answered"], "of": asked}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, slug: str):
    project = access.editable_project(request, slug)
    found = suggestion(project, request.GET.get("soort", ""))
    first = {"kind": found.kind, "concepts": found.concepts, "form_key": uuid4()}
    form = RoundForm(request.POST or None, project=project, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = rounds.plan_round(project=project, by=request.user, **form.values)
        except ValidationError as error:
            refuse(form, error)
        else:
            return to("ronde_wie", project, made.number)
    back = url_of("concepten", project)
    return shown(request, "ronde_gegevens", project, form=form, back=back, anything=found.anything)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request, slug: str, number: int):
    test_round = round_of(request, slug, number, edits=True)
    project = test_round.project
    if test_round.status == Status.CLOSED:
        return to("ronde", project, number)
    first = first_values(test_round, project.organisation.time_zone)
    form = RoundForm(request.POST or None, project=project, test_round=test_round, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            told = rounds.change_round(test_round=test_round, by=request.user, **form.values)
        except ValidationError as error:
            refuse(form, error)
        else:
            words = _("Bewaard. Iedereen krijgt een nieuwe uitnodiging.") if told else _("Bewaard.")
            messages.success(request, words)
            return to("ronde", project, number)
    back = url_of("ronde", project, number)
    return shown(request, "ronde_gegevens", project, form=form, back=back, round=test_round, anything=True)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def open_(request, slug: str, number: int):
    """Invite: GET asks, POST does."""
    test_round = round_of(request, slug, number, edits=True)
    project = test_round.project
    if test_round.status != Status.PLANNED:
        return to("ronde", project, number)
    people = test_round.people.count()
    if request.method == "POST":
        try:
            if rounds.open_round(test_round=test_round, by=request.user):
                messages.success(request, _("De uitnodigingen vertrekken nu."))
        except (gate.GateClosed, rounds.RoundNotReady, NotReady) as refused:
            messages.error(request, str(refused))
        return to("ronde", project, number)
    question = ngettext("Nodig je %(n)d collega uit?", "Nodig je %(n)d collega's uit?", people) % {"n": people}
    return confirm(
        request,
        project,
        vraag=question,
        uitleg=_(
            "Ze krijgen één mail: wat ze uitproberen, wanneer en waar, met een bestand voor hun agenda. In die mail staat ook de link om nadien te vertellen hoe het ging. Dat is op naam. Daarna liggen de concepten en de lijst vast."
        ),
        actie=invite_words(test_round, people),
        terug_url=url_of("ronde", project, number),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def close(request, slug: str, number: int):
    """End it: GET asks, POST does."""
    test_round = round_of(request, slug, number, edits=True)
    project = test_round.project
    if test_round.status != Status.OPEN:
        return to("ronde", project, number)
    if request.method == "POST":
        if rounds.close_round(test_round=test_round, by=request.user):
            messages.success(request, _("De ronde is afgerond."))
        return to("ronde", project, number)
    return confirm(
        request,
        project,
        vraag=_("Rond je deze ronde af?"),
        uitleg=_(
            "Daarna kan niemand nog vertellen hoe het ging. Afspraken die mee zijn uitgeprobeerd, zijn dan getoetst. Dat kan je niet terugdraaien."
        ),
        actie=_("Rond de ronde af"),
        terug_url=url_of("ronde", project, number),
        gevaar=True,
        houden=_("Laat ze nog lopen"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove(request, slug: str, number: int):
    """Take away a round in preparation: GET asks, POST does."""
    test_round = round_of(request, slug, number, edits=True)
    project = test_round.project
    if test_round.status != Status.PLANNED:
        return to("ronde", project, number)
    if request.method == "POST":
        if rounds.remove_round(test_round=test_round, by=request.user):
            messages.success(request, _("De ronde is weg. De concepten blijven."))
        return to("concepten", project)
    return confirm(
        request,
        project,
        vraag=_("Haal je deze ronde weg?"),
        uitleg=_("Er is nog niemand uitgenodigd. De concepten blijven staan."),
        actie=_("Haal de ronde weg"),
        terug_url=url_of("ronde", project, number),
        gevaar=True,
        houden=_("Hou de ronde"),
    )


@require_safe
@login_required
def overview(request, slug: str):
    """All rounds, newest first."""
    project = results_project(request, slug)
    found = TestRound.objects.filter(project=project).annotate(asked=Count("people"))
    page = sheet(request, found.order_by("-number"))
    for test_round in page.object_list:
        test_round.project = project
        test_round.when = when_words(test_round)
    return shown(request, "rondes", project, page=page)
