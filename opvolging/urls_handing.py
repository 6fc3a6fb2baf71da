"""Addresses of step 6: the yearly look at the whole project, and who looks after what."""

from django.urls import path

from opvolging.views import handing, yearly

YEARLY = "trajecten/<slug:slug>/opvolging/trajectherziening/"

urlpatterns: list = [
    path(YEARLY, yearly.overview, name="trajectherziening"),
    path(f"{YEARLY}houden/", yearly.hold, name="trajectherziening_houden"),
    path("trajecten/<slug:slug>/opvolging/overdracht/", handing.overview, name="overdracht"),
]
