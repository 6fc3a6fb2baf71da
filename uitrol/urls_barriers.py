"""Addresses of step 5: barriers."""

from django.urls import path

from uitrol.views import barriers

ALL = "trajecten/<slug:slug>/uitrol/drempels/"
ONE = f"{ALL}<int:number>/"

urlpatterns: list = [
    path(ALL, barriers.overview, name="drempels"),
    path("trajecten/<slug:slug>/uitrol/drempels.csv", barriers.export, name="drempels_csv"),
    path(f"{ALL}nieuw/", barriers.new, name="drempel_nieuw"),
    path(ONE, barriers.barrier_page, name="drempel"),
    path(f"{ONE}wijzig/", barriers.change, name="drempel_wijzig"),
    path(f"{ONE}bezig/", barriers.take_up, name="drempel_bezig"),
    path(f"{ONE}oplossen/", barriers.solve, name="drempel_oplossen"),
    path(f"{ONE}weer-open/", barriers.reopen, name="drempel_terug"),
]
