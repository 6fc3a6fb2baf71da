"""The screens of roles, contact points and owners: who may see them; what those of roles do, in how many queries."""

from decimal import Decimal

import pytest
from django.utils import timezone

from communicatie.models import RoleAsk
from communicatie.tests.factories import make_ask, make_contact_point, make_employee
from communicatie.tests.role_pages import led_by, path, text_of
from organisatie.models import Employee
from organisatie.tests.factories import make_employees, make_location
from trajecten.models import Mail, ProjectRole, Threshold
from trajecten.tests.factories import make_decider

READ = ["rollen", "ploeg_gezichten", "aanspreekpunten", "eigenaars"]
EDIT = [
    "rol_vragen", "rol_voorbereid", "rol_vraag", "rol_voorwaarden", "rol_intrekken", "rol_stoppen",
    "aanspreekpunt_nieuw", "aanspreekpunt_wijzig", "aanspreekpunt_weg",
]  # fmt: skip
PRESS = ["rol_zei_ja", "rol_opnieuw"]
ONLY_LOOK = ["rollen", "ploeg_gezichten", "aanspreekpunten", "rol_vraag"]


@pytest.fixture
def project(linde, lies):
    return led_by(lies)


@pytest.fixture
def fatima(project):
    return make_employee("Fatima Akin", project=project, shift="nacht")


@pytest.fixture
def ask(project, fatima):
    return make_ask(fatima, project=project)


@pytest.fixture
def point(project, fatima):
    return make_contact_point(fatima, project=project)


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


@pytest.fixture
def as_noor(client, noor):
    client.force_login(noor)
    return client


# --- Who may see what ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*READ, *EDIT])
def test_page_of_other_organisation_is_missing(client, vik, project, ask, point, name):
    client.force_login(vik)
    assert client.get(path(name, project)).status_code == 404


@pytest.mark.parametrize("name", PRESS)
def test_button_of_other_organisation_is_missing(client, vik, project, ask, name):
    client.force_login(vik)
    assert client.post(path(name, project)).status_code == 404


@pytest.mark.parametrize("name", READ)
def test_reader_looks(as_noor, project, ask, point, name):
    assert as_noor.get(path(name, project)).status_code == 200


@pytest.mark.parametrize("name", EDIT)
def test_reader_changes_nothing(as_noor, project, ask, point, name):
    assert as_noor.get(path(name, project)).status_code == 403


@pytest.mark.parametrize("name", [*PRESS, "eigenaars"])
def test_reader_presses_nothing(as_noor, project, ask, name):
    assert as_noor.post(path(name, project)).status_code == 403


@pytest.mark.parametrize("name", EDIT)
def test_lead_opens_every_page(as_lies, project, ask, point, name):
    assert as_lies.get(path(name, project)).status_code == 200


def test_ambassador_from_outside_sees_the_faces_alone(client, anker, project, ask, point):
    helper = make_decider(anker, "helper@anker.test")
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.AMBASSADOR, user=helper)
    client.force_login(helper)
    found = {name: client.get(path(name, project)).status_code for name in READ}
    assert found == {"rollen": 403, "ploeg_gezichten": 200, "aanspreekpunten": 403, "eigenaars": 403}


@pytest.mark.parametrize("name", PRESS)
def test_button_is_only_pressed(as_lies, project, ask, name):
    assert as_lies.get(path(name, project)).status_code == 405


@pytest.mark.parametrize("name", ONLY_LOOK)
def test_page_that_looks_takes_no_post(as_lies, project, ask, name):
    assert as_lies.post(path(name, project)).status_code == 405


@pytest.mark.parametrize("name", ["rol_vragen", "aanspreekpunt_nieuw", "eigenaars"])
def test_page_with_a_form_takes_no_delete(as_lies, project, name):
    assert as_lies.delete(path(name, project)).status_code == 405


# --- Rollen --------------------------------------------------------------------------------------


def test_coverage_says_what_each_location_needs(as_lies, project, ask):
    gent = make_location(project.organisation, "Gent")
    make_employees(project.organisation, 41, location=gent, shift="laat")
    make_ask(make_employee("Mo Haddad", project=project, location="Gent", shift="laat"), project=project, status="accepted")  # fmt: skip
    text = text_of(as_lies.get(path("rollen", project)))
    wanted = ["Er zijn nog 4 ambassadeurs nodig.", "1 van 3", "0 van 2", "nacht nog niet", "1 antwoordt nog", "1 van 5"]
    assert [words for words in wanted if words not in text] == []


def test_gap_leads_to_who_can_be_asked_there(as_lies, project, ask):
    page = as_lies.get(path("rollen", project)).content.decode()
    assert f'{path("rol_vragen", project)}?locatie={ask.location_id}"' in page


