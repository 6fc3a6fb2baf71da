"""The administration finds bottlenecks, bundles and rulings, and changes none of them."""

import pytest
from django.urls import reverse

from bevraging.tests.factories import make_project
from bevraging.tests.talk_factories import make_theme
from fundament.models import ThemeRuling
from fundament.tests.factories import make_bottleneck, make_bundle

NAMES = ["bottleneck", "bundle", "themeruling"]


@pytest.fixture
def as_staff(client, django_user_model, db):
    client.force_login(django_user_model.objects.create_superuser("petra@platform.example", "wachtwoord-voor-tests"))
    return client


@pytest.fixture
def rows(linde):
    project = make_project(linde)
    bundle = make_bundle(project=project)
    ruling = ThemeRuling.objects.create(theme=make_theme(project), reason="Dit loopt al goed.")
    return {"bottleneck": make_bottleneck(bundle=bundle), "bundle": bundle, "themeruling": ruling}


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_found_and_read_with_a_way_to_the_site(as_staff, rows, name):
    found = as_staff.get(reverse(f"admin:fundament_{name}_changelist"), {"q": "e"})
    read = as_staff.get(reverse(f"admin:fundament_{name}_change", args=[rows[name].pk]))
    assert (found.status_code, read.status_code) == (200, 200)
    assert "Bekijk op de site" in found.content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_made_changed_or_wiped_here(as_staff, rows, name):
    pk = rows[name].pk
    answers = [
        as_staff.get(reverse(f"admin:fundament_{name}_add")).status_code,
        as_staff.post(reverse(f"admin:fundament_{name}_change", args=[pk]), {"name": "Anders"}).status_code,
        as_staff.post(reverse(f"admin:fundament_{name}_delete", args=[pk]), {"post": "yes"}).status_code,
    ]
    assert answers == [403, 403, 403]
