"""`/v/check/…/`: an owner counts on a phone, without an account; looking changes nothing, and an old link says so kindly."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from opvolging.actions.checks import skip_check
from opvolging.actions.rhythm import end_rhythm, give_to, plan_ahead
from opvolging.check_links import link_of, secret_of
from opvolging.models import AgreementCheck, PlannedCheck
from opvolging.tests.factories import make_holding, make_rhythm, make_step_6
from opvolging.tests.pages import text_of
from organisatie.models import Employee
from organisatie.tests.factories import make_employee
from trajecten.models import Project

pytestmark = pytest.mark.django_db
SENTENCE = "We tekenen medicatie af bij de bewoner."


@pytest.fixture
def project(linde, lies):
    return make_step_6(lies)


@pytest.fixture
def rhythm(project):
    version = make_holding(project, "Aalst", sentence=SENTENCE)
    owner = make_employee(project.organisation, "Eigenaar van A01", email="eigenaar@linde.test")
    found = make_rhythm(version, "Aalst", owner=owner, first_on=timezone.localdate() + timedelta(days=7))
    plan_ahead([found], timezone.localdate())
    return found


@pytest.fixture
def planned(rhythm):
    return rhythm.planned.order_by("due_on").first()


def url(planned: PlannedCheck) -> str:
    return reverse("opvolging:v_check", args=[secret_of(planned)])


def test_link_in_a_mail_is_the_whole_address_and_holds_no_person(planned):
    assert link_of(planned).endswith(url(planned))
    assert secret_of(planned).startswith(f"{planned.pk}-")


def test_page_asks_three_things_about_the_agreement_and_looking_changes_nothing(client, planned):
    page = client.get(url(planned))
    text = text_of(page)
    assert [one for one in (SENTENCE, "A01 · Aalst", "Tel notities.", "Hoeveel zag je er?") if one not in text] == []
    assert (page["Cache-Control"], page["Referrer-Policy"], client.cookies) == ("no-store", "no-referrer", {})
    client.head(url(planned))
    assert (AgreementCheck.objects.count(), client.get(url(planned)).status_code) == (0, 200)


def test_sent_it_says_thank_you_with_what_it_means(client, planned):
    answer = client.post(url(planned), {"seen": "20", "followed": "16", "good_example_seen": "on"}, follow=True)
    text = text_of(answer)
    assert ("Dank je wel" in text, "16 van 20: loopt goed." in text) == (True, True)
    check = AgreementCheck.objects.get()
    assert (check.due_on, check.seen, check.followed, check.good_example_seen) == (planned.due_on, 20, 16, True)


@pytest.mark.parametrize(
    ("seen", "followed", "words"),
    [
        (20, 12, "12 van 20: groeit."),
        (20, 11, "11 van 20: vraagt aandacht."),
        (4, 4, "4 van 4: te weinig gezien."),
    ],
)
def test_each_class_is_told_in_words(client, planned, seen, followed, words):
    assert words in text_of(client.post(url(planned), {"seen": seen, "followed": followed}, follow=True))


def test_sent_twice_is_kept_once(client, planned):
    for followed in ("16", "3"):
        client.post(url(planned), {"seen": "20", "followed": followed})
    assert AgreementCheck.objects.values_list("followed", flat=True).get() == 16


def test_slip_of_the_finger_is_told_kindly_and_what_was_typed_stays(client, planned):
    page = client.post(url(planned), {"seen": "5", "followed": "8", "remark": "Vlot."})
    assert (page.status_code, AgreementCheck.objects.count()) == (400, 0)
    assert "Je zag er 5. Het kan dan hoogstens 5 keer gelukt zijn." in text_of(page)
    assert ('value="8"' in page.content.decode(), "Vlot." in page.content.decode()) == (True, True)


def test_empty_form_says_what_is_missing(client, planned):
    text = text_of(client.post(url(planned), {}))
    assert ("Tel hoeveel je er zag" in text, AgreementCheck.objects.count()) == (True, 0)


def test_name_in_the_remark_is_asked_about_and_can_be_taken_out(client, planned, bram):
    body = {"seen": "5", "followed": "5", "remark": "Bram deed het voor."}
    assert "Staat hier een naam in?" in text_of(client.post(url(planned), body))
    client.post(url(planned), {**body, "namen": "weg"})
    assert "Bram" not in AgreementCheck.objects.get().remark


def test_link_of_an_owner_of_before_says_so_kindly_and_notes_nothing(client, planned, rhythm, lies):
    old = url(planned)
    give_to(rhythm=rhythm, by=lies, owner=make_employee(rhythm.agreement.project.organisation, "Opvolger van A01"))
    page = client.post(old, {"seen": "5", "followed": "5"})
    assert (page.status_code, AgreementCheck.objects.count()) == (410, 0)
    assert "Iemand anders volgt afspraak A01 nu op" in text_of(page)
    planned.refresh_from_db()
    assert client.get(url(planned)).status_code == 200


def test_link_of_nobody_is_not_found(client, planned):
    for secret in ("abc", f"{planned.pk}-{'a' * 32}", "999999-" + "a" * 32):
        assert client.get(reverse("opvolging:v_check", args=[secret])).status_code == 404


def test_skipped_or_ended_asks_nothing_any_more(client, planned, rhythm, lies):
    late = rhythm.planned.order_by("due_on").last()
    PlannedCheck.objects.filter(pk=late.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    skip_check(planned=planned, why="De leefgroep is op kamp.")
    assert "is niet meer nodig" in text_of(client.get(url(planned)))
    end_rhythm(rhythm=rhythm, by=lies)
    assert "is niet meer nodig" in text_of(client.post(url(late), {"seen": "5", "followed": "5"}))
    assert AgreementCheck.objects.count() == 0


def test_before_the_go_of_gate_5_the_link_waits(client, planned, project):
    Project.objects.filter(pk=project.pk).update(step=5)
    page = client.post(url(planned), {"seen": "5", "followed": "5"})
    assert ("is nu niet open" in text_of(page), AgreementCheck.objects.count()) == (True, 0)


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "(mag leeg blijven)"), ("fr", "(peut rester vide)"), ("en", "(may stay empty)")]
)
def test_owner_reads_it_in_their_language_and_may_choose_another(client, planned, rhythm, language, words):
    Employee.objects.filter(pk=rhythm.owner_id).update(language=language)
    assert f'lang="{"nl-BE" if language == "nl" else language}"' in client.get(url(planned)).content.decode()
    assert words in text_of(client.get(url(planned)))
    assert 'lang="en"' in client.get(url(planned) + "?taal=en").content.decode()


def test_page_is_light_and_works_without_javascript(client, planned):
    html = client.get(url(planned)).content
    assert (len(html) < 20_000, b"<script" in html, b"style=" in html) == (True, False, False)


def test_who_left_notes_nothing_and_hears_why(client, planned, rhythm):
    Employee.objects.filter(pk=rhythm.owner_id).update(active_until=timezone.localdate() - timedelta(days=1))
    page = client.post(url(planned), {"seen": "5", "followed": "5"})
    assert (page.status_code, AgreementCheck.objects.count()) == (410, 0)
    assert "werk je niet meer bij De Linde" in text_of(page)
    Employee.objects.filter(pk=rhythm.owner_id).delete()
    page = client.post(url(planned), {"seen": "5", "followed": "5"})
    assert (page.status_code, "is niet meer van jou" in text_of(page)) == (410, True)


def test_old_link_of_a_rhythm_without_an_owner_names_no_successor(client, planned, rhythm, lies):
    old = url(planned)
    give_to(rhythm=rhythm, by=lies, owner=None)
    page = client.get(old)
    assert (page.status_code, "Iemand anders" in text_of(page), "is niet meer van jou" in text_of(page)) == (
        410,
        False,
        True,
    )


def test_stopped_project_promises_no_mail(client, planned, project):
    Project.objects.filter(pk=project.pk).update(status=Project.Status.STOPPED)
    text = text_of(client.get(url(planned)))
    assert ("Dit traject is stopgezet." in text, "Je krijgt een mail" in text) == (True, False)
