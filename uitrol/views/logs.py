"""What ambassadors noted, for who leads: how much, about what and where. Nowhere by whom."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from trajecten import access
from trajecten.list_file import list_file
from trajecten.templatetags.getallen import decimaal, getal
from uitrol import log_list, noting, support_charts, support_counts
from uitrol.actions import barriers
from uitrol.filters_support import LogFilter
from uitrol.models import SupportLog
from uitrol.views.base_support import csv_answer, readable_project, sheet, shown, to

RECENT = 28
"""Days of «de laatste 4 weken»."""


@require_safe
@login_required
def overview(request, slug: str):
    project = readable_project(request, slug)
    zone = ZoneInfo(project.organisation.time_zone)
    recent, rows = _since(request, project, zone)
    weeks = support_counts.weeks_of(project, zone)
    cooling = support_counts.cooling_of(weeks, timezone.localdate(timezone=zone))
    heat = support_counts.heat_of(project, rows)
    open_ones = _open_counts(project)
    context = {
        "weeks": weeks,
        "heat": heat,
        "recent": recent,
        "cooling": cooling,
        "cooling_words": cooling_words(cooling),
        "figures": figures(weeks, open_ones),
        "waiting": open_ones["waiting"],
        "heat_chart": support_charts.heat_svg(heat) if heat.rows else "",
        "curve": support_charts.curve_svg(weeks) if weeks else "",
        "state": how_much(weeks),
        "notes": access.may_note_support(request.user, project),
    }
    return shown(request, "ondersteuning", project, **context)


def _since(request, project, zone: ZoneInfo):
    """Whether the last four weeks were asked for, and what was noted in that time."""
    recent, rows = request.GET.get("periode") == "4w", project.support_logs.all()
    if recent:
        rows = rows.filter(happened_at__gte=noting.monday(zone=zone) - timedelta(days=RECENT))
    return recent, rows


@require_safe
@login_required
def counts(request, slug: str, kind: str):
    """How much was asked about what and where, as a file: numbers only, no words and no moment of anybody."""
    project = readable_project(request, slug)
    _recent, rows = _since(request, project, ZoneInfo(project.organisation.time_zone))
    return list_file(support_counts.table(rows), kind, f"steun-aantallen-{project.slug}", _("Ondersteuning"))


def _open_counts(project) -> dict[str, int]:
    """What waits to become a barrier, and what was solved on the spot. One query."""
    asks = support_counts.ASKS
    handed = Q(solved=SupportLog.Solved.PASSED_ON, barrier__isnull=True)
    counts = {"asked": Count("pk", filter=asks), "solved": Count("pk", filter=asks & Q(solved="yes"))}
    return project.support_logs.aggregate(waiting=Count("pk", filter=handed), **counts)


def figures(weeks, counts: dict[str, int]) -> list[tuple]:
    asked = counts["asked"]
    share = f"{round(100 * counts['solved'] / asked)}%" if asked else "–"
    return [
        (_("Momenten"), getal(sum(week.entries for week in weeks)), _("sinds de start")),
        (_("Keer een collega geholpen"), getal(sum(week.helped for week in weeks)), _("alles samen")),
        (_("Ter plekke opgelost"), share, _("van de vragen en drempels")),
    ]


def how_much(weeks) -> str:
    n = sum(week.entries for week in weeks)
    if not n:
        return _("Er is nog niets genoteerd op de werkvloer.")
    return ngettext("%(n)d moment genoteerd.", "%(n)d momenten genoteerd.", n) % {"n": n}


def cooling_words(cooling) -> str:
    """«De laatste 2 weken vroegen collega's gemiddeld 20,5 keer hulp. Dat is 34% van de drukste week.»"""
    if cooling is None:
        return _("Na 2 volle weken zie je hier of er minder hulp gevraagd wordt.")
    return _(
        "De laatste 2 volle weken vroegen collega’s gemiddeld %(mean)s keer hulp. "
        "Dat is %(share)d%% van de drukste week (%(peak)d)."
    ) % {"mean": decimaal(cooling.mean), "share": cooling.share, "peak": cooling.peak.asked}


@require_safe
@login_required
def rows(request, slug: str):
    project = readable_project(request, slug)
    found = LogFilter(request.GET, project=project, queryset=log_list.logs_of(project))
    count = found.qs.count()
    state = ngettext("%(n)d moment.", "%(n)d momenten.", count) % {"n": count}
    page = sheet(request, found.qs, count)
    return shown(request, "ondersteuning_lijst", project, filter=found, page=page, state=state)


@require_safe
@login_required
def export(request, slug: str):
    project = readable_project(request, slug)
    found = LogFilter(request.GET, project=project, queryset=log_list.logs_of(project))
    return csv_answer(log_list.as_csv(found.qs), f"ondersteuning-{project.slug}")


@require_POST
@login_required
def pass_on(request, slug: str, pk: int):
    """An entry becomes a barrier in one click; pressed twice it is still one."""
    project = access.editable_project(request, slug)
    log = get_object_or_404(SupportLog.objects.select_related("location", "task", "theme"), pk=pk, project=project)
    log.project = project
    try:
        barrier, fresh = barriers.pass_on(log=log, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return to("ondersteuning_lijst", project)
    if fresh:
        messages.success(request, _("%(code)s is genoteerd. Kies wie het oppakt.") % {"code": barrier.code})
    return to("drempel", project, barrier.number)
