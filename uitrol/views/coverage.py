"""Coverage: per task and per location how many learned what they need. Numbers only."""

import io
from typing import Any

from defusedcsv import csv
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bevraging.views.listening import results_project
from uitrol.coverage import Coverage, Share, coverage_of
from uitrol.views.training_base import shown

MOST_COLUMNS = 8
"""More locations than this make a table that nobody reads across; then each stands in the list, and all in the file."""


@require_safe
@login_required
def overview(request, slug: str):
    project = results_project(request, slug)
    found = coverage_of(project)
    wide = 0 < len(found.places) <= MOST_COLUMNS
    context = {
        "coverage": found,
        "places": [(name or _("zonder locatie"), found.at(pk)) for pk, name in found.places.items()],
        "columns": [name or _("zonder locatie") for name in found.places.values()] if wide else [],
        "lines": [_line(one, found, wide=wide) for one in found.tasks],
        "state": _sentence(found),
    }
    return shown(request, "dekking", project, **context)


def _line(task: Any, found: Coverage, *, wide: bool) -> dict[str, Any]:
    cells = [(name or _("zonder locatie"), task.places.get(pk, Share())) for pk, name in found.places.items()]
    return {"task": task, "total": task.total, "cells": cells if wide else []}


def _sentence(found: Coverage) -> str:
    total = found.total
    if total.percent is None:
        return _("Er is nog geen taak die iemand hier leert.")
    values = {"share": total.percent, "n": total.learned, "total": total.required}
    return _("%(share)s%% is geleerd: %(n)d van %(total)d keer een collega en een taak.") % values


@require_safe
@login_required
def export(request, slug: str):
    """A row for each task and location, as Excel in Dutch opens it by itself."""
    project = results_project(request, slug)
    found = coverage_of(project)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([_("Taak"), _("De taak in één zin"), _("Locatie"), _("Nodig"), _("Geleerd"), _("Dekking in %")])
    for task in found.tasks:
        for pk, share in task.places.items():
            place = found.places[pk] or _("zonder locatie")
            # What a program trims may not hide a formula.
            row = [task.code, task.sentence.strip(), place.strip(), share.required, share.learned, share.percent]
            writer.writerow(row)
    name = f"dekking-{project.slug}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse("\ufeff" + out.getvalue(), "text/csv; charset=utf-8", headers=headers)
