"""The step in which themes got parts and items a theme: what stood there stays, on both databases."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.django_db(transaction=True)


def test_themes_items_and_notes_that_stood_there_stay():
    here = next(key for key in MigrationExecutor(connection).loader.graph.nodes if key[1].endswith("_themes_of_items"))
    graph = MigrationExecutor(connection).loader.graph
    before = [parent.key for parent in graph.node_map[here].parents if parent.key[0] == here[0]]
    leaves = graph.leaf_nodes()
    try:
        MigrationExecutor(connection).migrate(before)
        old = MigrationExecutor(connection).loader.project_state(before).apps
        organisation = old.get_model("organisatie", "Organisation").objects.create(name="De Linde", slug="de-linde")
        project = old.get_model("trajecten", "Project").objects.create(organisation=organisation, slug="x", title="X")
        theme = old.get_model("bevraging", "Theme").objects.create(project=project, name="Schriftjes")
        old.get_model("bevraging", "InventoryItem").objects.create(project=project, lens="needs", text="Een toestel")
        talk = old.get_model("bevraging", "Conversation").objects.create(
            project=project, held_on="2026-01-12", people=7, kind="focus_group", leader="Lies"
        )
        note = old.get_model("bevraging", "Note").objects.create(conversation=talk, text="Altijd ergens anders")
        note.themes.add(theme)
        MigrationExecutor(connection).migrate([here])
        new = MigrationExecutor(connection).loader.project_state([here]).apps
        assert new.get_model("bevraging", "Theme").objects.values_list("name", "parent").get() == ("Schriftjes", None)
        assert new.get_model("bevraging", "InventoryItem").objects.values_list("text", "theme").get() == (
            "Een toestel", None,
        )  # fmt: skip
        assert new.get_model("bevraging", "Note").objects.get().themes.count() == 1
    finally:
        MigrationExecutor(connection).migrate(leaves)
