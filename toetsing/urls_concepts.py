"""Addresses of step 3: concepts."""

urlpatterns: list = []
