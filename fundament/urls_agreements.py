"""Addresses of step 2: agreements."""

urlpatterns: list = []
