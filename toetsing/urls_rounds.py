"""Addresses of step 3: rounds."""

urlpatterns: list = []
