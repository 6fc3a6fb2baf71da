"""Addresses of step 2: bottlenecks."""

urlpatterns: list = []
