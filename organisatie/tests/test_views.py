"""Pages about people: who may see, who may change, what they show."""

import io

import openpyxl  # noqa: TID253  (a test reads workbooks)
import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from organisatie import actions
from organisatie.models import Employee, Invitation, Membership
from organisatie.tests.factories import (
    make_employee,
    make_employees,
    make_function,
    make_ines,
    make_location,
    make_membership,
)
from trajecten.models import Mail
from trajecten.tests.factories import make_project

pytestmark = pytest.mark.django_db
READ = ["mensen", "lijst_csv", "lijst_xlsx"]
MANAGE = ["medewerker_nieuw", "plaatsen", "collegas", "invoeren"]
POST_ONLY = ["wissel", "locatie_nieuw", "functie_nieuw"]


def url(name, *args):
    return reverse(f"organisatie:{name}", args=args)


@pytest.fixture
def an(linde):
    place, function = make_location(linde, "Aalst"), make_function(linde, "Zorg")
    return make_employee(linde, "An Peeters", email="an@linde.be", location=place, function=function)


# --- Who -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*READ, *MANAGE, "profiel"])
def test_page_without_signing_in_leads_to_the_sign_in(client, name):
    assert client.get(url(name)).url == f"/aanmelden/?next={url(name)}"


@pytest.mark.parametrize("name", [*READ, *MANAGE])
def test_page_for_the_admin_works(as_ines, an, name):
    assert as_ines.get(url(name)).status_code == 200


@pytest.mark.parametrize("name", [*READ, *MANAGE])
def test_page_for_a_reader_is_refused(client, noor, name):
    client.force_login(noor)
    assert client.get(url(name)).status_code == 403


@pytest.mark.parametrize(("name", "status"), [*[(name, 200) for name in READ], *[(name, 403) for name in MANAGE]])
def test_page_for_a_lead_is_only_to_look_at(client, lies, name, status):
    client.force_login(lies)
    assert client.get(url(name)).status_code == status


@pytest.mark.parametrize("name", [*READ, *MANAGE])
def test_page_for_somebody_without_organisation_does_not_exist(client, vik, name):
    Membership.objects.all().delete()
    client.force_login(vik)
    assert client.get(url(name)).status_code == 404


@pytest.mark.parametrize("name", POST_ONLY)
def test_verb_with_get_is_the_wrong_method(as_ines, name):
    assert as_ines.get(url(name)).status_code == 405


@pytest.mark.parametrize("name", READ)
def test_list_with_post_is_the_wrong_method(as_ines, name):
    assert as_ines.post(url(name)).status_code == 405


@pytest.mark.parametrize("name", ["medewerker", "medewerker_uit", "collega_uit"])
def test_object_of_another_organisation_does_not_exist(as_vik, an, lies, name):
    pk = Membership.objects.get(user=lies).pk if name == "collega_uit" else an.pk
    assert as_vik.get(url(name, pk)).status_code == 404
    assert as_vik.post(url(name, pk), {"name": "X", "on": "2026-01-01"}).status_code == 404


@pytest.mark.parametrize(
    "name",
    ["locatie", "locatie_wis", "functie", "functie_wis", "collega_rol", "uitnodiging_opnieuw", "uitnodiging_intrekken"],
)
def test_verb_on_another_organisation_does_not_exist(as_vik, as_ines, an, lies, vik, name):
    as_ines.post(url("collegas"), {"email": "nieuw@linde.test", "role": "lead"})
    member, invited = Membership.objects.get(user=lies).pk, Invitation.objects.get().pk
    pk = {"locatie": an.location_id, "functie": an.function_id, "collega": member, "uitnodiging": invited}[
        name.split("_")[0]
    ]
    as_vik.force_login(vik)
    assert as_vik.post(url(name, pk), {"name": "X", "role": "admin"}).status_code == 404


@pytest.mark.parametrize("name", ["medewerker_nieuw", "locatie_nieuw", "functie_nieuw", "collegas", "invoeren"])
def test_write_of_a_reader_is_refused(client, noor, name):
    client.force_login(noor)
    assert client.post(url(name), {"name": "X", "email": "x@linde.test", "role": "admin"}).status_code == 403
    assert Employee.objects.count() == 0


# --- Employees -----------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3, 120])
def test_list_asks_the_database_the_same_however_long_it_is(as_ines, linde, count, django_assert_num_queries):
    make_employees(linde, count, location=make_location(linde), function=make_function(linde))
    with django_assert_num_queries(7):
        as_ines.get(url("mensen"))


