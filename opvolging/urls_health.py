"""Addresses of step 6: health and what comes back."""

from django.urls import path

from opvolging.views import health

P = "trajecten/<slug:slug>/opvolging/"
urlpatterns: list = [
    path(f"{P}gezondheid/", health.health, name="gezondheid"),
    path(f"{P}gezondheid/opnieuw/", health.again, name="gezondheid_opnieuw"),
    path(f"{P}terugkeer/", health.returning, name="terugkeer"),
]
