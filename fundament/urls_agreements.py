"""Addresses of step 2: agreements, their frameworks, and the sheet with all of them."""

from django.urls import path

from fundament.views import agreement_sheets, agreement_words, agreements, enforcing, frameworks

AGREEMENTS = "trajecten/<slug:slug>/afspraken/"
FRAMEWORK = f"{AGREEMENTS}kaders/<int:pk>/"
ONE = f"{AGREEMENTS}<int:pk>/"
VERSION = f"{ONE}versie/<int:number>/"

urlpatterns: list = [
    path(AGREEMENTS, agreements.overview, name="afspraken"),
    path(f"{AGREEMENTS}nieuw/", agreement_words.new, name="afspraak_nieuw"),
    path(f"{AGREEMENTS}blad/", agreement_sheets.page, name="blad"),
    path(f"{AGREEMENTS}blad.pdf", agreement_sheets.pdf, name="blad_pdf"),
    path(f"{AGREEMENTS}kaders/nieuw/", frameworks.new, name="kader_nieuw"),
    path(FRAMEWORK, frameworks.framework_page, name="kader"),
    path(f"{FRAMEWORK}wijzig/", frameworks.change, name="kader_wijzig"),
    path(f"{FRAMEWORK}herzien/", frameworks.review, name="kader_herzien"),
    path(ONE, agreements.agreement_page, name="afspraak"),
    path(f"{ONE}verschil/", agreements.diff, name="afspraak_verschil"),
    path(f"{ONE}gegevens/", agreement_words.details, name="afspraak_gegevens"),
    path(f"{ONE}nieuwe-versie/", agreement_words.new_version, name="afspraak_versie"),
    path(f"{ONE}stop/", enforcing.stop, name="afspraak_stop"),
    path(f"{VERSION}woorden/", agreement_words.words, name="afspraak_woorden"),
    path(f"{VERSION}getoetst/", enforcing.tested, name="afspraak_getoetst"),
    path(f"{VERSION}ingaan/", enforcing.begin, name="afspraak_ingaan"),
    path(f"{VERSION}weg/", enforcing.let_go, name="versie_weg"),
]
