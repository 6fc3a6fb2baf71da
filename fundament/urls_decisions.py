"""Addresses of step 2: decisions."""

urlpatterns: list = []
