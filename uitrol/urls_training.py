"""Addresses of step 5: training."""

urlpatterns: list = []
