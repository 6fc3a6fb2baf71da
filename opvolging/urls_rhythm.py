"""Addresses of step 6: the page of the step, rhythms, agreements in follow-up and checks."""

from django.urls import path

from opvolging.views import agreements, checks, files, rhythms, step

STEP = "trajecten/<slug:slug>/opvolging/"
RHYTHMS = f"{STEP}ritme/"
ONE = f"{RHYTHMS}<int:pk>/"
CHECKS = f"{STEP}checks/"

urlpatterns: list = [
    path(STEP, step.step_page, name="stap"),
    path(RHYTHMS, rhythms.overview, name="ritmes"),
    path(f"{RHYTHMS}nieuw/", rhythms.new, name="ritme_nieuw"),
    path(f"{RHYTHMS}klaarzetten/", rhythms.prepare, name="klaarzetten"),
    path(f"{ONE}wijzig/", rhythms.change, name="ritme_wijzig"),
    path(f"{ONE}stop/", rhythms.stop, name="ritme_stop"),
    path(f"{ONE}tussendoor/", checks.between, name="check_tussendoor"),
    path(f"{STEP}afspraken.csv", files.agreements, {"kind": "csv"}, name="afspraken_csv"),
    path(f"{STEP}afspraken.xlsx", files.agreements, {"kind": "xlsx"}, name="afspraken_xlsx"),
    path(f"{STEP}afspraken/<int:number>/", agreements.agreement_page, name="afspraak"),
    path(CHECKS, checks.due, name="checks"),
    path(f"{CHECKS}<int:pk>/", checks.note, name="check"),
    path(f"{CHECKS}<int:pk>/overslaan/", checks.skip, name="check_overslaan"),
]
