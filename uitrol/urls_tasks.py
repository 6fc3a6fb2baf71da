"""Addresses of step 5: tasks."""

urlpatterns: list = []
