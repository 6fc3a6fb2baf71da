"""Pictograms beside an answer, for who reads with difficulty: one line each, drawn by us on 24 × 24.

They never stand alone: the words are always there too. Add a drawing here, nowhere else.
"""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from bevraging.languages import chrome
from bevraging.questions import NO_CODE, YES_CODE


@dataclass(frozen=True)
class Picture:
    path: str
    nl: str
    fr: str
    en: str

    def label(self, language: str) -> str:
        return str(getattr(self, chrome(language)))


_ROUND = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z"
PICTURES: dict[str, Picture] = {
    "duim_op": Picture("M7 11v9H4v-9zM7 11l4-8c1.7 0 2.6 1.2 2.3 2.8L12.6 9H19a2 2 0 0 1 2 2.4l-1.5 7A2 2 0 0 1 17.6 20H7", "duim omhoog", "pouce levé", "thumb up"),
    "duim_neer": Picture("M7 13V4H4v9zM7 13l4 8c1.7 0 2.6-1.2 2.3-2.8l-.7-3.2H19a2 2 0 0 0 2-2.4l-1.5-7A2 2 0 0 0 17.6 4H7", "duim omlaag", "pouce baissé", "thumb down"),
    "telefoon": Picture("M6 3h3l2 5-2.4 1.6a12 12 0 0 0 5.8 5.8L16 13l5 2v3a3 3 0 0 1-3.2 3A16 16 0 0 1 3 6.2 3 3 0 0 1 6 3z", "telefoon", "téléphone", "phone"),
    "gsm": Picture("M8 2.5h8a2 2 0 0 1 2 2v15a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2v-15a2 2 0 0 1 2-2zM11 18.5h2", "gsm", "GSM", "mobile phone"),
    "tablet": Picture("M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM3 17h18M11 19h2", "tablet", "tablette", "tablet"),
    "computer": Picture("M4 4h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM12 16v4M8 20h8", "computer", "ordinateur", "computer"),
    "mail": Picture("M4 5h16a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM3.5 6.5L12 13l8.5-6.5", "mail", "e-mail", "e-mail"),
    "papier": Picture("M6 2.8h8l4.5 4.5v14H6zM14 2.8v4.5h4.5M9 12h6M9 16h6", "papier", "papier", "paper"),
    "boek": Picture("M12 6c-2-1.6-5-2-8.5-1.6v14C7 18 10 18.4 12 20c2-1.6 5-2 8.5-1.6v-14C17 4 14 4.4 12 6zM12 6v14", "boek of schrift", "livre ou cahier", "book"),
    "bord": Picture("M3 4h18v12H3zM7 16l-2 5M17 16l2 5M7 8h7M7 12h10", "bord", "tableau", "board"),
    "gesprek": Picture("M4 5h16v11h-8l-5 4v-4H4zM8 9.2h8M8 12.2h5", "praten", "parler", "talking"),
    "persoon": Picture("M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 21c.6-4 3.6-6.5 7.5-6.5s6.9 2.5 7.5 6.5", "één persoon", "une personne", "one person"),
    "groep": Picture("M9 12a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.8 20c.5-3.8 3-6 6.2-6s5.7 2.2 6.2 6M16 5.4a3.4 3.4 0 0 1 0 6.3M18 14.6c1.9.9 3 2.8 3.2 5.4", "groep", "groupe", "group"),
    "huis": Picture("M3 11.5L12 4l9 7.5M5.5 10v10h13V10M10 20v-5h4v5", "huis", "maison", "house"),
    "gebouw": Picture("M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3", "gebouw", "bâtiment", "building"),
    "klok": Picture(f"{_ROUND}M12 7v5.3l3.4 2", "klok", "horloge", "clock"),
    "kalender": Picture("M4 5.5h16V20H4zM4 10h16M8 3v4M16 3v4", "kalender", "calendrier", "calendar"),
    "zon": Picture("M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2.5M12 19v2.5M2.5 12H5M19 12h2.5M5.3 5.3L7 7M17 17l1.7 1.7M18.7 5.3L17 7M7 17l-1.7 1.7", "zon, overdag", "soleil, le jour", "sun, day"),
    "maan": Picture("M19.5 14.5A8 8 0 1 1 9.5 4.5a6.5 6.5 0 0 0 10 10z", "maan, ’s nachts", "lune, la nuit", "moon, night"),
    "auto": Picture("M3 16v-4l2.5-5.5h13L21 12v4zM3 12h18M6 16v2.5M18 16v2.5M6.5 14h1M16.5 14h1", "auto", "voiture", "car"),
    "fiets": Picture("M6 13a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM18 13a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM6 17l4-8h6l2 8M10 9l4 8M8.5 6h3M16 9l-1-4h2.5", "fiets", "vélo", "bicycle"),
    "eten": Picture("M7 3v7M4.5 3v4.5a2.5 2.5 0 0 0 5 0V3M7 10v11M16 13c-2 0-2.5-2-2.5-5S15 3 17 3v18", "eten", "manger", "food"),
    "koffie": Picture("M5 9h11v6a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4zM16 10.5h1.5a2.5 2.5 0 0 1 0 5H16M8 3v2.5M12 3v2.5", "koffie of thee", "café ou thé", "coffee or tea"),
    "hart": Picture("M12 20C5 15.5 3 12 3 8.8A4.7 4.7 0 0 1 12 7a4.7 4.7 0 0 1 9 1.8C21 12 19 15.5 12 20z", "hart, zorg", "cœur, soins", "heart, care"),
    "gereedschap": Picture("M14.5 6.5a4 4 0 0 1 5-3.5l-2.5 2.5 1.5 1.5L21 4.5a4 4 0 0 1-5.5 5L8 19.5a2 2 0 0 1-3-3z", "werk, gereedschap", "travail, outils", "work, tools"),
    "sleutel": Picture("M8 11a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM11 12l9-9M16 7l3 3M13.5 9.5l2 2", "sleutel", "clé", "key"),
    "geld": Picture("M3 7h18v10H3zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM6 10v4M18 10v4", "geld", "argent", "money"),
    "vraag": Picture(f"{_ROUND}M9 9.5a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 17.5v.1", "vraagteken", "point d’interrogation", "question mark"),
    "vink": Picture("M4 12.5l5.5 5.5L20 6.5", "vinkje", "coche", "check mark"),
    "kruis": Picture("M6 6l12 12M18 6L6 18", "kruisje", "croix", "cross"),
    "ster": Picture("M12 3l2.7 5.7 6.3.8-4.6 4.3 1.2 6.2L12 17l-5.6 3 1.2-6.2L3 9.5l6.3-.8z", "ster", "étoile", "star"),
    "slot": Picture("M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2", "slot, veilig", "cadenas, sûr", "lock, safe"),
    "oor": Picture("M7 10a5.5 5.5 0 1 1 10 3c-1.5 2-2.5 2.5-2.5 4.5a3 3 0 0 1-5.5 1.5M10 10a2.5 2.5 0 1 1 4 2c-1 .7-1.5 1-1.5 2", "oor, luisteren", "oreille, écouter", "ear, listening"),
    "oog": Picture("M2.5 12c2.5-4 5.8-6 9.5-6s7 2 9.5 6c-2.5 4-5.8 6-9.5 6s-7-2-9.5-6zM12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z", "oog, kijken", "œil, regarder", "eye, looking"),
}  # fmt: skip
THUMBS = {YES_CODE: "duim_op", NO_CODE: "duim_neer"}


def picture(name: str) -> SafeString | str:
    """The drawing as SVG; empty for a name that is not ours."""
    if name not in PICTURES:
        return ""
    path = PICTURES[name].path
    return mark_safe(  # noqa: S308  (our own drawing)
        f'<svg class="pictogram" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{path}"/></svg>'
    )


def picture_choices(language: str = "nl") -> list[tuple[str, str]]:
    """(name, label) of every pictogram, by label: to choose from."""
    return sorted(((name, one.label(language)) for name, one in PICTURES.items()), key=lambda pair: pair[1].casefold())
