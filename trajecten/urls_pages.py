"""Pages that belong to nobody: help, privacy, accessibility, the theme, the living component page."""

from django.urls import path

from trajecten.views import pages

app_name = "pages"
urlpatterns = [
    path("hulp/", pages.hulp, name="hulp"),
    path("hulp/beelden/<slug:picture>.png", pages.beeld, name="beeld"),
    path("hulp/<slug:chapter>/", pages.hoofdstuk, name="hoofdstuk"),
    path("privacy/", pages.privacy, name="privacy"),
    path("toegankelijkheid/", pages.toegankelijkheid, name="toegankelijkheid"),
    path("thema/", pages.thema, name="thema"),
    path("bouwstenen/", pages.bouwstenen, name="bouwstenen"),
]
