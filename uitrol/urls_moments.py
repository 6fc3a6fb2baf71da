"""Addresses of step 5: moments."""

urlpatterns: list = []
