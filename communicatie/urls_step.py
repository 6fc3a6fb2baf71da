"""Addresses of step 4: step."""

urlpatterns: list = []
