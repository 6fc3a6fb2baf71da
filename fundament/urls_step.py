"""Addresses of step 2: step."""

urlpatterns: list = []
