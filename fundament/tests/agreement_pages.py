"""Addresses of the pages of agreements, what stands on them, and an agreement with two versions."""

import re

from django.urls import reverse

from fundament.models import AgreementVersion
from fundament.tests.factories import put_in_force

SENTENCE = "We noteren elke observatie in het dossier."
CHANGE = {"changed": "Een vast blok op het startscherm.", "changed_why": "Zo zoekt niemand nog."}


def path(name, project, *args):
    return reverse(f"fundament:{name}", args=[project.slug, *args])


def page_of(name, version) -> str:
    """The address of a page about this version, its agreement, or its project."""
    agreement = version.agreement
    keys: dict[str, list[int]] = {
        "kader": [agreement.framework_id],
        "kader_wijzig": [agreement.framework_id],
    }
    keys |= {
        key: [agreement.pk, 1] for key in ("afspraak_woorden", "afspraak_getoetst", "afspraak_ingaan", "versie_weg")
    }
    keys |= {key: [] for key in ("afspraken", "blad", "blad_pdf", "afspraak_nieuw", "kader_nieuw")}
    return path(name, agreement.project, *keys.get(name, [agreement.pk]))


def words_of(response) -> str:
    text = re.sub(r"<(script|style|head).*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text)).replace("&#x27;", "'").replace("&quot;", '"')


def two_versions(version) -> AgreementVersion:
    """The second version of it, a concept, beside the first one that is in force."""
    put_in_force(version)
    return version.agreement.versions.create(number=2, sentence="We noteren meteen in het dossier.", **CHANGE)
