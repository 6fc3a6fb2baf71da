"""Findings as a list and as a file: what is still open first, and of that the worst."""

import io

from defusedcsv import csv
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from toetsing.models import Finding
from trajecten.models import Project
from trajecten.track import day_month

Kind, Severity, Disposition = Finding.Kind, Finding.Severity, Finding.Disposition
LEFT = ~Q(kind=Kind.COMPLIMENT) & (
    Q(disposition="") | Q(severity=Severity.BLOCKING) & ~Q(disposition=Disposition.ADJUSTED)
)
"""What still asks for something: nobody said what is done with it, or it blocks and no version is without it yet."""
TONES = {Severity.BLOCKING: ("poort", "let"), Severity.ANNOYING: ("nog", "half"), Severity.SMALL: ("", "rond")}
"""The label and the icon of how bad it is; the word always stands beside it."""


def findings_of(project: Project) -> QuerySet[Finding]:
    """Open ones first, blocking before small, then as they were noted."""
    place = Case(*(When(severity=one, then=Value(n)) for n, one in enumerate(TONES)), default=Value(9))
    left = Case(When(LEFT, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = Finding.objects.filter(project=project).select_related(
        "concept", "version", "round", "adjusted_in", "owner"
    )
    return found.annotate(is_left=left).order_by("is_left", place, "number")


def is_left(finding: Finding) -> bool:
    """As LEFT, of one that was read already."""
    if finding.kind == Kind.COMPLIMENT:
        return False
    solved = finding.disposition == Disposition.ADJUSTED
    return not solved if finding.severity == Severity.BLOCKING else not finding.disposition


def answer_words(finding: Finding) -> str:
    """«Aangepast in 0.2», «Later, op 3 maart», «Bewust niet»; empty when nobody said it yet."""
    if finding.adjusted_in is not None:
        told = _("Beantwoord in %(version)s") if finding.kind == Kind.QUESTION else _("Aangepast in %(version)s")
        return told % {"version": finding.adjusted_in.label}
    if finding.later_on is not None:
        return _("Later, op %(day)s") % {"day": day_month(finding.later_on)}
    return _("Bewust niet") if finding.disposition == Disposition.NOT else ""


def as_csv(findings) -> bytes:
    """As Excel in Dutch opens it by itself: semicolons and a BOM. Every cell is text, never a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(
        [_("Code"), _("Concept"), _("Versie"), _("Ronde"), _("Soort"), _("Hoe erg"), _("Wat"), _("Wat doen we ermee"),
         _("Uitleg"), _("Wie pakt het op")]
    )  # fmt: skip
    for one in findings:
        writer.writerow(
            [one.code, one.concept.name, one.version.label, one.round.number if one.round else "", one.get_kind_display(),
             one.get_severity_display(), one.text.strip(), answer_words(one), one.answer.strip(), one.owner or ""]
        )  # fmt: skip
    return out.getvalue().encode("utf-8-sig")
