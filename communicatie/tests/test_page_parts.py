"""What stands on the page for everyone, for whom; and what never does."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from bevraging.models import Feedback
from bevraging.tests.factories import make_draft
from communicatie import page_help, page_links
from communicatie.models import Message
from communicatie.tests.factories import (
    make_ask,
    make_audience,
    make_contact_point,
    make_employee,
    make_message,
    make_page,
)
from fundament.models import InForce
from fundament.tests.factories import make_agreement, make_framework, put_in_force
from organisatie.tests.factories import make_function, make_location
from trajecten.tests.factories import make_project

pytestmark = pytest.mark.django_db
Key = Message.Key
SENT = Message.Status.SENT


@pytest.fixture
def project(linde, lies):
    for name in ("Aalst", "Gent"):
        make_location(linde, name)
    for name in ("Zorg", "Keuken"):
        make_function(linde, name)
    return make_project(linde, lies, step=4)


@pytest.fixture
def page(project):
    return make_page(project)


def on_page(page, code: str, function: str = "", location: str = "", taal: str = "") -> str | None:
    """The words of one part as somebody reads them; None when it is not there."""
    organisation = page.project.organisation
    query = {"taal": taal} if taal else {}
    if function:
        query["functie"] = organisation.functions.get(name=function).pk
    if location:
        query["locatie"] = organisation.locations.get(name=location).pk
    body = Client().get(page_links.path_of(page), query).content.decode()
    found = re.search(rf'<section class="deel" id="{code}".*?</section>', body, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found.group()).split()) if found else None


def tell(audience, title: str = "Je noteert met de tablet.", key: str = Key.WHAT_CHANGES, **fields) -> Message:
    return make_message(title, audience=audience, key=key, **{"status": SENT, **fields})


# --- What changes, and when --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("functions", "locations", "chosen", "there"),
    [
        ([], [], ("", ""), True),
        ([], [], ("Zorg", "Aalst"), True),
        (["Zorg"], [], ("Zorg", ""), True),
        (["Zorg"], [], ("Keuken", ""), False),
        (["Zorg"], [], ("", ""), False),
        ([], ["Aalst"], ("", "Aalst"), True),
        ([], ["Aalst"], ("", "Gent"), False),
        (["Zorg"], ["Aalst"], ("Zorg", "Aalst"), True),
        (["Zorg"], ["Aalst"], ("Zorg", "Gent"), False),
        (["Zorg"], ["Aalst"], ("Zorg", ""), False),
        (["Zorg", "Keuken"], ["Aalst", "Gent"], ("Keuken", "Gent"), True),
    ],
)
def test_message_is_for_who_its_audience_covers(page, functions, locations, chosen, there):
    tell(make_audience(project=page.project, functions=functions, locations=locations))
    assert ("Je noteert met de tablet." in (on_page(page, "changes", *chosen) or "")) == there


@pytest.mark.parametrize(
    ("chosen", "asks"),
    [(("", ""), True), (("Zorg", ""), True), (("Zorg", "Gent"), False), (("Keuken", "Aalst"), False)],
)
def test_who_did_not_choose_yet_is_asked_to(page, chosen, asks):
    tell(make_audience(project=page.project, functions=["Zorg"], locations=["Aalst"]))
    assert ("Kies je functie en je locatie." in (on_page(page, "changes", *chosen) or "")) == asks


@pytest.mark.parametrize("status", ["idea", "planned", "ready", "dropped"])
def test_message_that_was_not_told_is_not_there(page, status):
    tell(make_audience(project=page.project), status=status, text="Tekst.", dropped_why="Niet meer nodig.")
    assert on_page(page, "changes") is None


@pytest.mark.parametrize(
    "fields",
    [{"inner": True}, {"kind": "role", "role": "ambassador"}, {"kind": "outside", "outside_count": 40}],
)
def test_what_the_small_circle_or_others_heard_is_not_there(page, fields):
    tell(make_audience(project=page.project, **fields))
    assert on_page(page, "changes", "Zorg", "Aalst") is None


def test_message_of_another_project_is_not_there(page, linde, lies):
    tell(make_audience(project=make_project(linde, lies, title="Iets anders")))
    assert on_page(page, "changes") is None


@pytest.mark.parametrize(
    ("key", "part"), [("what_changes", "changes"), ("in_it_for_me", "changes"), ("when", "when"), ("help", None)]
)
def test_message_stands_in_the_part_it_is_about(page, key, part):
    tell(make_audience(project=page.project), key=key)
    assert [code for code in ("changes", "when", "help") if on_page(page, code)] == ([part] if part else [])


def test_what_changes_comes_first_then_the_newest(page):
    everybody, now = make_audience(project=page.project), timezone.now()
    for days, key, title in ((1, Key.IN_IT_FOR_ME, "C"), (9, Key.WHAT_CHANGES, "B"), (2, Key.WHAT_CHANGES, "A")):
        tell(everybody, title, key, sent_at=now - timedelta(days=days))
    assert on_page(page, "changes") == "Wat verandert er voor mij? A B C"


def test_message_told_again_stands_there_once(page):
    everybody = make_audience(project=page.project)
    first = tell(everybody, "Zo doen we het")
    tell(everybody, "Zo doen we het, nog eens", repeats=first)
    assert on_page(page, "changes") == "Wat verandert er voor mij? Zo doen we het, nog eens"


def test_message_planned_again_leaves_the_told_one(page):
    everybody = make_audience(project=page.project)
    tell(everybody, "Straks nog eens", repeats=tell(everybody, "Zo doen we het"), status="planned")
    assert on_page(page, "changes") == "Wat verandert er voor mij? Zo doen we het"


def test_message_says_what_people_have_of_it_and_for_which_shift(page):
    audience = make_audience(project=page.project, shift="nacht")
    tell(audience, "Tablet", text="Je neemt een tablet mee.", in_it_for_me="Je schrijft niets meer over.")
    assert on_page(page, "changes") == (
        "Wat verandert er voor mij? Tablet Voor de dienst nacht Je neemt een tablet mee."
        " Wat heb je eraan? Je schrijft niets meer over."
    )


def test_long_text_ends_at_a_word(page):
    tell(make_audience(project=page.project), text="woord " * 200)
    assert on_page(page, "changes").endswith("woord woord…")


# --- Who helps -----------------------------------------------------------------------------------------


def test_contact_point_is_named_with_hours_and_who_is_there_else(page):
    project = page.project
    an, bo = make_employee("An Peeters", project=project), make_employee("Bo Claes", project=project)
    make_contact_point(an, project=project, backup=bo, hours="van 7 tot 15 uur", how="bel 4512")
    assert on_page(page, "help") == (
        "Wie helpt mij? An Peeters , Aalst van 7 tot 15 uur bel 4512 Niet bereikbaar? Dan helpt Bo Claes."
    )


def test_contact_point_of_the_own_location_comes_before_that_for_everybody(page):
    project = page.project
    make_contact_point(make_employee("Al Gemeen", project=project), project=project, location=None)
    make_contact_point(make_employee("An Peeters", project=project), project=project)
    make_contact_point(make_employee("Gil Gent", project=project, location="Gent"), project=project)
    assert on_page(page, "help", location="Aalst") == "Wie helpt mij? An Peeters , Aalst Al Gemeen"


def test_many_contact_points_ask_for_a_location(page):
    for number in range(page_help.MOST_CONTACTS + 1):
        who = make_employee(f"An {number}", project=page.project, location=f"Huis {number}")
        make_contact_point(who, project=page.project)
    assert on_page(page, "help") == "Wie helpt mij? Kies je locatie. Dan zie je wie er bij jou helpt."


def test_contact_point_that_left_gives_way_to_who_is_there(page):
    gone = timezone.localdate() - timedelta(days=1)
    an = make_employee("An Peeters", project=page.project, active_until=gone)
    bo = make_employee("Bo Claes", project=page.project)
    make_contact_point(an, project=page.project, backup=bo)
    assert on_page(page, "help") == "Wie helpt mij? Bo Claes , Aalst"


def test_contact_point_without_anybody_is_not_there(page):
    make_contact_point(None, project=page.project, location=make_location(page.project.organisation, "Aalst"))
    assert on_page(page, "help") is None


def test_sentence_of_the_lead_alone_is_enough(project):
    assert on_page(make_page(project, help="Vraag het aan je buur."), "help") == "Wie helpt mij? Vraag het aan je buur."


def test_ambassador_is_shown_by_first_name_and_initials_only(page):
    make_ask(make_employee("Fatima El Amrani", project=page.project), project=page.project, status="accepted")
    assert on_page(page, "help") == "Wie helpt mij? Ambassadeurs FA Fatima Aalst"


def test_surname_of_an_ambassador_is_nowhere_on_the_page(page):
    make_ask(make_employee("Fatima Akin", project=page.project), project=page.project, status="accepted")
    assert b"Akin" not in Client().get(page_links.path_of(page)).content


def test_no_ambassador_is_shown_when_the_lead_does_not_want_it(project):
    page = make_page(project, show_faces=False)
    make_ask(make_employee("Fatima Akin", project=project), project=project, status="accepted")
    assert on_page(page, "help") is None


@pytest.mark.parametrize("status", ["asked", "declined", "withdrawn"])
def test_who_did_not_say_yes_is_not_shown(page, status):
    make_ask(make_employee("Fatima Akin", project=page.project), project=page.project, status=status)
    assert on_page(page, "help") is None


def test_ambassador_who_left_the_house_is_not_shown(page):
    gone = timezone.localdate() - timedelta(days=1)
    who = make_employee("Fatima Akin", project=page.project, active_until=gone)
    make_ask(who, project=page.project, status="accepted")
    assert on_page(page, "help") is None


def test_who_has_another_role_is_no_ambassador(page):
    make_ask(make_employee("Fatima Akin", project=page.project), project=page.project, status="accepted", role="owner")
    assert on_page(page, "help") is None


def test_ambassador_of_two_places_stands_there_once(page):
    who, gent = make_employee("Fatima Akin", project=page.project), make_location(page.project.organisation, "Gent")
    make_ask(who, project=page.project, status="accepted")
    make_ask(who, project=page.project, status="accepted", location=gent)
    assert on_page(page, "help") == "Wie helpt mij? Ambassadeurs FA Fatima Aalst, Gent"


def test_ambassador_of_another_place_is_not_mine(page):
    make_ask(make_employee("Fatima Akin", project=page.project), project=page.project, status="accepted")
    everywhere = make_employee("Omar Haddad", project=page.project)
    make_ask(everywhere, project=page.project, status="accepted", location=None)
    assert on_page(page, "help", location="Gent") == "Wie helpt mij? Ambassadeurs OH Omar"


# --- Agreements ------------------------------------------------------------------------------------------


def aalst(page):
    return make_location(page.project.organisation, "Aalst")


def test_agreement_in_force_is_there_with_where(page):
    put_in_force(make_agreement("We bellen terug.", project=page.project), aalst(page))
    assert on_page(page, "agreed") == "Onze afspraken Eén dossier We bellen terug. (in Aalst)"


def test_agreement_that_holds_everywhere_says_no_place(page):
    gent = make_location(page.project.organisation, "Gent")
    put_in_force(make_agreement("We bellen terug.", project=page.project), aalst(page), gent)
    assert on_page(page, "agreed") == "Onze afspraken Eén dossier We bellen terug."


@pytest.mark.parametrize(("location", "there"), [("Aalst", True), ("Gent", False)])
def test_agreement_holds_where_it_is_in_force(page, location, there):
    put_in_force(make_agreement("We bellen terug.", project=page.project), aalst(page))
    assert (on_page(page, "agreed", location=location) is not None) == there


@pytest.mark.parametrize(("function", "there"), [("", True), ("Zorg", True), ("Keuken", False)])
def test_agreement_is_for_its_functions(page, function, there):
    version = put_in_force(make_agreement("We bellen terug.", project=page.project), aalst(page))
    version.functions.set([make_function(page.project.organisation, "Zorg")])
    assert (on_page(page, "agreed", function=function) is not None) == there


def test_agreement_that_is_made_or_still_to_begin_is_not_there(page):
    make_agreement("Een concept.", project=page.project)
    put_in_force(make_agreement("Morgen.", project=page.project), since=timezone.localdate() + timedelta(days=1))
    assert on_page(page, "agreed") is None


def test_agreement_that_ended_is_not_there(page):
    today = timezone.localdate()
    version = put_in_force(make_agreement(project=page.project), aalst(page), since=today - timedelta(days=9))
    InForce.objects.create(agreement=version.agreement, version=None, location=aalst(page), since=today)
    assert on_page(page, "agreed") is None


def test_agreements_beyond_one_sheet_are_counted(page):
    framework = make_framework(project=page.project)
    for number in range(16):
        put_in_force(make_agreement(f"Afspraak {number}.", framework=framework))
    told = on_page(page, "agreed")
    assert (told.count("Afspraak "), told.endswith("En nog 1 afspraak.")) == (15, True)


# --- What was done with the answers -------------------------------------------------------------------------


def share(page, **fields):
    survey = make_draft(page.project, people=(), **fields)
    return Feedback.objects.create(survey=survey, shared_at=timezone.now())


def test_what_came_back_is_linked(page):
    shared = share(page, title="Hoe gaat het?")
    body = Client().get(page_links.path_of(page), {"taal": "fr"}).content.decode()
    assert re.findall(r'href="(/v/terug/\d+-)\w+/(\?taal=fr)"', body) == [(f"/v/terug/{shared.survey_id}-", "?taal=fr")]
    assert on_page(page, "feedback").endswith("Hoe gaat het?")


def test_what_was_not_shared_is_not_there(page):
    Feedback.objects.create(survey=make_draft(page.project, people=()))
    assert on_page(page, "feedback") is None


@pytest.mark.parametrize("fields", [{"purpose": "targeted"}, {"purpose": "tryout"}, {"mode": "named"}])
def test_what_only_a_few_were_asked_is_not_there(page, fields):
    share(page, **fields)
    assert on_page(page, "feedback") is None
