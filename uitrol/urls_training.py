"""Addresses of step 5: sessions, coverage, and the self-rating of one person."""

from django.urls import path

from uitrol.views import coverage, presence, ratings, sessions

ALL = "trajecten/<slug:slug>/uitrol/sessies/"
ONE = f"{ALL}<int:pk>/"

COVERAGE = "trajecten/<slug:slug>/uitrol/dekking/"

urlpatterns: list = [
    path(ALL, sessions.overview, name="sessies"),
    path(f"{ALL}nieuw/", sessions.new, name="sessie_nieuw"),
    path(ONE, sessions.session_page, name="sessie"),
    path(f"{ONE}wijzig/", sessions.change, name="sessie_wijzig"),
    path(f"{ONE}annuleer/", sessions.cancel, name="sessie_annuleer"),
    path(f"{ONE}gehouden/", sessions.held, name="sessie_gehouden"),
    path(f"{ONE}aanwezig/", presence.presence, name="sessie_aanwezig"),
    path(COVERAGE, coverage.overview, name="dekking"),
    path(f"{COVERAGE}lijst.csv", coverage.export, name="dekking_csv"),
    # Public, with a secret link; in the logs it is masked (`trajecten.logs`).
    path("v/taken/<str:secret>/", ratings.rating, name="v_taken"),
]
