"""The page for everyone in the administration: to look at, without its link."""

import pytest
from django.urls import reverse

from communicatie import admin_page  # noqa: F401  (registers its model, as communicatie/admin.py does)
from communicatie.tests.factories import make_page, secret_of_page
from organisatie.tests.factories import make_user
from trajecten.tests.factories import make_project


@pytest.mark.django_db
def test_administration_shows_the_page_and_not_its_link(client, linde, lies):
    page = make_page(make_project(linde, lies))
    client.force_login(make_user("beheer@linde.test", "Beheer", is_staff=True, is_superuser=True))
    listed = client.get(reverse("admin:communicatie_projectpage_changelist"))
    shown = client.get(reverse("admin:communicatie_projectpage_change", args=[page.pk])).content.decode()
    assert (listed.status_code, "We noteren alles op één plaats." in shown) == (200, True)
    assert [secret in shown for secret in (secret_of_page(page), page.token_hash)] == [False, False]
    assert (
        client.post(reverse("admin:communicatie_projectpage_change", args=[page.pk]), {"what": "x"}).status_code == 403
    )
