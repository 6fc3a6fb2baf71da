"""An XLSForm as a questionnaire: which language is the Dutch one, then each row in turn."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from bevraging.exchange import kinds, xlsform_rows
from bevraging.exchange.building import Builder, Choice, Where, written_languages
from bevraging.exchange.headings import Heading, Table, first, raw_words, table_of
from bevraging.exchange.names import language_of
from bevraging.exchange.plain import plain
from bevraging.exchange.report import Imported, Report
from bevraging.exchange.sheets import FORMULA, Sheet
from organisatie.importing.limits import Unreadable

OWN = "trajecten"
"""The setting that marks a file of ours: its words are taken as they stand."""
READ = frozenset({
    "type", "name", "label", "hint", "required", "relevant", "constraint", "choice_filter", "appearance", "parameters",
    "calculation", "trajecten_type", "trajecten_flags", "trajecten_limits", "repeat_count", "disabled",
})  # fmt: skip
"""Columns that are read, or that only matter to rows nobody sees; any other one is reported once."""
READ_OF_CHOICES = frozenset({"list_name", "name", "value", "label", "trajecten_picture", "trajecten_house"})


def read_form(sheets: list[Sheet]) -> Imported:
    """The questionnaire in these sheets. Raises Unreadable (a sentence) when there is none in them."""
    by_name = {sheet.name.strip().casefold(): sheet for sheet in sheets}
    survey = _survey(sheets, by_name)
    settings = _settings(by_name.get("settings"))
    report = Report()
    choices = _choice_tables(by_name, report)
    lists = _lists(choices, report)
    base_name = _base_language(survey, settings, report)
    base = language_of(base_name)
    codes = _codes([survey, *choices], base_name, report)
    builder = Builder(report, base=base or "", ours=OWN in settings)
    reader = xlsform_rows.Rows(
        builder,
        survey,
        {name: [_choice(row, codes, where) for row, where in rows] for name, rows in lists.items()},
        codes,
    )
    reader.read()
    _unused_columns(survey, report)
    for table in choices:
        _unused_choice_columns(table, report)
    title = settings.get("form_title") or settings.get("title") or ""
    return Imported(
        questions=builder.questions,
        languages=_promised(settings, builder),
        translations={},
        title=plain(title)[:120],
        report=report,
        intro=plain(settings.get("trajecten_intro", ""))[:300],
        easy={"1": True, "0": False}.get(settings.get("trajecten_easy", "")),
    )


def _survey(sheets: list[Sheet], by_name: Mapping[str, Sheet]) -> Table:
    candidates = [by_name["survey"]] if "survey" in by_name else sheets
    for sheet in candidates:
        table = table_of(sheet, "type")
        if table is not None and (table.rows or len(candidates) == 1):
            if not table.rows:
                raise Unreadable(_("Op het blad «%(sheet)s» staat nog geen enkele vraag.") % {"sheet": sheet.name})
            return table
    if not any(sheet.rows for sheet in sheets):
        raise Unreadable(_("Dit bestand is leeg."))
    raise Unreadable(_("Dit is geen vragenlijst: we vinden geen blad «survey» met een kolom «type»."))


def _settings(sheet: Sheet | None) -> dict[str, str]:
    if sheet is None or len(sheet.rows) < 2:
        return {}
    titles, values = sheet.rows[0][1], sheet.rows[1][1]
    return {
        re.sub(r"[\s_]+", "_", title.strip().lower()): value.strip()
        for title, value in zip(titles, values, strict=False)
        if title.strip() and value.strip() and value != FORMULA
    }


def _choice_tables(by_name: Mapping[str, Sheet], report: Report) -> list[Table]:
    found = []
    for name in ("choices", "choices and columns", "external_choices"):
        if name not in by_name or not by_name[name].rows:
            continue
        table = table_of(by_name[name], "list_name")
        if table is None:
            sentence = _("Op dit blad vinden we geen kolom «list_name».")
            report.left_out(by_name[name].name, "", "list_name", sentence)
        else:
            found.append(table)
    return found


def _lists(tables: list[Table], report: Report) -> dict[str, list[tuple[dict[Heading, str], Where]]]:
    """The rows of each list of answers, by its name in small letters; one in another sheet («external») counts only where
    there is no other of that name."""
    found: dict[str, list[tuple[dict[Heading, str], Where]]] = {}
    for table in tables:
        for key, rows in _lists_on(table, report).items():
            found.setdefault(key, rows)
    return found


def _lists_on(table: Table, report: Report) -> dict[str, list[tuple[dict[Heading, str], Where]]]:
    found: dict[str, list[tuple[dict[Heading, str], Where]]] = {}
    for number, row in table.rows:
        where = Where(table.sheet, number)
        if key := first(row, "list_name"):
            found.setdefault(key.casefold(), []).append((row, where))
        else:
            reason = _("Bij dit antwoord staat geen lijst. We slaan deze rij over.")
            report.left_out(where.sheet, where.row, "list_name", reason)
    return found


def _choice(row: Mapping[Heading, str], codes: Mapping[str, str], where: Where) -> Choice:
    label = raw_words(row, "label", codes)
    name = first(row, "name") or first(row, "value") or next(iter(label.values()), "")
    return Choice(name, label, where, first(row, "trajecten_picture"), house=bool(first(row, "trajecten_house")))


def _base_language(survey: Table, settings: Mapping[str, str], report: Report) -> str:
    """The language, as written, whose words become the Dutch ones; empty for the column without a language."""
    written = survey.languages() or [""]
    for name in written:
        if language_of(name) == "nl":
            return name
    default = settings.get("default_language", "")
    wanted = language_of(default)
    chosen = next((one for one in written if one == default or (wanted and language_of(one) == wanted)), None)
    if chosen is None:
        chosen = "" if "" in written else written[0]
    said = chosen or default
    if said and (chosen or wanted not in ("", "nl")):
        report.changed(
            survey.sheet,
            survey.header_row,
            "label",
            _(
                "Deze lijst heeft geen Nederlands. De woorden in «%(language)s» staan er nu als de Nederlandse. Vertaal ze."
            )
            % {"language": said},
        )
    return chosen


def _codes(tables: list[Table], base: str, report: Report) -> dict[str, str]:
    """From a language as written to its code. The base is always among them, also when nobody knows its name; the answers
    may stand in other languages than the questions."""
    codes: dict[str, str] = {"": "", base: language_of(base)}
    for table in tables:
        for one in table.headings:
            if one.field not in ("label", "hint") or one.language in codes:
                continue
            if code := language_of(one.language):
                codes[one.language] = code
            elif one.field == "label":
                sentence = _("De taal «%(language)s» kennen we niet. Deze kolom valt weg.")
                report.left_out(table.sheet, table.header_row, one.title, sentence % {"language": one.language[:40]})
    return codes


def _unused_columns(survey: Table, report: Report) -> None:
    used = {one for _number, row in survey.rows if kinds.kind_of(first(row, "type")).what != "technical" for one in row}
    for one in dict.fromkeys(survey.headings):
        if one.title and one in used and one.field not in READ:
            report.left_out(survey.sheet, survey.header_row, one.title, _("Deze kolom nemen we niet over."))


def _unused_choice_columns(table: Table, report: Report) -> None:
    used = {one for _number, row in table.rows for one in row}
    for one in dict.fromkeys(table.headings):
        if one.title and one in used and one.field not in READ_OF_CHOICES:
            report.left_out(table.sheet, table.header_row, one.title, _("Deze kolom nemen we niet over."))


def _promised(settings: Mapping[str, str], builder: Builder) -> list[str]:
    if OWN in settings:
        return [code for code in settings.get("trajecten_languages", "").split() if language_of(code) == code]
    return written_languages(builder.questions)


__all__ = ["read_form"]
