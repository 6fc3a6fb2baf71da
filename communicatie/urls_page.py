"""Addresses of step 4: the page for everyone, as the lead makes it and as everybody reads it."""

from django.urls import path

from communicatie.urls_public import urlpatterns as public
from communicatie.views import page

PAGE = "trajecten/<slug:slug>/communicatie/bladzijde/"

urlpatterns: list = [
    path(PAGE, page.overview, name="bladzijde"),
    path(f"{PAGE}tekst/", page.write, name="bladzijde_tekst"),
    path(f"{PAGE}voorbeeld/", page.preview, name="bladzijde_voorbeeld"),
    path(f"{PAGE}zet/", page.switch, name="bladzijde_zet"),
    path(f"{PAGE}link/", page.renew, name="bladzijde_link"),
    path(f"{PAGE}qr.png", page.qr, name="bladzijde_qr"),
    *public,
]