def test_location_with_enough_asks_for_the_shift_that_is_not_reached(as_lies, project, fatima):
    for name in ("Mo Haddad", "An Claes"):
        make_ask(make_employee(name, project=project, shift="vroeg"), project=project, status="accepted")
    page = as_lies.get(path("rollen", project)).content.decode()
    assert f"?locatie={fatima.location_id}&amp;dienst=nacht" in page


def test_ratio_of_the_gate_is_that_of_the_page(as_lies, lies, project):
    make_employees(project.organisation, 31, location=make_location(project.organisation))
    Threshold.objects.create(
        project=project, code="s4.ambassadors", value=10, before=20, reason="Druk", changed_by=lies
    )
    text = text_of(as_lies.get(path("rollen", project)))
    assert ("één ambassadeur per 10 collega&#x27;s" in text, "0 van 4" in text) == (True, True)


def test_who_would_rather_not_is_on_no_page(as_lies, project, ask):
    RoleAsk.objects.update(status="declined", answered_at=timezone.now())
    texts = [text_of(as_lies.get(path(name, project))) for name in ("rollen", "rol_vragen", "ploeg_gezichten")]
    assert ["Fatima" in text for text in texts] == [False, False, False]


def test_reader_sees_who_said_yes_and_not_who_was_asked(as_noor, project, ask):
    make_ask(make_employee("Mo Haddad", project=project), project=project, status="accepted", hours=3)
    text = text_of(as_noor.get(path("rollen", project)))
    assert ["Fatima" in text, "Mo Haddad" in text, "3 uur per week" in text] == [False, True, False]


def test_lead_sees_what_has_yet_to_be_agreed(as_lies, project, fatima):
    make_ask(fatima, project=project, status="accepted", hours=Decimal("2.5"))
    text = text_of(as_lies.get(path("rollen", project)))
    assert ("2,5 uur per week" in text, "Plan een voorbereiding" in text) == (True, True)


@pytest.mark.parametrize("rows", [1, 3])
def test_roles_take_eight_queries_whatever_their_number(as_lies, project, rows, django_assert_num_queries):
    for number in range(rows):
        people = [make_employee(f"Collega {number} {one}", project=project, location=f"Huis {number}") for one in "abc"]
        make_ask(people[0], project=project, status="accepted", hours=2)
        make_ask(people[1], project=project)
        make_contact_point(people[2], project=project)
    with django_assert_num_queries(8):
        as_lies.get(path("rollen", project))


def test_faces_show_who_said_yes_by_place(as_noor, project, fatima):
    make_ask(fatima, project=project, status="accepted", shifts=["nacht"])
    make_ask(make_employee("Mo Haddad", project=project), project=project, role="helper", status="accepted")
    text = text_of(as_noor.get(path("ploeg_gezichten", project)))
    assert ["Fatima Akin" in text, "1 ambassadeur helpt mee." in text, "Mo Haddad" in text] == [True, True, False]


# --- Asking --------------------------------------------------------------------------------------


def test_ticked_colleagues_are_asked_for_the_location(as_lies, project, fatima):
    address = f"{path('rol_vragen', project)}?locatie={fatima.location_id}"
    data = {"medewerker": [fatima.pk], "role": "ambassador", "location": fatima.location_id, "hours": "2,5", "note": "Hallo", "voluntary": "on", "form_key": "0b8a1f3e-8f0a-4f0e-9d51-4b7f7c0f3c11"}  # fmt: skip
    answers = [as_lies.post(address, data) for _turn in range(2)]
    made = RoleAsk.objects.get()
    assert [answer.url for answer in answers] == [path("rollen", project)] * 2
    assert (made.employee, made.location, made.hours, made.voluntary) == (fatima, fatima.location, Decimal("2.5"), True)
    assert Mail.objects.count() == 1


def test_nobody_ticked_asks_nobody(as_lies, project, fatima):
    page = as_lies.post(path("rol_vragen", project), {"role": "ambassador"})
    assert ("Vink eerst iemand aan." in text_of(page), RoleAsk.objects.count()) == (True, 0)


def test_hours_that_cannot_be_keep_who_was_ticked(as_lies, project, fatima):
    data = {"medewerker": [fatima.pk], "role": "ambassador", "hours": "41", "form_key": "0b8a1f3e-8f0a-4f0e-9d51-4b7f7c0f3c11"}  # fmt: skip
    page = as_lies.post(path("rol_vragen", project), data)
    assert "Kies tussen een half uur en 40 uur per week." in text_of(page)
    assert f'value="{fatima.pk}" id="m{fatima.pk}" checked' in page.content.decode()


def test_list_narrows_by_place_shift_and_name(as_lies, project, fatima):
    make_employee("Mo Haddad", project=project, location="Gent", shift="laat")
    tried = {
        f"?locatie={fatima.location_id}": [True, False],
        f"?locatie={fatima.location_id}&elders=ja": [True, True],
        "?dienst=laat": [False, True],
        "?q=haddad": [False, True],
        "?locatie=999999&dienst=onbekend&rol=koning&q=": [True, True],
    }
    found = {}
    for query in tried:
        text = text_of(as_lies.get(path("rol_vragen", project) + query))
        found[query] = ["Fatima Akin" in text, "Mo Haddad" in text]
    assert found == tried


