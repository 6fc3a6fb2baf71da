"""Addresses of step 3: findings."""

urlpatterns: list = []
