"""Addresses of step 4: who is asked for a role and answers, whom people turn to, who looks after an agreement."""

from django.urls import path

from communicatie.views import answer, asks, contacts, coverage, owners

STEP = "trajecten/<slug:slug>/communicatie/"
ROLES = f"{STEP}rollen/"
ONE = f"{ROLES}<int:pk>/"
CONTACTS = f"{STEP}aanspreekpunten/"

urlpatterns: list = [
    path(ROLES, coverage.overview, name="rollen"),
    path(f"{ROLES}vragen/", asks.ask, name="rol_vragen"),
    path(f"{ROLES}voorbereid/", asks.prepared, name="rol_voorbereid"),
    path(ONE, asks.one, name="rol_vraag"),
    path(f"{ONE}voorwaarden/", asks.terms, name="rol_voorwaarden"),
    path(f"{ONE}zei-ja/", asks.note_yes, name="rol_zei_ja"),
    path(f"{ONE}opnieuw/", asks.send_again, name="rol_opnieuw"),
    path(f"{ONE}intrekken/", asks.withdraw, name="rol_intrekken"),
    path(f"{ONE}stoppen/", asks.stop, name="rol_stoppen"),
    path(f"{STEP}gezichten/", coverage.faces, name="ploeg_gezichten"),
    path(CONTACTS, contacts.overview, name="aanspreekpunten"),
    path(f"{CONTACTS}nieuw/", contacts.new, name="aanspreekpunt_nieuw"),
    path(f"{CONTACTS}<int:pk>/wijzig/", contacts.change, name="aanspreekpunt_wijzig"),
    path(f"{CONTACTS}<int:pk>/weg/", contacts.remove, name="aanspreekpunt_weg"),
    path(f"{STEP}eigenaars/", owners.overview, name="eigenaars"),
    # Public, with a secret link; in the logs it is masked as every address under /v/ (`trajecten.logs`).
    path("v/rol/<str:secret>/", answer.answer, name="v_rol"),
]
