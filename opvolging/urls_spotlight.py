"""Addresses of step 6: what is in the spotlight, from any step on."""

from django.urls import path

from opvolging.urls_public_spotlight import urlpatterns as public
from opvolging.views import spotlight_names, spotlight_sharing, spotlights

ALL = "trajecten/<slug:slug>/kijker/"
ONE = f"{ALL}<int:pk>/"

urlpatterns: list = [
    path(ALL, spotlights.overview, name="kijker"),
    path(f"{ALL}nieuw/", spotlights.new, name="kijker_nieuw"),
    path(ONE, spotlights.spotlight_page, name="kijker_een"),
    path(f"{ONE}wijzig/", spotlights.change, name="kijker_wijzig"),
    path(f"{ONE}toon/", spotlights.show, name="kijker_toon"),
    path(f"{ONE}terug/", spotlights.take_back, name="kijker_terug"),
    path(f"{ONE}naam/", spotlight_names.ask, name="kijker_naam"),
    path(f"{ONE}naam/<int:name>/weg/", spotlight_names.withdraw, name="kijker_naam_weg"),
    path(f"{ONE}vertel/", spotlight_sharing.tell, name="kijker_vertel"),
    path(f"{ONE}affiche.pdf", spotlight_sharing.poster, name="kijker_affiche"),
    *public,
]
