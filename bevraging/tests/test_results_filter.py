"""One group alone tells nothing that the whole page does not tell, and a hidden group is one that does not exist."""

import pytest
from django.urls import reverse

from bevraging.actions import close, launch
from bevraging.results import results_of
from bevraging.results_filter import choices_of, of_group
from bevraging.tests.factories import answer, make_draft
from bevraging.tests.typed import published, question
from trajecten.models import ProjectRole

pytestmark = pytest.mark.django_db
ITEMS = [question("choice"), question("statement", "stelling")]


def given(*sizes: int) -> list[dict]:
    """So many answers at each of the places, which have twenty people each."""
    answer = {"vraag": "papier", "stelling": "4"}
    return [answer if n < size else {} for size in sizes for n in range(20)]


def test_group_shows_the_cells_of_the_page():
    found = results_of(published(ITEMS, given(12, 15, 9)))
    group = found.groups[0]
    only = of_group(found, f"locatie-{group.code}", "zegt ja")
    told = [row.cells[0].text for row in found.statements] + [one.cells[0].text for one in found.counted]
    assert ([line.cell.text for line in only.lines], only.group) == (told, group)


def test_every_group_of_the_page_can_be_chosen():
    found = results_of(published(ITEMS, given(12, 15, 9)))
    assert all(of_group(found, name, "") for name, _label in choices_of(found))


@pytest.mark.parametrize("made_up", ["locatie-bestaat-niet", "locatie-", ""])
def test_hidden_group_is_answered_like_one_that_does_not_exist(client, lies, made_up):
    """Gent has three answers and stands together with another place: by itself there is nothing of it."""
    survey = published(ITEMS, given(15, 3, 12))
    ProjectRole.objects.create(project=survey.project, role=ProjectRole.Role.LEAD, user=lies)
    client.force_login(lies)
    shown = {group.code for group in results_of(survey).groups}
    hidden = set(survey.segments.filter(dimension="location").values_list("code", flat=True)) - shown
    path = reverse("bevraging:resultaten", args=[survey.project.slug, survey.pk])
    answers = [client.get(path, {"groep": name}) for name in (*(f"locatie-{code}" for code in hidden), made_up)]
    assert ([answer.status_code for answer in answers], len({answer.content for answer in answers})) == ([404, 404], 1)


def test_page_of_one_group_shows_its_name_and_no_table_of_all(client, lies):
    survey = published(ITEMS, given(12, 15, 9))
    ProjectRole.objects.create(project=survey.project, role=ProjectRole.Role.LEAD, user=lies)
    client.force_login(lies)
    name, label = choices_of(results_of(survey))[0]
    path = reverse("bevraging:resultaten", args=[survey.project.slug, survey.pk])
    body = client.get(path, {"groep": name}).content.decode()
    assert (label in body, "Toon iedereen" in body, 'id="uitslag-kop"' in body) == (True, True, False)


def test_only_group_that_is_shown_can_be_chosen_on_the_page(client, lies):
    """One place: no places to compare, but the file and the report tell of the function, so the page does too."""
    people = [("Aalst", "Zorg", 20), ("Aalst", "", 12)]
    survey = make_draft(people=people)
    launch(survey=survey, by=lies)
    answer(survey, 26)
    close(survey=survey, by=lies)
    ProjectRole.objects.create(project=survey.project, role=ProjectRole.Role.LEAD, user=lies)
    client.force_login(lies)
    [(name, label)] = choices_of(results_of(survey))
    body = client.get(reverse("bevraging:resultaten", args=[survey.project.slug, survey.pk])).content.decode()
    assert (label, f'<a href="?groep={name}">{label}</a>' in body) == ("Zorg", True)
