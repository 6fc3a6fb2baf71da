"""Addresses of step 5: what ambassadors note, and what of it who leads sees."""

from django.urls import path

from uitrol.views import logs, noting, noting_app

SUPPORT = "trajecten/<slug:slug>/uitrol/steun/"

urlpatterns: list = [
    path("noteren/", noting.note, name="noteren"),
    path("noteren/mijn/", noting.mine, name="mijn_momenten"),
    path("noteren/stand/", noting.state, name="noteren_stand"),
    path("noteren/bewaard/<uuid:key>/", noting.kept, name="noteren_bewaard"),
    path("noteren/bewaard/<uuid:key>/weg/", noting.take_back, name="noteren_weg"),
    path("noteren/manifest.webmanifest", noting_app.manifest, name="noteren_manifest"),
    path("noteren/werker.js", noting_app.worker, name="noteren_worker"),
    path(SUPPORT, logs.overview, name="ondersteuning"),
    path(f"{SUPPORT}notities/", logs.rows, name="ondersteuning_lijst"),
    path("trajecten/<slug:slug>/uitrol/steun.csv", logs.export, name="ondersteuning_csv"),
    path("trajecten/<slug:slug>/uitrol/steun-aantallen.csv", logs.counts, {"kind": "csv"}, name="aantallen_csv"),
    path("trajecten/<slug:slug>/uitrol/steun-aantallen.xlsx", logs.counts, {"kind": "xlsx"}, name="aantallen_xlsx"),
    path(f"{SUPPORT}<int:pk>/doorgeven/", logs.pass_on, name="log_doorgeven"),
]
