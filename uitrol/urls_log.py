"""Addresses of step 5: log."""

urlpatterns: list = []
