"""Addresses of step 2: decisions, from the register to the page of who decides."""

from django.urls import path

from fundament.views import decider, deciding, decision_parts, decisions
from fundament.views.decision_parts import OPTION, PARTY, TASK

ALL = "trajecten/<slug:slug>/fundament/keuzes/"
ONE = f"{ALL}<int:pk>/"


def _of(kind: decision_parts.Kind, word: str) -> list:
    """Add, change, take away: of options, of who thinks along, of actions."""
    part = f"{ONE}{word}/<int:part>/"
    return [
        path(f"{ONE}{word}/nieuw/", decision_parts.new, {"kind": kind}, name=f"{kind.code}_nieuw"),
        path(part, decision_parts.change, {"kind": kind}, name=kind.code),
        path(f"{part}wis/", decision_parts.remove, {"kind": kind}, name=f"{kind.code}_wis"),
    ]


urlpatterns: list = [
    path(ALL, decisions.register, name="keuzes"),
    path(f"{ALL}lijst.csv", decisions.export, {"kind": "csv"}, name="keuzes_csv"),
    path(f"{ALL}lijst.xlsx", decisions.export, {"kind": "xlsx"}, name="keuzes_xlsx"),
    path(f"{ALL}nieuw/", decisions.new, name="keuze_nieuw"),
    path(ONE, decisions.decision_page, name="keuze"),
    path(f"{ONE}wijzig/", decisions.change, name="keuze_wijzig"),
    path(f"{ONE}aanleiding/", decisions.causes, name="keuze_aanleiding"),
    *_of(OPTION, "opties"),
    *_of(PARTY, "meedenkers"),
    *_of(TASK, "acties"),
    path(f"{ONE}acties/<int:part>/klaar/", decision_parts.task_done, name="actie_klaar"),
    path(f"{ONE}acties/<int:part>/open/", decision_parts.task_open, name="actie_open"),
    path(f"{ONE}voorleggen/", deciding.ask, name="keuze_voorleggen"),
    path(f"{ONE}terugnemen/", deciding.take_back, name="keuze_terugnemen"),
    path(f"{ONE}beslis/", decider.decide, name="beslis"),
    path(f"{ONE}herzien/", deciding.review, name="keuze_herzien"),
    path(f"{ONE}intrekken/", deciding.withdraw, name="keuze_intrekken"),
    path(f"{ONE}geen-afspraak/", deciding.no_agreement, name="keuze_zonder_afspraak"),
]
