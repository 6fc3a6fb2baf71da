"""Addresses of the pages around the product."""

app_name = "pages"
urlpatterns: list = []
