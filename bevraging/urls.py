"""Addresses of step 1: first the public ones (no account), then those of the project lead."""

app_name = "bevraging"
urlpatterns: list = []
