"""A list as a file to take along: the same rows as CSV or as a workbook, written by one hand for every room."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

from organisatie import exporting

CSV, XLSX = "csv", "xlsx"
MIMES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def list_file(rows: Iterable[Iterable[Any]], kind: str, name: str, title: str) -> HttpResponse:
    """`rows` begin with the heads; `title` names the sheet of a workbook. Every cell is text, never a formula."""
    texts = [[_text(cell) for cell in row] for row in rows]
    content = exporting.as_xlsx(texts, title) if kind == XLSX else exporting.as_csv(texts)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"', "Cache-Control": "no-store"}
    return HttpResponse(content, MIMES[kind], headers=headers)


def _text(cell: Any) -> str:
    """What a program trims may not hide a formula; a day is written as every program reads it."""
    return "" if cell is None else str(cell).strip()
