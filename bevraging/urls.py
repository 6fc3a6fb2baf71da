"""Addresses of step 1: first the public ones (no account), then those of the project lead."""

from bevraging.urls_lead import urlpatterns as lead
from bevraging.urls_public import urlpatterns as public

app_name = "bevraging"
urlpatterns: list = [*public, *lead]