def test_list_is_paged_at_fifty(as_ines, linde):
    make_employees(linde, 51)
    assert len(as_ines.get(url("mensen"), {"blad": 2}).context["page"]) == 1


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "peet"}, ["An Peeters"]),
        ({"q": "bea@"}, ["Bea Mol"]),
        ({"q": "77"}, ["Bea Mol"]),
        ({"q": "mol bea"}, ["Bea Mol"]),
        ({"staat": "uit"}, ["Cis Weg"]),
        ({"staat": "alle"}, ["An Peeters", "Bea Mol", "Cis Weg"]),
        ({}, ["An Peeters", "Bea Mol"]),
        ({"location": "x"}, ["An Peeters", "Bea Mol"]),
    ],
)
def test_list_finds(as_ines, linde, an, query, names):
    make_employee(linde, "Bea Mol", email="bea@linde.be", personnel_number="77")
    make_employee(linde, "Cis Weg", active_until="2020-01-01")
    assert [employee.name for employee in as_ines.get(url("mensen"), query).context["page"]] == names


def test_list_by_a_location_of_another_organisation_finds_nothing_of_it(as_ines, anker, an):
    make_employee(anker, "Ander", location=make_location(anker, "Brugge"))
    page = as_ines.get(url("mensen"), {"location": anker.locations.get().pk})
    assert b"Ander" not in page.content


def test_empty_list_shows_what_to_do(as_ines):
    page = as_ines.get(url("mensen")).content.decode()
    assert "Nog geen collega" in page
    assert "<table" not in page


def test_csv_can_be_imported_again_and_holds_no_formula(as_ines, linde):
    make_employee(linde, "=cmd()|x", email="an@linde.be")
    text = as_ines.get(url("lijst_csv")).content
    assert text[:3] == b"\xef\xbb\xbf"
    assert text.decode("utf-8-sig").splitlines()[1][:9] == "'=cmd()\\|"


def test_xlsx_holds_text_and_no_formula(as_ines, linde):
    make_employee(linde, "=1+1", email="an@linde.be")
    book = openpyxl.load_workbook(io.BytesIO(as_ines.get(url("lijst_xlsx")).content))
    cell = book.active["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_export_keeps_the_filter(as_ines, linde, an):
    make_employee(linde, "Bea Mol")
    assert as_ines.get(url("lijst_csv"), {"q": "peeters"}).content.decode().count("\n") == 2


def test_new_employee_belongs_to_the_own_organisation(as_ines, linde):
    as_ines.post(url("medewerker_nieuw"), {"name": "Dora", "email": "Dora@Linde.be", "language": "nl"})
    dora = Employee.objects.get()
    assert (dora.organisation, dora.email) == (linde, "dora@linde.be")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"name": ""}, "Schrijf een naam"),
        ({"name": "X", "email": "AN@linde.be"}, "Dit mailadres hoort al bij een andere medewerker."),
        (
            {"name": "X", "active_from": "2026-02-01", "active_until": "2026-01-01"},
            "De laatste werkdag valt voor de eerste.",
        ),
    ],
)
def test_employee_that_cannot_be_gets_a_sentence(as_ines, an, data, sentence):
    form = as_ines.post(url("medewerker_nieuw"), {"language": "nl", **data}).context["form"]
    assert [message for messages in form.errors.values() for message in messages] == [sentence]


def test_location_of_another_organisation_cannot_be_chosen(as_ines, anker):
    place = make_location(anker, "Brugge")
    page = as_ines.post(url("medewerker_nieuw"), {"name": "X", "language": "nl", "location": place.pk})
    assert list(page.context["form"].errors) == ["location"]
    assert Employee.objects.count() == 0


def test_employee_leaves_on_a_day(as_ines, an):
    as_ines.post(url("medewerker_uit", an.pk), {"on": "2026-03-31"})
    an.refresh_from_db()
    assert an.active_until.isoformat() == "2026-03-31"


# --- Places --------------------------------------------------------------------------------------


def test_location_is_added_renamed_and_wiped(as_ines, linde):
    as_ines.post(url("locatie_nieuw"), {"name": "Aalst"})
    place = linde.locations.get()
    as_ines.post(url("locatie", place.pk), {"name": "Gent"})
    assert linde.locations.get().name == "Gent"
    as_ines.post(url("locatie_wis", place.pk))
    assert linde.locations.count() == 0


def test_function_with_people_is_not_wiped(as_ines, an, linde):
    as_ines.post(url("functie_wis", an.function_id))
    assert linde.functions.count() == 1


def test_double_location_gets_a_sentence(as_ines, an, linde):
    page = as_ines.post(url("locatie_nieuw"), {"name": "AALST"}, follow=True)
    assert [str(message) for message in page.context["messages"]] == ["Deze locatie staat er al."]


# --- Colleagues ----------------------------------------------------------------------------------


def test_invitation_leaves_and_is_shown(as_ines):
    page = as_ines.post(url("collegas"), {"email": "nieuw@linde.test", "role": "lead"}, follow=True)
    assert [one.email for one in page.context["invitations"]] == ["nieuw@linde.test"]
    assert Mail.objects.count() == 1


