"""Addresses of step 3: findings."""

from django.urls import path

from toetsing.views import barriers, before_after, findings

FINDINGS = "trajecten/<slug:slug>/toetsing/drempels/"
FINDING = f"{FINDINGS}<int:pk>/"
SAID = "trajecten/<slug:slug>/toetsing/ronde/<int:number>/opmerkingen/"

urlpatterns: list = [
    path(FINDINGS, findings.overview, name="drempels"),
    path("trajecten/<slug:slug>/toetsing/drempels.csv", findings.export, name="drempels_csv"),
    path(f"{FINDINGS}nieuw/", findings.new, name="bevinding_nieuw"),
    path(FINDING, findings.finding_page, name="bevinding"),
    path(f"{FINDING}wijzig/", findings.change, name="bevinding_wijzig"),
    path(f"{FINDING}antwoord/", findings.answer, name="bevinding_antwoord"),
    path(f"{FINDING}terug/", findings.take_back, name="bevinding_terug"),
    path(f"{FINDING}wie/", findings.owner, name="bevinding_wie"),
    path("trajecten/<slug:slug>/toetsing/concepten/<int:pk>/voor-na/", before_after.page, name="voor_na"),
    path(SAID, barriers.overview, name="opmerkingen"),
    path(f"{SAID}<uuid:key>/", barriers.make_finding, name="opmerking_bevinding"),
]
