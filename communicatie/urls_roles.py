"""Addresses of step 4: roles."""

urlpatterns: list = []
