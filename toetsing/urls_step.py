"""Addresses of step 3: step."""

urlpatterns: list = []