def test_invitation_of_a_member_gets_a_sentence(as_ines, lies):
    page = as_ines.post(url("collegas"), {"email": lies.email, "role": "lead"})
    assert page.context["form"].errors["email"] == ["lies@linde.test is al lid van De Linde."]


def test_role_is_changed(as_ines, lies):
    member = Membership.objects.get(user=lies)
    as_ines.post(url("collega_rol", member.pk), {"role": "reader"})
    member.refresh_from_db()
    assert member.role == "reader"


def test_last_admin_stays_and_hears_why(as_ines, ines):
    member = Membership.objects.get(user=ines)
    page = as_ines.post(url("collega_uit", member.pk), follow=True)
    assert [str(message) for message in page.context["messages"]] == [
        "Er is minstens één beheerder nodig. Maak eerst iemand anders beheerder."
    ]


def test_showing_the_page_to_take_access_away_takes_nothing(as_ines, lies):
    member = Membership.objects.get(user=lies)
    as_ines.get(url("collega_uit", member.pk))
    member.refresh_from_db()
    assert member.is_active is True


# --- Me ------------------------------------------------------------------------------------------


def test_switch_works_in_the_other_organisation_and_nothing_mixes(client, anker, an):
    ines = make_ines()
    make_membership(ines, anker, Membership.Role.ADMIN)
    make_employee(anker, "Ander")
    client.force_login(ines)
    client.post(url("wissel"), {"organisation": anker.pk, "next": "/mensen/"})
    assert [employee.name for employee in client.get(url("mensen")).context["page"]] == ["Ander"]
    assert client.get(url("medewerker", an.pk)).status_code == 404


@pytest.mark.parametrize("chosen", ["0", "", "x", "9" * 40])
def test_switch_to_what_does_not_exist_is_not_found(as_ines, chosen):
    assert as_ines.post(url("wissel"), {"organisation": chosen}).status_code == 404


def test_switch_to_an_organisation_that_is_not_mine_is_not_found(as_ines, anker):
    assert as_ines.post(url("wissel"), {"organisation": anker.pk}).status_code == 404


@pytest.mark.parametrize(
    "target", ["https://kwaad.example/", "//kwaad.example", "javascript:alert(1)", "/\\kwaad.example"]
)
def test_switch_never_leads_out_of_the_house(as_ines, linde, target):
    assert as_ines.post(url("wissel"), {"organisation": linde.pk, "next": target}).url == "/"


def test_former_member_loses_the_organisation_at_once(client, noor):
    client.force_login(noor)
    Membership.objects.filter(user=noor).update(is_active=False)
    assert client.get(url("mensen")).status_code == 404


def test_profile_keeps_name_language_and_theme(as_ines, ines):
    response = as_ines.post(url("profiel"), {"name": "Ines C.", "language": "fr", "theme": "dark"})
    ines.refresh_from_db()
    assert (ines.name, ines.language, ines.theme) == ("Ines C.", "fr", "dark")
    assert (response.cookies["taal"].value, response.cookies["thema"].value) == ("fr", "donker")


# --- Pressed twice, and what still hangs on it ---------------------------------------------------


def test_colleague_taken_out_twice_leads_back_to_the_list(as_ines, linde, noor):
    membership = Membership.objects.get(user=noor, organisation=linde)
    assert [as_ines.post(url("collega_uit", membership.pk)).url for _turn in range(2)] == [url("collegas")] * 2


def test_invitation_withdrawn_twice_leads_back_to_the_list(as_ines, linde, ines):
    invitation = actions.invite(organisation=linde, email="nieuw@linde.test", role="lead", by=ines)
    pages = [as_ines.post(url("uitnodiging_intrekken", invitation.pk), follow=True) for _turn in range(2)]
    assert [len(page.context["messages"]) for page in pages] == [1, 0]


def test_location_of_a_project_is_not_wiped(as_ines, linde, lies):
    place = make_location(linde, "Ninove")
    project = make_project(linde, lies, locations=[place])
    page = as_ines.post(url("locatie_wis", place.pk), follow=True).content.decode()
    assert ("Ninove staat nog bij een traject." in page, list(project.locations.all())) == (True, [place])


def test_address_changed_in_the_administration_no_longer_signs_in(lies, admin_client):
    EmailAddress.objects.create(user=lies, email=lies.email, verified=True, primary=True)
    form = {"email": "lies.nieuw@linde.test", "name": lies.name, "language": "nl", "theme": "auto", "is_active": "on"}
    inlines = {f"memberships-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    admin_client.post(reverse("admin:organisatie_user_change", args=[lies.pk]), form | inlines)
    for address in ("lies@linde.test", "lies.nieuw@linde.test"):
        Client().post("/aanmelden/code/", {"email": address})
    asked = Mail.objects.filter(kind="account.aanmeldcode").values_list("recipient", flat=True)
    assert list(asked) == ["lies.nieuw@linde.test"]
