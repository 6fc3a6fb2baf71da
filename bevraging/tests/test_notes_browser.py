"""Live notes on a phone: a line a tap, also without JavaScript, and no line is lost when the network goes."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from bevraging.models import Conversation, Note
from bevraging.tests.factories import make_project
from bevraging.tests.talk_factories import make_conversation, make_note, make_theme
from organisatie.tests.factories import make_employees
from trajecten.models import ProjectRole

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def path(linde, lies) -> str:
    project = make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    conversation = make_conversation(project, by=lies)
    return reverse("bevraging:gesprek", args=[project.slug, conversation.pk])


def written() -> list[tuple]:
    return list(Note.objects.order_by("pk").values_list("text", "speaker", "lens"))


def test_enter_saves_the_line_and_the_field_is_free_again(phone, sign_in, lies, path):
    sign_in(phone, lies).goto(path)
    phone.get_by_label("slecht voorbeeld", exact=True).check()
    for line in ("D3: het schriftje ligt ergens anders", "en niemand leest het"):
        phone.get_by_label("Notities, één per regel").fill(line)
        phone.get_by_label("Notities, één per regel").press("Enter")
    expect(phone.locator("[data-notities] > li")).to_have_count(2)
    expect(phone.get_by_label("Notities, één per regel")).to_have_value("")
    assert written() == [("het schriftje ligt ergens anders", 3, "bad"), ("en niemand leest het", None, "bad")]


def test_line_without_network_waits_on_the_phone_and_is_sent_once(phone, sign_in, lies, path):
    sign_in(phone, lies).goto(path)
    phone.context.set_offline(True)
    phone.get_by_label("Notities, één per regel").fill("In de kelder is geen wifi")
    phone.get_by_role("button", name="Bewaar de notitie").click()
    expect(phone.get_by_text("geen verbinding")).to_be_visible()
    assert written() == []
    phone.context.set_offline(False)
    expect(phone.locator("[data-notities] > li")).to_have_count(1, timeout=15_000)
    phone.reload()
    assert written() == [("In de kelder is geen wifi", None, "")]


def test_half_a_line_survives_a_reload(phone, sign_in, lies, path):
    sign_in(phone, lies).goto(path)
    phone.get_by_label("Notities, één per regel").press_sequentially("Nog niet af")
    phone.reload()
    expect(phone.get_by_label("Notities, één per regel")).to_have_value("Nog niet af")


def test_name_is_asked_about_beside_the_line(phone, sign_in, lies, linde, path, axe):
    make_employees(linde, 1, prefix="Roos Aerts")
    sign_in(phone, lies).goto(path)
    phone.get_by_label("Notities, één per regel").fill("Roos Aerts kan dat wel")
    phone.get_by_role("button", name="Bewaar de notitie").click()
    expect(phone.get_by_text("We zien: Roos Aerts.")).to_be_visible()
    axe(phone)
    phone.get_by_role("button", name="Haal het eruit en bewaar").click()
    expect(phone.locator("[data-notities] > li")).to_have_count(1)
    assert written() == [("[naam] kan dat wel", None, "")]


def test_report_is_not_ready_while_a_line_still_waits(phone, sign_in, lies, path):
    sign_in(phone, lies).goto(path)
    phone.context.set_offline(True)
    phone.get_by_label("Notities, één per regel").fill("In de kelder is geen wifi")
    phone.get_by_role("button", name="Bewaar de notitie").click()
    expect(phone.get_by_text("geen verbinding")).to_be_visible()
    phone.evaluate("() => { window.fetch = () => Promise.reject(); }")  # a connection that comes back and fails
    phone.context.set_offline(False)
    phone.get_by_role("button", name="Het verslag is klaar").click()
    expect(phone.get_by_role("button", name="Zet terug in het veld")).to_be_focused()
    assert (Conversation.objects.get().status, written()) == ("open", [])


def test_notes_without_javascript(phone_without_js, sign_in, lies, path):
    page = sign_in(phone_without_js, lies)
    page.goto(path)
    page.get_by_label("Notities, één per regel").fill("eerste\nD2: tweede")
    page.get_by_role("button", name="Bewaar de notitie").click()
    expect(page.locator("[data-notities] > li")).to_have_count(2)
    assert written() == [("eerste", None, ""), ("tweede", 2, "")]


def test_theme_is_found_while_typing_and_put_on_the_note(phone, sign_in, lies, path):
    note = make_note(conversation_at(path))
    for name in ("Schriftjes", "Overdracht"):
        make_theme(note.conversation.project, name)
    sign_in(phone, lies).goto(path)
    phone.get_by_role("link", name=re.compile("^Thema bij")).click()
    phone.get_by_label("Zoek of typ een thema").press_sequentially("schr")
    expect(phone.get_by_role("button", name="Overdracht")).to_have_count(0)
    phone.get_by_role("button", name="Schriftjes").click()
    expect(phone.get_by_role("link", name="Schriftjes")).to_be_visible()
    assert [theme.name for theme in note.themes.all()] == ["Schriftjes"]


def conversation_at(path: str) -> Conversation:
    return Conversation.objects.get(pk=int(path.rstrip("/").rsplit("/", 1)[1]))