def test_who_is_asked_already_is_off_the_list_of_that_role(as_lies, project, ask):
    found = [
        "Fatima Akin" in text_of(as_lies.get(path("rol_vragen", project) + query))
        for query in ("", f"?locatie={ask.location_id}", "?rol=key_figure")
    ]
    assert found == [False, False, True]


@pytest.mark.parametrize("rows", [1, 3])
def test_whom_to_ask_takes_seven_queries(as_lies, project, rows, django_assert_num_queries):
    for number in range(rows):
        make_employee(f"Collega {number}", project=project, location=f"Huis {number}", shift="nacht")
    with django_assert_num_queries(7):
        as_lies.get(path("rol_vragen", project))


# --- One question --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "sentence"),
    [("asked", "Nog geen antwoord."), ("accepted", "Zei ja en doet mee."), ("declined", "niet meer open")],
)
def test_question_says_how_it_stands(as_lies, project, fatima, status, sentence):
    make_ask(fatima, project=project, status=status)
    assert sentence in text_of(as_lies.get(path("rol_vraag", project)))


def test_question_to_who_has_no_address_is_asked_at_the_table(as_lies, project, ask):
    Employee.objects.update(email="")
    page = as_lies.get(path("rol_vraag", project))
    assert ("vraag het aan tafel" in text_of(page), path("rol_opnieuw", project) in page.content.decode()) == (True, False)  # fmt: skip


def test_yes_on_paper_leads_to_what_is_agreed(as_lies, project, ask):
    assert as_lies.post(path("rol_zei_ja", project)).url == path("rol_voorwaarden", project)
    assert as_lies.post(path("rol_zei_ja", project)).url == path("rol_vraag", project)
    ask.refresh_from_db()
    assert ask.status == "accepted"


def test_terms_are_kept(as_lies, project, fatima):
    make_ask(fatima, project=project, status="accepted")
    data = {"hours": "3", "shifts": ["nacht"], "voluntary": "on", "prepared_on": "2031-03-03"}
    assert as_lies.post(path("rol_voorwaarden", project), data).status_code == 302
    made = RoleAsk.objects.get()
    assert (made.hours, made.shifts, str(made.prepared_on)) == (3, ["nacht"], "2031-03-03")


def test_terms_form_shows_what_was_agreed(as_lies, project, fatima):
    make_ask(fatima, project=project, status="accepted", hours=Decimal("2.5"), shifts=["weekend"])
    page = as_lies.get(path("rol_voorwaarden", project)).content.decode()
    assert ('value="2,5"' in page, 'value="weekend"' in page, 'value="nacht"' in page) == (True, True, True)


@pytest.mark.parametrize("hours", ["0", "40,5", "veel"])
def test_terms_that_cannot_be_are_refused(as_lies, project, fatima, hours):
    make_ask(fatima, project=project, status="accepted")
    page = as_lies.post(path("rol_voorwaarden", project), {"hours": hours})
    assert (page.status_code, "Fout:" in page.content.decode(), RoleAsk.objects.get().hours) == (200, True, None)


def test_several_are_prepared_at_once(as_lies, project, fatima):
    made = make_ask(fatima, project=project, status="accepted")
    as_lies.post(path("rol_voorbereid", project), {"on": "2031-03-03", "asks": [made.pk]})
    made.refresh_from_db()
    assert str(made.prepared_on) == "2031-03-03"


def test_preparing_nobody_is_asked_again(as_lies, project, fatima):
    make_ask(fatima, project=project, status="accepted")
    assert "Vink eerst iemand aan." in text_of(as_lies.post(path("rol_voorbereid", project), {"on": "2031-03-03"}))


@pytest.mark.parametrize(("name", "before", "after"), [("rol_intrekken", "asked", "withdrawn"), ("rol_stoppen", "accepted", "stopped")])  # fmt: skip
def test_end_asks_first(as_lies, project, fatima, name, before, after):
    made = make_ask(fatima, project=project, status=before)
    assert "Fatima Akin" in text_of(as_lies.get(path(name, project)))
    made.refresh_from_db()
    assert made.status == before
    assert as_lies.post(path(name, project)).url == path("rollen", project)
    made.refresh_from_db()
    assert made.status == after


def test_mail_goes_again_once_a_day(as_lies, project, ask):
    for _turn in range(2):
        as_lies.post(path("rol_opnieuw", project))
    assert Mail.objects.count() == 1


def test_gap_names_what_else_is_needed_with_the_way_to_it(as_lies, project, ask):
    page = as_lies.get(path("rollen", project)).content.decode()
    wanted = [f"?rol=key_figure&amp;locatie={ask.location_id}", f"aanspreekpunten/nieuw/?locatie={ask.location_id}"]
    assert [words for words in wanted if words not in page] == []
