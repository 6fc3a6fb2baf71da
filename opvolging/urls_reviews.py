"""Addresses of step 6: looking again at frameworks."""

from django.urls import path

from opvolging.views import reviews

ALL = "trajecten/<slug:slug>/opvolging/herzieningen/"
ONE = f"{ALL}<int:pk>/"

urlpatterns: list = [
    path(ALL, reviews.overview, name="herzieningen"),
    path(ONE, reviews.review_page, name="herziening"),
    path(f"{ONE}houden/", reviews.hold, name="herziening_houden"),
]
