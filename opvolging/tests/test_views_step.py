"""The page of step 6: how agreements live, together and per place, and the one thing to do next."""

from datetime import timedelta

import pytest
from django.utils import timezone

from opvolging import step_parts
from opvolging.actions.rhythm import plan_ahead
from opvolging.step_parts import Part
from opvolging.tests.factories import make_check, make_holding, make_rhythm, make_step_6
from opvolging.tests.pages import filled, get, text_of
from organisatie.tests.factories import make_employee, make_user
from trajecten.models import ProjectRole
from trajecten.steps import step_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde, lies):
    return make_step_6(lies)


def living(project, count: int = 1) -> None:
    """So many agreements in two places: each goes well in Aalst, and asks for attention in Gent."""
    owner = make_employee(project.organisation, "Eigenaar van de afspraken")
    for number in range(count):
        version = make_holding(project, "Aalst", "Gent", sentence=f"We noteren {number} meteen.", owner=owner)
        for place, followed in (("Aalst", 19), ("Gent", 10)):
            rhythm = make_rhythm(version, place, owner=owner, first_on=timezone.localdate() + timedelta(days=14))
            plan_ahead([rhythm], timezone.localdate())
            make_check(rhythm, 20, followed)


def test_station_on_the_spoor_leads_here(project):
    assert step_for(6).url(project) == f"/trajecten/{project.slug}/opvolging/"


def test_stranger_finds_nothing(client, vik, project):
    assert get(client, vik, project, "stap").status_code == 404


def test_empty_page_leads_to_the_agreements(client, lies, project):
    html = get(client, lies, project, "stap").content.decode()
    assert ("Wat blijft er van de afspraken?" in html, filled(html)) == (True, ["Bekijk de afspraken"])


def test_agreement_where_nobody_looks_asks_for_a_rhythm(client, lies, project):
    make_holding(project, "Aalst", "Gent")
    page = get(client, lies, project, "stap")
    assert filled(page.content.decode()) == ["Zet het ritme klaar"]
    assert "Op 2 plekken geldt een afspraak waar nog niemand naar kijkt." in text_of(page)


def test_each_agreement_stands_there_with_its_share_and_each_place_with_its_own(client, lies, project):
    living(project)
    page = get(client, lies, project, "stap")
    text = text_of(page)
    shown = ("We noteren 0 meteen.", "73%", "29 van 40", "✓ 95%", "! 50%", "19 van 20,", "Vraagt aandacht (50%)")
    assert [one for one in shown if one not in text and one not in page.content.decode()] == []
    assert "0 van de 1 afspraken lopen goed. Eén groeit nog." in text
    assert filled(page.content.decode()) == ["Noteer een check"]


def test_expired_check_is_unknown_and_gives_no_share(client, lies, project):
    version, today = make_holding(project, "Aalst"), timezone.localdate()
    make_check(
        make_rhythm(version, "Aalst"), 20, 20, on=today - timedelta(days=90), expires_on=today - timedelta(days=1)
    )
    text = text_of(get(client, lies, project, "stap"))
    assert ("nog niet te zeggen" in text, "Onbekend" in text, "100%" in text) == (True, True, False)


def test_reader_sees_the_same_and_may_do_nothing(client, noor, project):
    living(project)
    html = get(client, noor, project, "stap").content.decode()
    assert ("We noteren 0 meteen." in html, filled(html)) == (True, [])


def test_guest_without_results_sees_what_the_step_is_for(client, project):
    living(project)
    guest = make_user("gast@elders.test", "Gast Een")
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.AMBASSADOR, user=guest)
    html = get(client, guest, project, "stap").content.decode()
    assert ("zet in de kijker wat goed loopt" in html, "We noteren 0 meteen." in html) == (True, False)


def test_nobody_is_named_on_the_page(client, lies, project):
    living(project)
    assert "Eigenaar van de afspraken" not in text_of(get(client, lies, project, "stap"))


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_the_same_queries_for_one_and_three(client, lies, project, count, django_assert_num_queries):
    living(project, count)
    get(client, lies, project, "stap")
    with django_assert_num_queries(7):
        get_again(client, project)


def get_again(client, project):
    return client.get(f"/trajecten/{project.slug}/opvolging/")


def test_part_of_a_later_branch_stands_on_the_page_in_its_order(client, lies, project, monkeypatch):
    monkeypatch.setattr(step_parts, "_parts", dict(step_parts._parts))
    step_parts.register("proef", 20, Part("opvolging/deel/ritme.html", lambda *_all: None))
    codes = [code for code, _part in step_parts.all_parts()]
    assert codes.index("rhythm") < codes.index("proef")
    assert get(client, lies, project, "stap").status_code == 200


def test_what_nobody_knows_is_told_as_such(client, lies, project):
    living(project)
    make_holding(project, "Aalst", sentence="Een toestel dat stuk is, melden we meteen.")
    text = text_of(get(client, lies, project, "stap"))
    assert "0 van de 2 afspraken lopen goed. Eén groeit nog. Van één weten we het nog niet." in text
