"""Addresses for whoever runs the installation: signs of life, and the mailbox of a machine without a mail server."""

from django.urls import path

from trajecten.views import health, mailbox

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("gereed", health.ready, name="gereed"),
    path("postvak/", mailbox.letters, name="postvak"),
    path("postvak/<slug:name>/", mailbox.letter, name="postvak-mail"),
    path("postvak/<slug:name>/opmaak/", mailbox.styled, name="postvak-opmaak"),
]
