"""What changed, before and after."""

from django.urls import path

from opvolging.views import changes

P = "trajecten/<slug:slug>/rapporten/"
urlpatterns = [
    path(f"{P}verandering/", changes.page, name="verandering"),
    path(f"{P}verandering/spreiding/", changes.spread, name="spreiding"),
    path(f"{P}verandering.pdf", changes.pdf, name="verandering_pdf"),
]
