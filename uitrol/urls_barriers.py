"""Addresses of step 5: barriers."""

urlpatterns: list = []
