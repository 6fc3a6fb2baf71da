"""Addresses of step 3: concepts and their versions."""

from django.urls import path

from toetsing.views import concepts

ALL = "trajecten/<slug:slug>/toetsing/concepten/"
ONE = f"{ALL}<int:pk>/"

urlpatterns: list = [
    path(ALL, concepts.overview, name="concepten"),
    path(f"{ALL}nieuw/", concepts.new, name="concept_nieuw"),
    path(ONE, concepts.concept_page, name="concept"),
    path(f"{ONE}wijzig/", concepts.change, name="concept_wijzig"),
    path(f"{ONE}niet-toetsen/", concepts.leave_out, name="concept_niet"),
    path(f"{ONE}toch-toetsen/", concepts.take_back, name="concept_terug"),
    path(f"{ONE}versie/nieuw/", concepts.new_version, name="versie_nieuw"),
    path(f"{ONE}versie/<int:number>/", concepts.change_version, name="versie"),
    path(f"{ONE}versie/<int:number>/bestand/", concepts.version_file, name="versie_bestand"),
]
