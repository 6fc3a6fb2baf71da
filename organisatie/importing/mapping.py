"""Which column holds what. Titles are known in Dutch, French and English; who uploads may choose otherwise."""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

FIELDS = {
    "name": _("Naam"),
    "first_name": _("Voornaam"),
    "last_name": _("Achternaam"),
    "email": _("Mailadres"),
    "personnel_number": _("Personeelsnummer"),
    "location": _("Locatie"),
    "function": _("Functiegroep"),
    "shift": _("Dienst"),
    "language": _("Taal"),
    "active_from": _("In dienst vanaf"),
    "active_until": _("In dienst tot"),
}

TITLES = {
    "name": "naam, volledige naam, medewerker, werknemer, naam medewerker, name, full name, employee, nom complet, nom et prenom, collaborateur, personne",
    "first_name": "voornaam, roepnaam, first name, firstname, given name, prenom",
    "last_name": "achternaam, familienaam, last name, lastname, surname, family name, nom, nom de famille",
    "email": "e mail, email, mail, mailadres, e mailadres, emailadres, e mail adres, email address, e mail address, adresse e mail, adresse mail, courriel, werkmail, e mail werk",
    "personnel_number": "personeelsnummer, personeelsnr, pers nr, stamnummer, stamnr, nummer, nr, medewerkersnummer, employee number, employee id, staff number, personnel number, id, matricule, numero de personnel, numero",
    "location": "locatie, vestiging, plaats, site, afdeling, huis, campus, standplaats, location, office, department, lieu, etablissement, implantation, service",
    "function": "functie, functiegroep, functietitel, beroep, rol, job, job title, function, role, position, fonction, poste, metier",
    "shift": "dienst, ploeg, shift, uurrooster, team, equipe, horaire",
    "language": "taal, language, langue, voertaal",
    "active_from": "in dienst, in dienst vanaf, datum in dienst, startdatum, begindatum, van, vanaf, start, start date, hire date, active from, date d entree, debut, date de debut",
    "active_until": "uit dienst, in dienst tot, datum uit dienst, einddatum, tot, tot en met, end, end date, active until, date de sortie, fin, date de fin",
}
_KNOWN = {title: field for field, titles in TITLES.items() for title in titles.split(", ")}


def plain(title: str) -> str:
    """A title as it is compared: no accents, capitals, brackets or marks."""
    bare = unicodedata.normalize("NFKD", re.sub(r"\(.*?\)", "", title)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", " ", bare.lower()).strip()


def guess(header: list[str]) -> dict[str, int]:
    """{field: column} for the titles that we know; the first of two equal ones counts.

    «Nom» alone is the whole name; beside «Prénom» it is the family name. «Naam» beside «Voornaam» likewise.
    """
    found: dict[str, int] = {}
    for column, title in enumerate(header):
        field = _KNOWN.get(plain(title))
        if field and field not in found:
            found[field] = column
    if "first_name" in found and "last_name" not in found and "name" in found:
        found["last_name"] = found.pop("name")
    if "last_name" in found and "first_name" not in found and "name" not in found:
        found["name"] = found.pop("last_name")
    return found


def missing(mapping: dict[str, int]) -> bool:
    """Without a name there is nobody to make."""
    return "name" not in mapping and not {"first_name", "last_name"} & set(mapping)
