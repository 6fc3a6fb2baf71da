"""Every page of the administration opens: each list, and each object that De Linde has."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from e2e.world_copy import built
from organisatie.models import User

# On the database of servers; every object of De Linde is looked up there.
pytestmark = [pytest.mark.django_db, pytest.mark.walk]


def test_every_page_of_the_administration_opens():
    built()
    client = Client()
    client.force_login(User.objects.create_superuser("beheer@linde.test", "geheim", name="Beheer"))
    request = client.get(reverse("admin:index")).wsgi_request
    seen, broken = 0, []
    for model, page in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        pages = [reverse(f"{name}_changelist")]
        pages += [reverse(f"{name}_change", args=[one.pk]) for one in page.get_queryset(request)[:3]]
        seen += len(pages)
        broken += [address for address in pages if client.get(address).status_code != 200]
    assert broken == []
    assert seen > 2 * len(admin.site._registry), "objects were opened too"
