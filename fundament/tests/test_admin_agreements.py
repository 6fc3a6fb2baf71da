"""Agreements in the administration: everything to read, nothing to write."""

import pytest
from django.urls import reverse

from fundament.tests.factories import make_agreement, put_in_force
from organisatie.tests.factories import make_location, make_user

MODELS = ["agreementframework", "agreement", "agreementversion", "inforce"]


@pytest.fixture
def in_admin(client, db):
    client.force_login(make_user("beheer@linde.test", "Beheer", is_staff=True, is_superuser=True))
    return client


@pytest.mark.parametrize("model", MODELS)
def test_rows_are_listed_and_read_but_never_written(in_admin, linde, model):
    version = put_in_force(make_agreement(), make_location(linde))
    row = {
        "agreementframework": version.agreement.framework,
        "agreement": version.agreement,
        "agreementversion": version,
        "inforce": version.in_force.get(),
    }[model]
    assert in_admin.get(reverse(f"admin:fundament_{model}_changelist")).status_code == 200
    assert in_admin.get(reverse(f"admin:fundament_{model}_change", args=[row.pk])).status_code == 200
    assert in_admin.get(reverse(f"admin:fundament_{model}_add")).status_code == 403
    assert in_admin.post(reverse(f"admin:fundament_{model}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403


def test_agreement_leads_to_its_page_on_the_site(in_admin, linde):
    agreement = make_agreement().agreement
    page = in_admin.get(reverse("admin:fundament_agreement_changelist")).content.decode()
    assert reverse("fundament:afspraak", args=[agreement.project.slug, agreement.pk]) in page
