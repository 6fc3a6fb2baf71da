"""The administration looks at decisions; it changes none of them."""

import pytest
from django.urls import reverse

from fundament.models import Decision
from fundament.tests.factories import make_decision, make_taken


@pytest.fixture
def as_staff(client, django_user_model, db):
    client.force_login(django_user_model.objects.create_superuser("petra@platform.example", "wachtwoord-voor-tests"))
    return client


def test_decisions_are_found_with_a_way_to_the_site(as_staff, project, dirk):
    taken = make_taken(project=project, decider=dirk)
    pages = [
        as_staff.get(reverse("admin:fundament_decision_changelist"), {"q": "observaties"}),
        as_staff.get(reverse("admin:fundament_decision_change", args=[taken.pk])),
    ]
    assert [page.status_code for page in pages] == [200, 200]
    assert "Bekijk op de site" in pages[0].content.decode()


@pytest.mark.parametrize("make", [make_decision, make_taken])
def test_nothing_is_made_changed_or_wiped(as_staff, project, dirk, make):
    decision = make(project=project, decider=dirk)
    answers = [
        as_staff.get(reverse("admin:fundament_decision_add")),
        as_staff.post(reverse("admin:fundament_decision_change", args=[decision.pk]), {"question": "Anders?"}),
        as_staff.post(reverse("admin:fundament_decision_delete", args=[decision.pk]), {"post": "yes"}),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert Decision.objects.get().question == "Waar noteren we observaties?"
