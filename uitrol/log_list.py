"""What was noted on the floor, as a list and as a file. With its day and without its hour or its writer."""

import io

from defusedcsv import csv
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from trajecten.models import Project
from uitrol.models import SupportLog


def logs_of(project: Project) -> QuerySet[SupportLog]:
    """Newest day first. Within a day by number, so that the order tells no hour; the author is not even read."""
    rows = SupportLog.objects.filter(project=project).select_related("location", "task", "theme", "barrier")
    return rows.defer("author").order_by("-happened_at__date", "kind", "key")


def as_csv(logs) -> bytes:
    """As Excel in Dutch opens it by itself: semicolons and a BOM. Every cell is text, never a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(
        [_("Dag"), _("Locatie"), _("Soort"), _("Taak"), _("Thema"), _("Collega's geholpen"), _("Opgelost"),
         _("Minuten"), _("In een paar woorden")]
    )  # fmt: skip
    for one in logs:
        writer.writerow(
            [timezone.localtime(one.happened_at).date().isoformat(), one.location, one.get_kind_display(),
             one.task or "", one.theme or "", one.helped, one.get_solved_display(), one.minutes or "",
             one.text.strip()]
        )  # fmt: skip
    return out.getvalue().encode("utf-8-sig")
