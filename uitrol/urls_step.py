"""Addresses of step 5: step."""

urlpatterns: list = []
