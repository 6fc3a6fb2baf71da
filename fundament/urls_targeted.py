"""Addresses of step 2: targeted."""

urlpatterns: list = []
