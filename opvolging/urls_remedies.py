"""Addresses of step 6: approaches."""

from django.urls import path

from opvolging.views import files, remedies

ALL = "trajecten/<slug:slug>/opvolging/aanpak/"
ONE = f"{ALL}<int:pk>/"

urlpatterns: list = [
    path(ALL, remedies.overview, name="aanpakken"),
    path(f"{ALL}lijst.csv", files.remedies, {"kind": "csv"}, name="aanpakken_csv"),
    path(f"{ALL}lijst.xlsx", files.remedies, {"kind": "xlsx"}, name="aanpakken_xlsx"),
    path(f"{ALL}nieuw/", remedies.new, name="aanpak_nieuw"),
    path(ONE, remedies.remedy_page, name="aanpak"),
    path(f"{ONE}wijzig/", remedies.change, name="aanpak_wijzig"),
    path(f"{ONE}afsluiten/", remedies.finish, name="aanpak_klaar"),
]
