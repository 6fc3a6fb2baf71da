"""Addresses of the core: Vandaag, projects, the gate."""

app_name = "trajecten"
urlpatterns: list = []
