"""Addresses for people: signing in, my data, employees, colleagues."""

app_name = "organisatie"
urlpatterns: list = []
