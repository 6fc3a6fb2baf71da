"""Agreements: the list, one of them with its words and where it holds, and what differs between two versions."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from bevraging.views.listening import results_project, sheet
from fundament.actions.enforcing import GUARD
from fundament.agreement_list import ENDED, IN_FORCE, PLANNED, for_pages, with_audience, with_standing
from fundament.agreement_sheet import tones_of
from fundament.diffing import changes
from fundament.filters_agreements import AgreementFilter
from fundament.models import Agreement, AgreementVersion
from fundament.views.agreement_base import agreement_of, shown
from trajecten.steps import guarding

Status = AgreementVersion.Status


@require_safe
@login_required
def overview(request, slug: str):
    """All agreements of the project, one sentence each, under their framework."""
    project = results_project(request, slug)
    rows = Agreement.objects.filter(project=project).order_by("framework__name", "framework_id", "number")
    frameworks, functions = list(project.frameworks.all()), project.organisation.functions.all()
    found = AgreementFilter(request.GET, queryset=rows, frameworks=frameworks, functions=functions)
    page = sheet(request, for_pages(found.qs))
    tones = tones_of(frameworks)
    page.object_list = with_standing(page.object_list)
    for one in page.object_list:
        one.tone = tones[one.framework_id]
    context = {
        "filter": found,
        "page": page,
        "frameworks": frameworks,
        "state": how_many(page.paginator.count, filtered=found.is_used),
    }
    return shown(request, "afspraken", project, tab="afspraken", **context)


def how_many(count: int, *, filtered: bool) -> str:
    if filtered:
        return ngettext("%(n)d afspraak gevonden.", "%(n)d afspraken gevonden.", count) % {"n": count}
    if not count:
        return _("Er zijn nog geen afspraken.")
    return ngettext("%(n)d afspraak, in één zin.", "%(n)d afspraken, elk in één zin.", count) % {"n": count}


@require_safe
@login_required
def agreement_page(request, slug: str, pk: int):
    agreement = agreement_of(request, slug, pk)
    project = agreement.project
    versions = list(with_audience(agreement.versions.order_by("-number")))
    standing = agreement.standing
    by_key = {version.pk: version for version in versions}
    main = by_key[standing.shown.pk] if standing.shown else None
    making = by_key[standing.making.pk] if standing.making else None
    concepts = list(agreement.concepts.all())
    context = {
        "agreement": agreement,
        "concepts": concepts,
        "standing": standing,
        "versions": [(version, earlier) for version, earlier in zip(versions, [*versions[1:], None], strict=True)],
        "main": main,
        "making": making if making != main else None,
        "step": next_step(agreement, making, concepts),
        "decisions": list(agreement.decisions.all()),
        "state": sentence(agreement),
        "may_begin_elsewhere": making is None and main is not None and main.status == Status.IN_FORCE,
        "ended": standing.state == ENDED,
    }
    return shown(request, "afspraak", project, **context)


def next_step(agreement: Agreement, making: AgreementVersion | None, concepts: list) -> tuple[str, str]:
    """(label, address): the one thing to do next. A concept is tried with colleagues; a round then says it was tested."""
    slug, pk = agreement.project.slug, agreement.pk
    if making is None:
        return _("Maak een nieuwe versie"), reverse("fundament:afspraak_versie", args=[slug, pk])
    if making.status == Status.TESTED and not may_begin(agreement):
        return _("Bekijk de poort"), reverse("trajecten:poort", args=[slug, guarding(GUARD).number - 1])
    if making.status == Status.TESTED:
        return _("Laat de afspraak ingaan"), reverse("fundament:afspraak_ingaan", args=[slug, pk, making.number])
    if concepts:
        concept = concepts[0]
        return _("Probeer uit: %(name)s") % {"name": concept.name}, reverse("toetsing:concept", args=[slug, concept.pk])
    return _("Probeer ze uit"), reverse("toetsing:concept_nieuw", args=[slug]) + f"?afspraak={pk}"


def sentence(agreement: Agreement) -> str:
    """«A03. Van kracht: versie 2 sinds 3 maart, overal.»"""
    standing = agreement.standing
    if standing.state in (IN_FORCE, PLANNED):
        return f"{agreement.code}. {standing.label}. " + " ".join(f"{line}." for line in standing.where)
    if standing.state == ENDED:
        return f"{agreement.code}. " + _("Deze afspraak is gestopt.")
    if standing.making.status == Status.CONCEPT:
        return f"{agreement.code}. " + _("Een concept: probeer het uit met enkele collega's.")
    if not may_begin(agreement):
        step = guarding(GUARD)
        return f"{agreement.code}. " + _("Getoetst. Ze gaat in zodra de poort naar %(step)s open is.") % {
            "step": step.name
        }
    return f"{agreement.code}. " + _("Getoetst. Nu kan ze ingaan.")


def may_begin(agreement: Agreement) -> bool:
    """Whether the project is past the gate, as far as this page knows: the action looks again."""
    return agreement.project.step >= guarding(GUARD).number


@require_safe
@login_required
def diff(request, slug: str, pk: int):
    """Two versions beside each other; without a choice the last two."""
    agreement = agreement_of(request, slug, pk)
    newest = agreement.standing.versions[0].number if agreement.standing.versions else 0
    before, after = _number(request, "van", newest - 1), _number(request, "naar", newest)
    found = {one.number: one for one in with_audience(agreement.versions.filter(number__in=[before, after]))}
    if len(found) < 2:
        raise Http404
    old, new = found[before], found[after]
    context = {
        "agreement": agreement,
        "old": old,
        "new": new,
        "changes": changes(old, new),
        "numbers": sorted(one.number for one in agreement.standing.versions),
        "state": _("%(code)s, van versie %(old)s naar versie %(new)s.")
        % {"code": agreement.code, "old": before, "new": after},
    }
    return shown(request, "afspraak_verschil", agreement.project, **context)


def _number(request, name: str, otherwise: int) -> int:
    """A small number out of the address; anything else is no page of ours."""
    value = request.GET.get(name, str(otherwise))
    if not (value.isdecimal() and value.isascii() and len(value) < 6):
        raise Http404
    return int(value)
