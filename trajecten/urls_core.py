"""Addresses of the core: Vandaag, projects, the gate. The generic step page stands last; a step that is ready has its own."""

from django.urls import path

from trajecten.views import decide, gate, history, projects, settings, team, vandaag

app_name = "trajecten"
urlpatterns = [
    path("", vandaag.home, name="home"),
    path("vandaag/", vandaag.vandaag, name="vandaag"),
    path("trajecten/", projects.lijst, name="lijst"),
    path("trajecten/nieuw/", projects.nieuw, name="nieuw"),
    path("trajecten/<slug:slug>/", projects.overzicht, name="overzicht"),
    path("trajecten/<slug:slug>/ploeg/", team.ploeg, name="ploeg"),
    path("trajecten/<slug:slug>/ploeg/<int:pk>/einde/", team.einde, name="rol_einde"),
    path("trajecten/<slug:slug>/geschiedenis/", history.geschiedenis, name="geschiedenis"),
    path("trajecten/<slug:slug>/instellingen/", settings.instellingen, name="instellingen"),
    path("trajecten/<slug:slug>/instellingen/drempel/<str:code>/", settings.drempel, name="drempel"),
    path("trajecten/<slug:slug>/heropenen/", gate.heropenen, name="heropenen"),
    path("trajecten/<slug:slug>/poort/<slug:step>/", gate.poort, name="poort"),
    path("trajecten/<slug:slug>/poort/<slug:step>/vragen/", gate.vragen, name="vragen"),
    path("trajecten/<slug:slug>/poort/<slug:step>/intrekken/", gate.intrekken, name="intrekken"),
    path("trajecten/<slug:slug>/poort/<slug:step>/beslissen/", decide.beslissen, name="beslissen"),
    path("trajecten/<slug:slug>/poort/<slug:step>/afspraak/<int:pk>/", gate.afspraak, name="afspraak"),
    path("trajecten/<slug:slug>/<slug:step>/", projects.stap, name="stap"),
]
