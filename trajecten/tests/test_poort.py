"""`manage.py poort`: the gates of a project on the terminal."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def poort(*arguments):
    out = StringIO()
    call_command("poort", *arguments, stdout=out)
    return out.getvalue()


def test_poort_as_json_has_every_gate_with_values_goals_and_states(world):
    world.answer()
    world.facts.answers = 54
    [project] = json.loads(poort(world.project.slug, "--json"))
    assert [(g["step"], g["status"]) for g in project["gates"]] == [
        (1, "passed"), (2, "busy"), (3, "locked"), (4, "locked"), (5, "locked"),
    ]  # fmt: skip
    row = next(r for r in project["gates"][1]["criteria"] if r["code"] == "fake.response")
    assert (row["kind"], row["state"], row["value"], row["goal"], row["denominator"]) == (
        "must",
        "met",
        "54",
        "50",
        100,
    )
    assert project["gates"][0]["drift"] == ["Deelname: beslist op 60%, vandaag 54%."]
    assert project["last"] == []  # the last step is looked at by who stands in it


def test_poort_does_not_ask_again_for_a_decision_that_was_taken(world):
    world.answer()
    [project] = json.loads(poort(world.project.slug, "--json"))
    passed, current = project["gates"][:2]
    assert (passed["sentence"].endswith("we gaan door."), current["sentence"]) == (
        True,
        "Alles is in orde. Vraag nu de beslissing.",
    )


def test_poort_for_people_says_the_same(world):
    text = poort(world.project.slug)
    assert "✓ [must] fake.response: Deelname: 60 van 100 (60%), doel 50%. (doel 50%)" in text


def test_poort_without_a_project_explains_itself():
    with pytest.raises(CommandError, match="korte naam"):
        poort()


def test_poort_of_an_unknown_project_says_so(db):
    with pytest.raises(CommandError, match="geen traject"):
        poort("bestaat-niet")


def test_poort_of_the_demo_takes_only_people_that_exist_nowhere(world, linde):
    with pytest.raises(CommandError, match="geen demo"):
        poort("--demo")
    world.lead.email = "lies@linde.example"
    world.lead.save()
    [project] = json.loads(poort("--demo", "--json"))
    assert project["slug"] == world.project.slug
