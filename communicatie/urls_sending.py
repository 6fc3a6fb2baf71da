"""Addresses of step 4: a message leaves by mail, on paper, on a screen."""

from django.urls import path

from communicatie.views import sending

ONE = "trajecten/<slug:slug>/communicatie/boodschappen/<int:number>/"

urlpatterns: list = [
    path(f"{ONE}versturen/", sending.preview, name="boodschap_versturen"),
    path(f"{ONE}versturen/test/", sending.test, name="boodschap_test"),
    path(f"{ONE}versturen/nu/", sending.send, name="boodschap_verstuur"),
    path(f"{ONE}affiche.pdf", sending.poster, name="boodschap_affiche"),
    path(f"{ONE}blad.pdf", sending.briefing, name="boodschap_blad"),
    path(f"{ONE}scherm/", sending.screen, name="boodschap_scherm"),
]
