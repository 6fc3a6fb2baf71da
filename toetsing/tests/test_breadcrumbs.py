"""Above every page of steps 2 and 3 stands the project it belongs to."""

import re

import pytest
from django.urls import reverse

from bevraging.tests.talk_factories import make_theme
from fundament.tests.factories import make_agreement, make_bottleneck, make_bundle, make_decision
from toetsing.tests.factories import make_finding, open_now


@pytest.fixture
def parts(project, planned, concept, lies):
    """What the pages are about, by the name that `PAGES` gives it."""
    bundle, version = make_bundle(project=project), make_agreement(project=project)
    return {
        "concept": [concept.pk],
        "version": [concept.pk, 1],
        "round": [planned.number],
        "finding": [make_finding(concept=concept).pk],
        "bundle": [bundle.pk],
        "bottleneck": [make_bottleneck(project=project).pk],
        "theme": [make_theme(project, "Overdracht").pk],
        "decision": [make_decision(project=project, driver=lies).pk],
        "agreement": [version.agreement_id],
        "framework": [version.agreement.framework_id],
        "": [],
    }


PAGES = {
    "toetsing": {
        "": ["stap", "concepten", "concept_nieuw", "rondes", "ronde_nieuw", "drempels", "bevinding_nieuw"],
        "concept": ["concept", "concept_wijzig", "concept_niet", "versie_nieuw", "voor_na"],
        "version": ["versie"],
        "round": ["ronde", "ronde_wijzig", "ronde_wie", "opmerkingen"],
        "finding": ["bevinding", "bevinding_wijzig"],
    },
    "fundament": {
        "": [
            "stap", "knelpunten", "knelpunt_nieuw", "knelpunten_ophalen", "bundels", "themas", "keuzes", "keuze_nieuw",
            "afspraken", "afspraak_nieuw", "kader_nieuw", "blad",
        ],
        "bundle": ["bundel", "bundel_wijzig"],
        "bottleneck": ["knelpunt"],
        "theme": ["thema_geen_besluit"],
        "decision": ["keuze", "keuze_wijzig", "optie_nieuw", "keuze_blad", "vraag_nieuw"],
        "agreement": ["afspraak", "afspraak_gegevens"],
        "framework": ["kader", "kader_wijzig"],
    },
}  # fmt: skip
EACH = [(app, part, name) for app, found in PAGES.items() for part, names in found.items() for name in names]


@pytest.mark.parametrize(("app", "part", "name"), EACH, ids=[f"{app}-{name}" for app, _part, name in EACH])
def test_breadcrumb_names_the_project(as_lies, project, planned, parts, lies, app, part, name):
    if name == "opmerkingen":
        open_now(planned, lies)
    page = as_lies.get(reverse(f"{app}:{name}", args=[project.slug, *parts[part]])).content.decode()
    crumbs = re.search(r'<nav class="kruimel".*?</nav>', page, re.DOTALL)
    assert f">{project.title}</a>" in (crumbs[0] if crumbs else "")
