"""Invented data for /bouwstenen/: one story, with the cases that break layouts (80 characters, 12 groups, 0, 100)."""

from dataclasses import dataclass

from django import forms
from django.urls import reverse
from django.utils import timezone

from trajecten import charts
from trajecten.forms import BaseForm
from trajecten.icons import ICONS
from trajecten.support import SupportPoint
from trajecten.track import GateStatus, Station, StationStatus, Track, TrackGate

NAMES = (("bevraging", "Bevraging"), ("fundament", "Fundament"), ("toetsing", "Toetsing"), ("communicatie", "Communicatie"), ("uitrol", "Uitrol"), ("opvolging", "Opvolging"))  # fmt: skip


@dataclass(frozen=True)
class Row:
    """Stands in for a criterion with its outcome."""

    state: str
    text: str
    detail: str = ""
    remedy_url: str = ""
    remedy_label: str = ""
    kind: str = "must"


class ExampleForm(BaseForm):
    title = forms.CharField(
        label="Titel van de bevraging",
        help_text="Zo zien collega’s ze in hun mail.",
        error_messages={"required": "Schrijf een titel voor de bevraging"},
    )
    until = forms.DateField(label="Einddatum", error_messages={"required": "Kies een einddatum na vandaag"})
    about = forms.CharField(label="Waarover gaat het?", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    place = forms.ChoiceField(
        label="Locatie", choices=[("", "Kies een locatie"), ("a", "Aalst"), ("n", "Ninove")], required=False
    )
    mode = forms.ChoiceField(
        label="Hoe luister je?",
        choices=[("b", "Bevraging en gesprekken"), ("q", "Enkel gesprekken")],
        widget=forms.RadioSelect,
    )
    remind = forms.BooleanField(label="Stuur twee herinneringen", required=False)


def track(current: int, *, subs=("",) * 6, gates=(), points=(), target=60) -> Track:
    stations = [
        Station(
            n,
            name,
            StationStatus("done" if n < current else "now" if n == current else "later"),
            subs[n - 1],
            f"#{slug}",
        )
        for n, (slug, name) in enumerate(NAMES, 1)
    ]
    words = {
        "open": "open",
        "almost": "nog 2 punten",
        "closed": "dicht",
        "ready": "wacht op Karel",
        "waiting": "nog even wachten",
        "open_with_condition": "open, afspraak tegen 1 april",
    }
    marks = [
        TrackGate(i + 1, GateStatus(g), f"Poort naar {NAMES[i + 1][1]}: {words[g]}", "#") for i, g in enumerate(gates)
    ]
    return Track(
        stations,
        marks,
        stations[current - 1],
        [SupportPoint(step, value, n, small_group=small) for step, value, n, small in points],
        target,
    )


def example_track() -> Track:
    return track(
        3,
        subs=(
            "klaar op 16 jan.",
            "klaar op 13 feb.",
            "ronde 2, sleutelfiguren",
            "hierna",
            "vanaf mei",
            "blijft doorlopen",
        ),
        gates=("open", "open_with_condition", "almost", "closed", "closed"),
        points=((1, 56, 132, False), (2, 52, 40, True), (3, 64, 118, False)),
    )


def other_tracks() -> list[tuple[str, Track]]:
    return [
        ("Pas begonnen, nog geen meting", track(1, gates=("closed",) * 5)),
        ("Minder dan 5 antwoorden: het punt staat er niet", track(2, gates=("open", "ready", "closed", "closed", "closed"), points=((1, 0, 30, False), (2, 80, 4, False)))),
        ("Stap 6, alles open, 100%", track(6, gates=("open",) * 5, points=((1, 56, 130, False), (2, 61, 120, False), (3, 64, 118, False), (4, 78, 90, False), (5, 88, 99, False), (6, 100, 101, False)), target=80)),
        ("Wachten", track(4, gates=("open", "open", "open", "waiting", "closed"), points=((1, 12, 60, False), (3, 40, 60, False)))),
    ]  # fmt: skip


GROUPS = [("Aalst", 46), ("Ninove", 35), ("Zottegem", 27), ("Geraardsbergen + Denderleeuw", 24)]
STATEMENTS = (
    ("Ik zie het nut van digitale werkbonnen.", (5, 15, 29, 54, 29), (65, 69, 59, 54)),
    ("Ik weet bij wie ik terechtkan met een vraag.", (7, 18, 28, 53, 26), (63, 66, 56, 50)),
    ("Ik heb er zin in.", (11, 25, 36, 40, 20), (50, 54, 41, 33)),
    ("Onze ploegen pakken werkbonnen overal op dezelfde manier aan.", (24, 45, 28, 26, 9), (39, 33, 14, 12)),
)


def likert_rows(groups=GROUPS) -> list[charts.LikertRow]:
    rows = []
    for text, counts, parts in STATEMENTS:
        shares = charts.shares(counts)
        cells = [charts.Cell(name, parts[i % len(parts)], n) for i, (name, n) in enumerate(groups)]
        rows.append(charts.LikertRow(text, shares, shares[3] + shares[4], sum(counts), cells, max(parts) - min(parts)))
    return rows


def confirm() -> dict:
    return {
        "vraag": "Verstuur je de bevraging naar 178 collega’s?",
        "uitleg": "De mail vertrekt nu. Daarna kan je de vragen niet meer wijzigen. Wie niet antwoordt, krijgt op 9 en 14 januari een herinnering.",
        "actie": "Verstuur naar 178 collega’s",
        "terug_url": reverse("pages:bouwstenen"),
    }


def context(query) -> dict:
    form = ExampleForm({} if "fout" in query else None)
    many = [(f"Locatie {n}", 20 + n) for n in range(1, 13)]
    return {
        "form": form,
        "track": example_track(),
        "tracks": other_tracks(),
        "gate_states": [("closed", "Dicht", "later aan de beurt"), ("almost", "Bijna", "nog 2 punten"), ("ready", "Klaar", "wacht op Karel"), ("waiting", "Wachten", "nog één ding nodig"), ("open", "Open", "op 13 februari"), ("open_with_condition", "Open, met afspraak", "tegen 1 april")],
        "criteria": [
            Row("met", "Try-out met een kleine groep is gebeurd", "8 collega’s in Aalst, op 26 februari"),
            Row("not_met", "Brede toetsing: 9 van de 12 sleutelfiguren gaven hun mening", "Nog te horen: Zottegem (2) en Denderleeuw (1).", "#", "Nodig uit"),
            Row("too_little", "Eén grote drempel staat nog open", "‘Tablet valt uit in de koelruimte.’ Joris zoekt een oplossing.", "#", "Bekijk"),
            Row("met", "Het draagvlak haalt het streefdoel", "64 op 100, streefdoel 60"),
            Row("not_met", "Elke locatie heeft een ambassadeur", "3 van 5 locaties.", "#", "Kies", kind="should"),
            Row("not_applicable", "Alle ploegen kregen een toelichting", "Er zijn geen ploegen gekozen."),
        ],
        "numbers": [("Deelname", "62%", "132 van 214"), ("Draagvlak", "56%", "streefdoel 60%"), ("Grootste spreidstand", "27", "punten verschil"), ("Open antwoorden", "88", "in 6 thema’s")],
        "likert": likert_rows(), "groups": GROUPS, "likert_many": likert_rows(many)[:1], "groups_many": many,
        "tab_items": [("overzicht", "Overzicht", "#"), ("afspraken", "Afspraken", "#"), ("ploeg", "Ploeg", "#"), ("kijker", "In de kijker", "#"), ("rapport", "Rapport", "#"), ("geschiedenis", "Geschiedenis", "#")],
        "options": [("door", "We gaan door", "De poort gaat open. De ploeg start met stap 4."), ("door-met", "We gaan door, met een afspraak", "Je schrijft op wat nog moet gebeuren, en tegen wanneer."), ("wachten", "Nog even wachten", "Je schrijft op wat jij nog nodig hebt. De ploeg gaat ermee aan de slag.")],
        "answers": [("1", "Nee, helemaal niet"), ("2", "Nee, eerder niet"), ("3", "Tussenin"), ("4", "Ja, eerder wel"), ("5", "Ja, helemaal")],
        "icons": list(ICONS), "now": timezone.now(), "long_name": "Samen zorgen voor een vlotte digitale overdracht tussen alle ploegen en diensten",
    }  # fmt: skip
