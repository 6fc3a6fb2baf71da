"""Addresses of the core: Vandaag, projects, the gate. The generic step page stands last; a step that is ready has its own."""

from django.urls import path

from trajecten.views import (
    decide,
    dossier,
    gate,
    history,
    projects,
    reminders,
    reminders_page,
    reports,
    settings,
    team,
    vandaag,
)

app_name = "trajecten"
urlpatterns = [
    path("", vandaag.home, name="home"),
    path("vandaag/", vandaag.vandaag, name="vandaag"),
    path("mijn/herinneringen/", reminders.mine, name="mijn_herinneringen"),
    # Public: a link in a mail.
    path("herinneringen/<str:secret>/", reminders.choose, name="herinneringen_keuze"),
    path("trajecten/", projects.lijst, name="lijst"),
    path("trajecten/lijst.csv", projects.bestand, {"kind": "csv"}, name="lijst_csv"),
    path("trajecten/lijst.xlsx", projects.bestand, {"kind": "xlsx"}, name="lijst_xlsx"),
    path("trajecten/nieuw/", projects.nieuw, name="nieuw"),
    path("trajecten/<slug:slug>/", projects.overzicht, name="overzicht"),
    path("trajecten/<slug:slug>/ploeg/", team.ploeg, name="ploeg"),
    path("trajecten/<slug:slug>/ploeg/<int:pk>/einde/", team.einde, name="rol_einde"),
    path("trajecten/<slug:slug>/geschiedenis/", history.geschiedenis, name="geschiedenis"),
    path("trajecten/<slug:slug>/herinneringen/", reminders_page.herinneringen, name="herinneringen"),
    path("trajecten/<slug:slug>/instellingen/", settings.instellingen, name="instellingen"),
    path("trajecten/<slug:slug>/instellingen/drempel/<str:code>/", settings.drempel, name="drempel"),
    path("trajecten/<slug:slug>/heropenen/", gate.heropenen, name="heropenen"),
    path("trajecten/<slug:slug>/poort/<slug:step>/", gate.poort, name="poort"),
    path("trajecten/<slug:slug>/poort/<slug:step>/vragen/", gate.vragen, name="vragen"),
    path("trajecten/<slug:slug>/poort/<slug:step>/intrekken/", gate.intrekken, name="intrekken"),
    path("trajecten/<slug:slug>/poort/<slug:step>/beslissen/", decide.beslissen, name="beslissen"),
    path("trajecten/<slug:slug>/poort/<slug:step>/afspraak/<int:pk>/", gate.afspraak, name="afspraak"),
    path("trajecten/<slug:slug>/poort/<slug:step>/dossier/<int:pk>/", dossier.page, name="dossier"),
    path("trajecten/<slug:slug>/poort/<slug:step>/dossier/<int:pk>/dossier.pdf", dossier.pdf, name="dossier_pdf"),
    path(
        "trajecten/<slug:slug>/poort/<slug:step>/dossier/<int:pk>/dossier.json", dossier.document, name="dossier_tekst"
    ),
    path("trajecten/<slug:slug>/rapporten/", reports.rapporten, name="rapporten"),
    path("trajecten/<slug:slug>/rapporten/traject.pdf", reports.traject_pdf, name="traject_pdf"),
    path("trajecten/<slug:slug>/rapporten/bestuur/", reports.bestuur, name="bestuur"),
    path("trajecten/<slug:slug>/rapporten/bestuur.pdf", reports.bestuur_pdf, name="bestuur_pdf"),
    path("trajecten/<slug:slug>/<slug:step>/", projects.stap, name="stap"),
]
