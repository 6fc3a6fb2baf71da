"""Before and after: what was found on a version of a concept, and what the next version did with it."""

from collections import defaultdict
from itertools import pairwise

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from toetsing import finding_list
from toetsing.models import Concept, ConceptVersion, Finding
from toetsing.views.base import readable_project, sheet, shown
from toetsing.word_diff import word_diff

PER_PAGE = 10
"""Two texts and their difference take room."""


@require_safe
@login_required
def page(request, slug: str, pk: int):
    project = readable_project(request, slug)
    concept = get_object_or_404(Concept.objects.filter(project=project), pk=pk)
    versions = list(concept.versions.order_by("number"))
    pairs = list(pairwise(versions))
    page = sheet(request, pairs[::-1], PER_PAGE)
    found = _findings(project, concept, page.object_list)
    context = {
        "concept": concept,
        "page": page,
        "steps": [_step(before, after, found) for before, after in page.object_list],
        "only": versions[0] if len(versions) == 1 else None,
        "state": sentence(concept, versions),
    }
    return shown(request, "voor_na", project, **context)


def sentence(concept: Concept, versions: list[ConceptVersion]) -> str:
    if not versions:
        return _("Dit concept heeft nog geen versie.")
    n = len(versions)
    return ngettext("%(n)d versie, van %(first)s.", "%(n)d versies, van %(first)s tot %(last)s.", n) % {
        "n": n,
        "first": versions[0].label,
        "last": versions[-1].label,
    }


def _findings(project, concept: Concept, pairs) -> dict[int, list[Finding]]:
    """Per version on which it was found."""
    found = defaultdict(list)
    asked = [before.pk for before, _after in pairs]
    for one in finding_list.findings_of(project).filter(concept=concept, version__in=asked):
        one.words = finding_list.answer_words(one)
        one.tone = finding_list.TONES.get(one.severity, ("", ""))
        found[one.version_id].append(one)
    return found


def _step(before: ConceptVersion, after: ConceptVersion, found: dict[int, list[Finding]]) -> dict:
    mine = found.get(before.pk, [])
    return {
        "before": before,
        "after": after,
        "found": mine,
        "solved": [one for one in mine if one.adjusted_in_id == after.pk],
        "diff": word_diff(before.text, after.text) if before.text and after.text else "",
    }
