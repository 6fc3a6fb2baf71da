"""Addresses of step 4: plan."""

urlpatterns: list = []
