"""The way of an agreement: tested, in force, let go of, stopped."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fundament.actions import enforcing
from fundament.audience import locations_of
from fundament.forms_agreements import InForceForm, LetGoForm, StopForm, TestedForm
from fundament.models import AgreementVersion, InForce
from fundament.views.agreement_base import editable_agreement, shown, to, url_of, version_of
from trajecten import gate
from trajecten.form_errors import refuse
from trajecten.gate_words import still_open
from trajecten.templatetags.getallen import datum

Status = AgreementVersion.Status


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def tested(request, slug: str, pk: int, number: int):
    """Somebody says in one sentence how it was tried. A round of step 3 says the same by itself."""
    agreement = editable_agreement(request, slug, pk)
    project, version = agreement.project, version_of(agreement, number)
    if version.status != Status.CONCEPT:
        return to("afspraak", project, pk)
    form = TestedForm(request.POST or None)
    needs = _gate_needs(project, enforcing.TRY)
    if request.method == "POST" and not needs and form.is_valid():
        try:
            enforcing.mark_tested(version=version, by=request.user, how=form.cleaned_data["how"])
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Getoetst. Deze woorden blijven nu staan."))
            return to("afspraak", project, pk)
    back = url_of("afspraak", project, pk)
    context = {"form": form, "agreement": agreement, "version": version, "back": back, "needs": needs}
    return shown(request, "afspraak_getoetst", project, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def begin(request, slug: str, pk: int, number: int):
    """Where it goes in, from which day, what it replaces, and what is still needed before it can."""
    agreement = editable_agreement(request, slug, pk)
    project, version = agreement.project, version_of(agreement, number)
    if version.status not in (Status.TESTED, Status.IN_FORCE):
        messages.info(request, _("Probeer deze woorden eerst uit. Daarna kunnen ze ingaan."))
        return to("afspraak", project, pk)
    places, told, everywhere = _offered(version)
    if places is not None and not places:
        messages.info(request, _("Deze versie is overal ingegaan waar ze voor bedoeld is."))
        return to("afspraak", project, pk)
    form = InForceForm(request.POST or None, places=places, told=told)
    if request.method == "POST" and form.is_valid() and _begin(request, version, form):
        return to("afspraak", project, pk)
    context = {"agreement": agreement, "version": version, "form": form, "everywhere": everywhere}
    context |= {"back": url_of("afspraak", project, pk), "needs": _needs(request, agreement)}
    return shown(request, "afspraak_ingaan", project, **context)


def _begin(request, version: AgreementVersion, form: InForceForm) -> bool:
    data = form.cleaned_data
    try:
        enforcing.put_in_force(version=version, by=request.user, since=data["since"], locations=data.get("locations"))
    except ValidationError as error:
        refuse(form, error)
    except gate.GateClosed:
        return False  # the page says what is still needed
    else:
        messages.success(request, _("Mooi! Deze afspraak gaat in op %(day)s.") % {"day": datum(data["since"])})
        return True
    return False


def _offered(version: AgreementVersion):
    """The places where it can begin, per place what stands there now, and the same where there are no places."""
    agreement = version.agreement
    last = {}
    for row in InForce.objects.filter(agreement=agreement).select_related("version").order_by("since"):
        last[row.location_id] = row
    everywhere = locations_of(agreement.project)
    if not everywhere:
        return None, {}, _replaces(last.get(None))
    meant = version.locations.all() or everywhere
    begun = [place for place, row in last.items() if _begun(row, version)]
    told = {place.pk: _replaces(last.get(place.pk) or last.get(None)) for place in meant}
    return meant.exclude(pk__in=[place for place in begun if place]), told, ""


def _begun(row: InForce, version: AgreementVersion) -> bool:
    """Nothing to do there any more: it holds, or a newer version does."""
    if row.version is None:
        return False
    return row.version.number > version.number or (row.version_id == version.pk and row.since <= timezone.localdate())


def _replaces(row: InForce | None) -> str:
    if row is None or row.version is None:
        return ""
    if row.since > timezone.localdate():
        return _("versie %(n)s staat klaar voor %(day)s") % {"n": row.version.number, "day": datum(row.since)}
    return _("vervangt versie %(n)s, die geldt sinds %(day)s") % {"n": row.version.number, "day": datum(row.since)}


def _needs(request, agreement) -> list[dict]:
    """What must happen first, each with where: an owner, the gate."""
    project, found = agreement.project, []
    if agreement.owner_id is None:
        text = _("Kies eerst een eigenaar. Zo weet iedereen bij wie ze terechtkunnen.")
        url = url_of("afspraak_gegevens", project, agreement.pk)
        found.append({"title": _("Nog geen eigenaar"), "text": text, "url": url, "label": _("Kies een eigenaar")})
    return found + _gate_needs(project, enforcing.GUARD)


def _gate_needs(project, action: str) -> list[dict]:
    """The gate, when `action` waits for it."""
    try:
        gate.require(project, action)
    except gate.GateClosed as closed:
        open_points = [result.title for result in still_open(gate.evaluate(project, project.step))]
        text = str(closed)
        if open_points:
            text += " " + _("De poort vraagt nog: %(points)s.") % {"points": ", ".join(map(str, open_points))}
        url = reverse("trajecten:poort", args=[project.slug, project.step])
        return [{"title": _("De poort is nog dicht"), "text": text, "url": url, "label": _("Bekijk de poort")}]
    return []


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def let_go(request, slug: str, pk: int, number: int):
    """A version in the making goes; what holds now goes on."""
    agreement = editable_agreement(request, slug, pk)
    project, version = agreement.project, version_of(agreement, number)
    if version.status not in (Status.CONCEPT, Status.TESTED):
        return to("afspraak", project, pk)
    form = LetGoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        enforcing.withdraw(version=version, by=request.user, why=form.cleaned_data["why"])
        messages.success(request, _("Deze versie is weg. De vorige blijft wat ze was."))
        return to("afspraak", project, pk)
    context = {
        "title": _("Laat je versie %(n)s vallen?") % {"n": number},
        "told": _("Ze blijft te lezen bij de versies. Wat nu geldt, blijft gelden."),
        "action": _("Laat deze versie vallen"),
        "keep": _("Hou ze"),
    }
    return _asked(request, agreement, form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def stop(request, slug: str, pk: int):
    """All of it ends, with a day and a reason."""
    agreement = editable_agreement(request, slug, pk)
    if not any(one.status in ("concept", "tested", "in_force") for one in agreement.standing.versions):
        return to("afspraak", agreement.project, pk)
    form = StopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            enforcing.end_agreement(agreement=agreement, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Deze afspraak is gestopt. Alles blijft te lezen."))
            return to("afspraak", agreement.project, pk)
    context = {
        "title": _("Stop je met deze afspraak?"),
        "told": _("Ze geldt dan nergens meer, ook niet waar ze nog moest ingaan. Alles blijft te lezen."),
        "action": _("Stop deze afspraak"),
        "keep": _("Hou ze"),
    }
    return _asked(request, agreement, form, **context)


def _asked(request, agreement, form, **context):
    project = agreement.project
    context |= {"form": form, "agreement": agreement, "back": url_of("afspraak", project, agreement.pk)}
    return shown(request, "afspraak_stop", project, **context)
