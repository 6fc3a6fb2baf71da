"""Addresses of step 5: waves."""

urlpatterns: list = []
