"""The door: a file comes in, whatever it is, and a questionnaire or a clear sentence comes out."""

from django.utils.translation import gettext as _

from bevraging.exchange.report import Imported
from bevraging.questions import NotAQuestionnaire, dump, parse
from organisatie.importing.limits import MAX_FILE, Unreadable
from organisatie.importing.reader import OLE, OTHER_KINDS


def read(data: bytes) -> Imported:
    """The questionnaire in a file: XLSForm (.xlsx, .xls, .csv), LimeSurvey (.lss) or our own JSON.

    Raises Unreadable with a sentence when there is none in it. The questions are valid together, and may be none at all:
    then the report says why.
    """
    if len(data) > MAX_FILE:
        raise Unreadable(too_large())
    if not data.strip():
        raise Unreadable(_("Dit bestand is leeg."))
    for start, kind in OTHER_KINDS.items():
        if data.startswith(start):
            raise Unreadable(_("Dit is %(kind)s, geen vragenlijst.") % {"kind": kind})
    found = _read(data)
    if found.questions and any(question.is_asked for question in found.questions):
        try:
            parse(dump(found.questions))
        except NotAQuestionnaire as error:
            raise Unreadable(str(error)) from error
    return found


def too_large() -> str:
    return _("Dit bestand is groter dan 5 MB. Een vragenlijst is veel kleiner.")


def _read(data: bytes) -> Imported:
    from bevraging.exchange import sheets
    from bevraging.exchange.xlsform_in import read_form

    if data.startswith(b"PK"):
        if b".lss" in data[:20_000]:
            raise Unreadable(_("Dit is een archief van LimeSurvey (.lsa). Bewaar daar de lijst zelf (.lss)."))
        return read_form(sheets.from_xlsx(data))
    if data.startswith(OLE):
        return read_form(sheets.from_xls(data))
    start = data[:400].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1]
    if start == b"{":
        from bevraging.exchange.own import read_own

        return read_own(data)
    if start == b"<":
        from bevraging.exchange.lss_in import read_lss

        return read_lss(data)
    return read_form(sheets.from_csv(data))


__all__ = ["read", "too_large"]
