"""The inventory as a list and as a file, under the four questions. Every cell of the file is text, never a formula."""

import io

from defusedcsv import csv
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bevraging.models import QUESTIONS, InventoryItem, Lens


def items_of(project, *, edits: bool) -> QuerySet[InventoryItem]:
    """In the order of the questions; who reads along gets what is confirmed."""
    found = InventoryItem.objects.filter(project=project).in_order()
    found = found.select_related("location", "theme__parent", "survey", "note__conversation")
    return found if edits else found.confirmed()


def question_of(lens: str) -> str:
    """The question that an item of this lens answers."""
    return next(str(question) for _code, question, lenses in QUESTIONS if lens in lenses)


def source_words(item: InventoryItem, *, edits: bool) -> str:
    """«Gesprek: nachtdienst van alle huizen», «Open antwoord: Hoe loopt het nu bij jou?». Who reads along gets the kind."""
    kind = item.get_source_display().capitalize()
    if item.survey is not None:
        return f"{kind}: {item.survey}"
    if item.note is not None and edits:
        return f"{kind}: {item.note.conversation}"
    return kind


def as_csv(items, *, edits: bool) -> bytes:
    """As Excel in Dutch opens it by itself: semicolons and a BOM."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([_("Vraag"), _("Soort"), _("Wat"), _("Locatie"), _("Thema"), _("Bron"), _("Toestand")])
    for item in items:
        writer.writerow(
            [
                question_of(item.lens),
                str(Lens(item.lens).label),
                item.text.strip(),  # what a program trims may not hide a formula
                item.location.name if item.location else "",
                item.theme.full_name if item.theme else "",
                source_words(item, edits=edits),
                item.get_status_display(),
            ]
        )
    return out.getvalue().encode("utf-8-sig")
