"""Bottlenecks on a phone in a few taps, and bundling by mouse, by keyboard and without JavaScript."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from bevraging.tests.factories import make_project
from bevraging.tests.talk_factories import confirmed_item, make_theme
from fundament.models import Bottleneck, Bundle
from fundament.tests.factories import make_bottleneck, make_bundle, make_decision
from organisatie.tests.factories import make_employees, make_function, make_location
from trajecten.models import ProjectRole

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def project(linde, lies, bram):
    project = make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.AMBASSADOR, user=bram)
    make_location(linde)
    make_function(linde)
    return project


def url(name, project, *args):
    return reverse(f"fundament:{name}", args=[project.slug, *args])


def in_bundles() -> list[tuple]:
    return list(Bottleneck.objects.order_by("pk").values_list("what", "bundle__name"))


def test_ambassador_notes_one_on_a_phone_and_then_another(phone_without_js, sign_in, bram, project):
    page = sign_in(phone_without_js, bram)
    page.goto(url("knelpunt_nieuw", project))
    for what in ("Lader was stuk", "Tablet was leeg"):
        page.get_by_label("Wat gebeurde er").fill(what)
        page.get_by_label("Locatie").select_option("Aalst")
        page.get_by_role("button", name="Bewaar").click()
        page.get_by_role("link", name="Noteer er nog een").click()
    expect(page.get_by_label("Locatie")).to_have_value(str(Bottleneck.objects.first().location_id))
    assert sorted(Bottleneck.objects.values_list("what", flat=True)) == ["Lader was stuk", "Tablet was leeg"]


def test_ticked_ones_are_dragged_to_a_bundle_together_and_undone(page, sign_in, lies, project):
    make_bundle(project=project)
    for what in ("Lader stuk", "Tablet leeg", "Wifi weg"):
        make_bottleneck(what, project=project)
    sign_in(page, lies).goto(url("knelpunten", project))
    for what in ("Lader stuk", "Wifi weg"):
        page.get_by_label(what, exact=True).check()
    page.locator("li", has_text="Lader stuk").locator(".sleepgreep").hover()
    page.mouse.down()
    page.locator("[data-bundel]").hover()
    page.mouse.up()
    expect(page.get_by_text("2 knelpunten staan nu in «Dubbel noteren».")).to_be_visible()
    assert in_bundles() == [("Lader stuk", "Dubbel noteren"), ("Tablet leeg", None), ("Wifi weg", "Dubbel noteren")]
    page.get_by_role("button", name="Maak ongedaan").click()
    expect(page.get_by_text("Weer zoals het was.")).to_be_visible()
    assert {bundle for _what, bundle in in_bundles()} == {None}


def test_dropped_beside_a_bundle_stays_where_it_was(page, sign_in, lies, project):
    make_bundle(project=project)
    make_bottleneck("Een", project=project)
    sign_in(page, lies).goto(url("knelpunten", project))
    page.locator(".sleepgreep").hover()
    page.mouse.down()
    page.get_by_role("heading", name="Knelpunten", level=1).hover()
    page.mouse.up()
    assert (in_bundles(), page.get_by_label("Een", exact=True).is_checked()) == ([("Een", None)], False)


def test_bundle_is_made_and_filled_by_keyboard(page, sign_in, lies, project):
    make_bottleneck("Een", project=project)
    sign_in(page, lies).goto(url("knelpunten", project))
    page.get_by_label("Een", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_label("of in een nieuwe bundel").focus()
    page.keyboard.type("Login kwijt")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 knelpunt staat nu in «Login kwijt».")).to_be_visible()
    assert in_bundles() == [("Een", "Login kwijt")]


def test_bundling_on_a_phone_without_javascript(phone_without_js, sign_in, lies, project):
    make_bundle(project=project)
    make_bottleneck("Een", project=project)
    page = sign_in(phone_without_js, lies)
    page.goto(url("knelpunten", project))
    page.get_by_label("Een", exact=True).check()
    page.get_by_label("Zet wat je aanvinkt in").select_option("Dubbel noteren")
    page.get_by_role("button", name="Breng samen").click()
    expect(page.get_by_text("1 knelpunt staat nu in")).to_be_visible()
    assert in_bundles() == [("Een", "Dubbel noteren")]


def test_pages_are_for_everybody(phone, page, sign_in, lies, linde, project, axe):
    theme = make_theme(project)
    bundle = make_bundle(project=project, theme=theme, count=2)
    make_decision(project=project).bundles.add(bundle)
    make_bottleneck("Los", project=project, location=make_location(linde), fix="Rondgebeld", minutes=20)
    confirmed_item(project)
    names = [
        ("knelpunten",), ("knelpunt_nieuw",), ("knelpunt_bewaard",), ("knelpunten_ophalen",), ("bundels",),
        ("bundel", bundle.pk), ("bundel_samen", bundle.pk), ("themas",), ("thema_geen_besluit", theme.pk),
    ]  # fmt: skip
    for one in (phone, page):
        sign_in(one, lies)
        for name, *args in names:
            one.goto(url(name, project, *args))
            axe(one)
            assert one.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name


def test_question_about_a_name_is_for_everybody(phone, sign_in, lies, linde, project, axe):
    make_employees(linde, 1, prefix="Roos Aerts")
    make_bottleneck("Een", project=project)
    sign_in(phone, lies).goto(url("knelpunten", project))
    phone.get_by_label("Een", exact=True).check()
    phone.get_by_label("of in een nieuwe bundel").fill("Roos Aerts vergeet")
    phone.get_by_role("button", name="Breng samen").click()
    expect(phone.get_by_text("We zien: Roos Aerts.")).to_be_visible()
    axe(phone)
    phone.get_by_role("button", name="Haal het eruit en bewaar").click()
    assert Bundle.objects.get().name == "[naam] vergeet"
