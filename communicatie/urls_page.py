"""Addresses of step 4: page."""

urlpatterns: list = []
