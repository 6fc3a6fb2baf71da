"""Addresses of step 6, part by part."""

from opvolging.urls_handing import urlpatterns as handing
from opvolging.urls_health import urlpatterns as health
from opvolging.urls_public_rhythm import urlpatterns as public_rhythm
from opvolging.urls_remedies import urlpatterns as remedies
from opvolging.urls_reports import urlpatterns as reports
from opvolging.urls_reviews import urlpatterns as reviews
from opvolging.urls_rhythm import urlpatterns as rhythm
from opvolging.urls_spotlight import urlpatterns as spotlight

app_name = "opvolging"
urlpatterns: list = [*rhythm, *public_rhythm, *remedies, *reviews, *handing, *health, *spotlight, *reports]
