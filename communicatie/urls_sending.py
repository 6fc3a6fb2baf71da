"""Addresses of step 4: sending."""

urlpatterns: list = []
