"""The administration finds conversations, themes and items; it shows no note, and moves no state."""

import pytest
from django.urls import reverse

from bevraging.models import Conversation, InventoryItem
from bevraging.tests.factories import make_project
from bevraging.tests.talk_factories import make_conversation, make_item, make_note, make_theme


@pytest.fixture
def as_staff(client, django_user_model, db):
    client.force_login(django_user_model.objects.create_superuser("petra@platform.example", "wachtwoord-voor-tests"))
    return client


@pytest.fixture
def rows(linde):
    project = make_project(linde)
    conversation = make_conversation(project)
    make_note(conversation, "Een ruwe notitie")
    return {"conversation": conversation, "theme": make_theme(project), "inventoryitem": make_item(project)}


@pytest.mark.parametrize("name", ["conversation", "theme", "inventoryitem"])
def test_rows_are_found_with_a_way_to_the_site_and_without_notes(as_staff, rows, name):
    pages = [
        as_staff.get(reverse(f"admin:bevraging_{name}_changelist"), {"q": "e"}),
        as_staff.get(reverse(f"admin:bevraging_{name}_change", args=[rows[name].pk])),
    ]
    assert [page.status_code for page in pages] == [200, 200]
    assert "Bekijk op de site" in pages[0].content.decode()
    assert ["Een ruwe notitie" in page.content.decode() for page in pages] == [False, False]


@pytest.mark.parametrize("name", ["conversation", "theme", "inventoryitem"])
def test_nothing_is_made_in_the_administration(as_staff, name):
    assert as_staff.get(reverse(f"admin:bevraging_{name}_add")).status_code == 403


def test_state_is_not_moved_in_the_administration(as_staff, rows):
    item, conversation = rows["inventoryitem"], rows["conversation"]
    as_staff.post(
        reverse("admin:bevraging_inventoryitem_change", args=[item.pk]),
        {"lens": "good", "text": "Anders", "status": "confirmed"},
    )
    as_staff.post(
        reverse("admin:bevraging_conversation_change", args=[conversation.pk]),
        {
            "kind": "interview", "title": "Anders", "held_on": "2026-01-12", "people": "3", "leader": "Lies",
            "status": "finished",
        },
    )  # fmt: skip
    assert (InventoryItem.objects.get().text, InventoryItem.objects.get().status) == ("Anders", "proposed")
    assert (Conversation.objects.get().title, Conversation.objects.get().status) == ("Anders", "open")
