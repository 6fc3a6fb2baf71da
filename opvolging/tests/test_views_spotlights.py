"""The pages of the spotlight: who sees them, what they do, in how many queries."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from opvolging.models import Spotlight, SpotlightName
from opvolging.tests.spotlight_world import make_spotlight, works_at
from organisatie.tests.factories import make_location
from trajecten.models import Mail
from trajecten.tests.factories import make_project, make_role


@pytest.fixture
def project(linde, lies, bram):
    project = make_project(linde, lies)
    make_role(project, bram)
    return project


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def path(name: str, project, *args) -> str:
    return reverse(f"opvolging:{name}", args=[project.slug, *args])


def page_of(client, name: str, project, *args, query: str = "") -> str:
    return client.get(path(name, project, *args) + query).content.decode()


WORDS = {"what": "Nachtbriefing in 9 minuten", "how": "Eén leest, één vult aan.", "team": "", "on_page": "on"}


def status_for(client, user, address: str) -> int:
    if not isinstance(user, AnonymousUser):
        client.force_login(user)
    return client.get(address).status_code


def test_everybody_in_the_project_sees_what_is_shown(client, project, lies, bram, noor, vik):
    row = make_spotlight(project=project)
    for name, args in (("kijker", ()), ("kijker_een", (row.pk,))):
        seen = [status_for(client, who, path(name, project, *args)) for who in (lies, bram, noor, vik)]
        assert (name, seen) == (name, [200, 200, 200, 404])


def test_only_who_leads_sees_a_draft_and_what_was_taken_back(client, project, lies, noor):
    for status in ("draft", "taken_back"):
        row = make_spotlight("Nog geheim", project=project, status=status)
        assert [status_for(client, who, path("kijker_een", project, row.pk)) for who in (lies, noor)] == [200, 404]
        assert "Nog geheim" not in page_of(client, "kijker", project)


def test_only_who_leads_changes_it(client, project, noor, vik):
    row = make_spotlight(project=project)
    buttons = [
        ("kijker_toon", row.pk),
        ("kijker_terug", row.pk),
        ("kijker_naam", row.pk),
        ("kijker_nieuw",),
        ("kijker_wijzig", row.pk),
    ]
    for user, expected in ((noor, 403), (vik, 404)):
        client.force_login(user)
        assert [client.post(path(name, project, *args)).status_code for name, *args in buttons] == [expected] * 5
    assert Spotlight.objects.get().is_shown


def test_two_clicks_and_a_sentence_put_something_in_the_spotlight(as_lies, project):
    page = page_of(as_lies, "kijker", project)
    answer = as_lies.post(path("kijker_nieuw", project), WORDS | {"doe": "toon"})
    made = Spotlight.objects.get()
    assert (path("kijker_nieuw", project) in page, answer.url) == (True, path("kijker_een", project, made.pk))
    assert (made.is_shown, made.on_page) == (True, True)


def test_kept_for_later_nobody_else_sees_it(as_lies, project):
    as_lies.post(path("kijker_nieuw", project), WORDS | {"doe": "bewaar"})
    assert Spotlight.objects.get().status == "draft"


def test_without_a_how_the_form_says_why(as_lies, project):
    page = as_lies.post(path("kijker_nieuw", project), WORDS | {"how": "", "doe": "toon"}).content.decode()
    assert ("Dan kan een ander team het ook" in page, Spotlight.objects.count()) == (True, 0)


def test_a_name_in_the_text_is_asked_about_and_can_be_taken_out(as_lies, project):
    works_at(project, "Aalst", "Fatima Akin")
    body = WORDS | {"how": "Fatima Akin leest voor.", "doe": "toon"}
    asked = as_lies.post(path("kijker_nieuw", project), body).content.decode()
    assert ("Staat hier een naam in?" in asked, 'name="doe" value="toon"' in asked) == (True, True)
    assert Spotlight.objects.count() == 0
    as_lies.post(path("kijker_nieuw", project), body | {"namen": "weg"})
    made = Spotlight.objects.get()
    assert ("Fatima" in made.how, made.is_shown) == (False, True)


def test_the_list_names_places_without_a_spotlight_to_who_leads_alone(client, project, lies, noor):
    works_at(project, "Gent", "An Claes")
    works_at(project, "Aalst", "Bert Claes")
    make_spotlight(place="Gent", project=project)
    place = make_location(project.organisation, "Aalst")
    link = f"{path('kijker_nieuw', project)}?locatie={place.pk}"
    pages = {}
    for user in (lies, noor):
        client.force_login(user)
        pages[user.pk] = page_of(client, "kijker", project)
    assert [link in pages[lies.pk], "Nog niet in de kijker dit kwartaal" in pages[lies.pk]] == [True, True]
    assert [link in pages[noor.pk], "Nog niet in de kijker dit kwartaal" in pages[noor.pk]] == [False, False]


def test_what_others_do_not_see_stands_apart_and_last(as_lies, project):
    for what, status, day in (
        ("Ontwerp", "draft", None),
        ("Oud", "shown", "2026-01-05"),
        ("Weg", "taken_back", "2026-03-05"),
        ("Nieuw", "shown", "2026-02-05"),
        ("Middel", "shown", "2026-01-15"),
    ):
        make_spotlight(what, project=project, status=status, shown_on=day)
    context = as_lies.get(path("kijker", project)).context
    (_also, shown), (_mine, hidden) = context["groups"]
    assert context["newest"].what == "Nieuw"
    assert ([one.what for one in shown], [one.what for one in hidden]) == (["Middel", "Oud"], ["Weg", "Ontwerp"])


def test_one_click_on_a_place_begins_there(as_lies, project):
    place = make_location(project.organisation, "Aalst")
    page = page_of(as_lies, "kijker_nieuw", project, query=f"?locatie={place.pk}")
    assert f'<option value="{place.pk}" selected>Aalst</option>' in page


def test_taken_back_is_undone_with_one_press(as_lies, project):
    row = make_spotlight(project=project)
    page = as_lies.post(path("kijker_terug", project, row.pk), follow=True).content.decode()
    assert (path("kijker_toon", project, row.pk) in page, Spotlight.objects.get().status) == (True, "taken_back")
    as_lies.post(path("kijker_toon", project, row.pk))
    assert Spotlight.objects.get().is_shown


def test_a_lead_asks_for_a_name_on_the_page_itself(as_lies, project):
    works_at(project, "Aalst", "Fatima Akin")
    row = make_spotlight(project=project)
    page = as_lies.post(path("kijker_naam", project, row.pk), {"owner": "Fatima Akin"}, follow=True).content.decode()
    assert ("De vraag is onderweg." in page, Mail.objects.filter(kind="opvolging.spotlight_name").count()) == (True, 1)
    name = SpotlightName.objects.get()
    as_lies.post(path("kijker_naam_weg", project, row.pk, name.pk))
    assert SpotlightName.objects.get().status == "withdrawn"


def test_a_no_is_shown_to_nobody(as_lies, project):
    row = make_spotlight(project=project)
    colleague = works_at(project, "Aalst", "Fatima Akin")
    row.names.create(
        employee=colleague, status="declined", asked_at="2026-01-05T10:00Z", answered_at="2026-01-05T11:00Z"
    )
    assert "Fatima" not in page_of(as_lies, "kijker_een", project, row.pk)
    again = as_lies.post(path("kijker_naam", project, row.pk), {"owner": "Fatima Akin"}, follow=True).content.decode()
    assert "Deze collega kreeg de vraag al." in again


def test_who_was_asked_is_for_who_leads_alone(client, project, noor):
    row = make_spotlight(project=project)
    row.names.create(employee=works_at(project, "Aalst", "Fatima Akin"), asked_at="2026-01-05T10:00Z")
    client.force_login(noor)
    assert "Fatima" not in page_of(client, "kijker_een", project, row.pk)


def test_every_project_has_the_tab(as_lies, project):
    page = as_lies.get(reverse("trajecten:overzicht", args=[project.slug])).content.decode()
    assert path("kijker", project) in page


def test_the_newest_stands_beside_the_overview_for_two_weeks(client, project, bram):
    client.force_login(bram)
    address = reverse("trajecten:overzicht", args=[project.slug])
    today = timezone.localdate()
    make_spotlight("Van net te lang geleden", project=project, shown_on=today - timedelta(days=14))
    without = client.get(address).content.decode()
    make_spotlight("Van bijna twee weken geleden", "Aalst", project=project, shown_on=today - timedelta(days=13))
    fresh = client.get(address).content.decode()
    assert ["geleden" in page for page in (without, fresh)] == [False, True]
    assert ("Van bijna twee weken geleden" in fresh, "Van net te lang geleden" in fresh) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_three_as_for_one(as_lies, project, count, django_assert_num_queries):
    for number in range(count):
        row = make_spotlight(f"Goed {number}", f"Plaats {number}", project=project)
        colleague = works_at(project, f"Plaats {number}", f"Collega {number}")
        row.names.create(
            employee=colleague, status="agreed", asked_at="2026-01-05T10:00Z", answered_at="2026-01-05T11:00Z"
        )
    as_lies.get(path("kijker", project))  # the first page of a process also asks what the database can
    with django_assert_num_queries(8):
        as_lies.get(path("kijker", project))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_one_asks_as_much_for_three_names_as_for_one(as_lies, project, count, django_assert_num_queries):
    row = make_spotlight(place="Aalst", project=project)
    for number in range(count):
        colleague = works_at(project, "Aalst", f"Collega {number}")
        row.names.create(
            employee=colleague, status="agreed", asked_at="2026-01-05T10:00Z", answered_at="2026-01-05T11:00Z"
        )
    with django_assert_num_queries(8):
        as_lies.get(path("kijker_een", project, row.pk))
