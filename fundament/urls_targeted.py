"""Addresses of step 2: targeted questions of a decision, and its sheet on screen and as PDF."""

from django.urls import path

from fundament.views import sheet, targeted

DECISION = "trajecten/<slug:slug>/fundament/keuzes/<int:pk>/"

urlpatterns: list = [
    path(f"{DECISION}vraag/", targeted.new, name="vraag_nieuw"),
    path(f"{DECISION}vraag/<int:question>/", targeted.question, name="vraag"),
    path(f"{DECISION}blad/", sheet.page, name="keuze_blad"),
    path(f"{DECISION}besluit.pdf", sheet.pdf, name="keuze_pdf"),
]
