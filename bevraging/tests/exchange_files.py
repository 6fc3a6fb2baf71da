"""Look-alikes of the files people have: XLSForms as sheets, XLSX, CSV, and LimeSurvey exports of both generations."""

import base64
import io
import zlib
from html import escape

from bevraging.questions import (
    ABOVE,
    CHOICE,
    CHOICES,
    DATE,
    INFO,
    IS,
    IS_NOT,
    NUMBER,
    OPEN,
    RANKING,
    RATING,
    SCORE,
    SHORT,
    STATEMENT,
    YESNO,
    Condition,
    Option,
    Question,
)

Rows = list[list[object]]


def workbook(**sheets: Rows) -> bytes:
    """An .xlsx with these sheets, each a list of rows."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def form(survey: Rows, choices: Rows | None = None, **settings: str) -> bytes:
    """An XLSForm with `type, name, label` as the first columns of its survey, unless the first row says otherwise."""
    if "type" not in survey[0]:
        survey = [["type", "name", "label"], *survey]
    sheets = {"survey": survey}
    if choices is not None:
        sheets["choices"] = choices if "name" in choices[0] else [["list_name", "name", "label"], *choices]
    if settings:
        sheets["settings"] = [list(settings), list(settings.values())]
    return workbook(**sheets)


DOG_AND_CAT = [["dier", "hond", "Hond"], ["dier", "kat", "Kat"], ["dier", "geen", "Geen dier"]]


def every_type() -> list[Question]:
    """One question of each of our types, with every thing that a question can have."""
    options = (
        Option("hond", {"nl": "Hond", "fr": "Chien"}, "hond"),
        Option("kat", {"nl": "Kat", "fr": "Chat"}),
        Option("vis", {"nl": "=Vis", "fr": "Poisson"}),
    )
    return [
        Question("uitleg", INFO, {"nl": "Eerst dit.\n\nDan dat.", "fr": "D’abord."}, theme="Begin"),
        Question("stelling", STATEMENT, {"nl": "Ik vind snel info.", "fr": "Je trouve vite."}, theme="Begin", required=True),
        Question("dier", CHOICE, {"nl": "Welk dier?", "fr": "Quel animal ?"}, options=options, other=True, dont_know=True),
        Question("dieren", CHOICES, {"nl": "Welke dieren?", "fr": "Quels ?"}, options=options, other=True),
        Question("gevoel", RATING, {"nl": "Hoe loopt het?", "fr": "Ça va ?"}, faces=True, dont_know=True,
                 options=(Option("1", {"nl": "Moeilijk", "fr": "Difficile"}), Option("5", {"nl": "Vlot", "fr": "Bien"}))),
        Question("cijfer", SCORE, {"nl": "Hoeveel op 10?", "fr": "Combien ?"}, hint={"nl": "0 is slecht", "fr": "0 = mal"}),
        Question("mag", YESNO, {"nl": "Mag je mee?", "fr": "Tu viens ?"}, show_if=Condition("dier", IS, ("hond", "anders"))),
        Question("jaren", NUMBER, {"nl": "Hoeveel jaar?", "fr": "Combien d’ans ?"}, minimum="0", maximum="60.5"),
        Question("dag", DATE, {"nl": "Welke dag?", "fr": "Quel jour ?"}, minimum="2026-01-31",
                 show_if=Condition("jaren", ABOVE, ("5",))),
        Question("kort", SHORT, {"nl": "Je functie?", "fr": "Ta fonction ?"}, personal=True,
                 show_if=Condition("dieren", IS_NOT, ("kat", "vis"))),
        Question("open", OPEN, {"nl": "Nog iets?", "fr": "Autre chose ?"}, show_if=Condition("cijfer", ABOVE, ("7",))),
        Question("rang", RANKING, {"nl": "Wat eerst?", "fr": "Quoi d’abord ?"}, options=options, theme="Einde",
                 show_if=Condition("dag", IS, ("2026-02-01",))),
    ]  # fmt: skip


# An old .xls with two sheets (our own, written once): nothing we use can write one any more.
_OLD = (
    "c-rk)Pe>GD6o22$?7F+^{xJ<SkVVSMyhxWWIu(>bB-X`<z{cGVTiteTc9bkC%k~%qor*4kmo8QpD~hOFhrp;q5CmGM=oA=qP`CHq"
    "%x-D}xlocZZ~5N$-kb0JzBlvU_kFYTdL}kI@t|Q2R#6A2uv7?wf0<2S3l^0q;Ppa*#9|-7R`6&;Q80js^!wmR^{WcXA?14x6u7Uw"
    "Ko0N`+esLLu53oe*OB&f42GZ>+J%O-r@$R-VW{W0YM3XOZ(@Fr$3A7gmo3+sx8vAZaRO%au9iJc9UoVk_*xjbfQRh!o-J)q2QR6P"
    "FW(UMSRd>&Q%3sVywIps!6abjI%P(hMtT-%F@=-xtq=#8FRs<+anHWKb^&PrzS3UdV!x?q0Ao-%C8!YdSdc@Sy$o~1=7=24Lj>k|"
    "53Yd3>1-+?a|<wy)c_E~hGVVKA&FhaI3s-kX`@f3aUV8iT8<bQi^a3UDN`mR06DZKtX^8m$&@tFjk*v(&*$_Yn{+ItRK}A1(nPcY"
    "!<3n7fJ0e1B4s*0U>K%e39$77jlCFekGD|-@|=aoLRYpwo|0BhM>(C!S-ljJM$Va}3UJu4LUexceiL1>-&FG|tU{i|+a)>1YcYx^"
    "%EH~RZ;teJ>%D9l<1@xSiMG+Bg92P34|ERm6@GfSIsjVOV;A$QjJk#82IjRm2K(mjI!8D-&SS3e)n=S$H`7~v`!ab4%K0xxA2sGb"
    "={r%L>YO`YJM~VVfF?W{lju*sacC8-;`S|~$9l0B&YtywdHpZ@S3rq6u@{`<HUf(fVll?t*68VolBPJ%%GOlW)RLy5ra8#M1z9k%"
    "&lxWm*<aEKnNlPaKWc>RQvxVyJU?M7E|>~q1{@SSm%)-on4ywJn3c{93gZ&0>Vm2=Y8CQJ3TcEIc5qZi#VUnotPv{RcZX5~(-aP#"
    "20v*%YEUiljaq}MYYm2fQ-j4iQ(f!K?_|%d&LWPt;^M8W@U}A(T2WCHGiMvzvh9&a9(m-EM;@&v!RNRAwxT(2&VK&8VSm?I#J1#p"
    "Ci!pa7-aEh;os5&kip)B(X#4iGx$UiORUkS_`Q&*2WK~75c)Wd!LsWY-)F`0`&qMN^v^A!a_3(vC(ge-{|`u`H_`"
)


def old_workbook() -> bytes:
    """An .xls: «dier» (one of two, whose codes are numbers), «jaren» (asked when it is the first), and one named 3."""
    return zlib.decompress(base64.b85decode(_OLD))


# --- LimeSurvey --------------------------------------------------------------------------------


def _section(name: str, rows: list[dict[str, object]]) -> str:
    inside = "".join(
        "<row>" + "".join(f"<{key}><![CDATA[{value}]]></{key}>" for key, value in row.items()) + "</row>"
        for row in rows
    )
    return f"<{name}><fields/><rows>{inside}</rows></{name}>"


def lss(languages: tuple[str, ...] = ("nl",), version: int = 350, **sections: list[dict[str, object]]) -> bytes:
    """A LimeSurvey structure file; each section is a list of rows."""
    parts = "".join(_section(name, rows) for name, rows in sections.items())
    spoken = "".join(f"<language>{escape(code)}</language>" for code in languages)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>'
        f"<DBVersion>{version}</DBVersion><languages>{spoken}</languages>{parts}</document>"
    ).encode()
