"""The screens of the project lead: who may see them, what they do, how many queries they take."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape

from bevraging import actions
from bevraging.models import Participant, Survey
from bevraging.tests import factories
from organisatie.tests.factories import make_employees, make_location
from trajecten.models import ProjectRole

PAGES_TO_READ = ["deelname", "resultaten"]
PAGES_TO_EDIT = ["gegevens", "vragen", "wie", "lijst", "versturen", "bevestig", "lijst_leeg"]
POST_ONLY = ["twijfel", "verleng"]
READ_ONLY = ["deelname", "resultaten", "versturen", "lijst", "briefjes"]


@pytest.fixture
def project(linde, lies):
    project = factories.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def draft(project, lies):
    return factories.make_draft(project, created_by=lies)


@pytest.fixture
def opened(project, lies):
    return factories.make_open(project, by=lies)


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def url(name, survey, *args):
    return reverse(f"bevraging:{name}", args=[survey.project.slug, survey.pk, *args])


# --- Who may see what --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", [*PAGES_TO_READ, *PAGES_TO_EDIT, "herinner", "sluit", "briefjes", "lezen", "bevraging"]
)
def test_survey_page_of_other_organisation_is_missing(client, vik, opened, name):
    client.force_login(vik)
    assert client.get(url(name, opened)).status_code == 404


@pytest.mark.parametrize("name", PAGES_TO_EDIT)
def test_draft_page_for_reader_is_forbidden(client, noor, draft, name):
    client.force_login(noor)
    assert client.get(url(name, draft)).status_code == 403


@pytest.mark.parametrize("name", ["herinner", "sluit", "verleng", "lezen", "vragen", "wie", "bevestig"])
def test_writing_for_reader_is_forbidden(client, noor, opened, name):
    client.force_login(noor)
    assert client.post(url(name, opened)).status_code == 403


@pytest.mark.parametrize("name", PAGES_TO_READ)
def test_running_page_for_reader_is_shown(client, noor, opened, name):
    client.force_login(noor)
    assert client.get(url(name, opened)).status_code == 200


@pytest.mark.parametrize("name", POST_ONLY)
def test_get_of_a_verb_is_not_allowed(as_lies, opened, name):
    assert as_lies.get(url(name, opened)).status_code == 405


@pytest.mark.parametrize("name", READ_ONLY)
def test_post_to_a_page_that_only_shows_is_not_allowed(as_lies, opened, name):
    assert as_lies.post(url(name, opened)).status_code == 405


def test_survey_page_without_account_asks_to_sign_in(client, opened):
    answer = client.get(url("deelname", opened))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/aanmelden/")


def test_survey_under_other_project_is_missing(as_lies, project, opened, linde, lies):
    other = factories.make_project(linde, slug="ander-traject")
    ProjectRole.objects.create(project=other, role=ProjectRole.Role.LEAD, user=lies)
    assert as_lies.get(reverse("bevraging:deelname", args=[other.slug, opened.pk])).status_code == 404


# --- The step page -----------------------------------------------------------------------------


def test_step_page_without_survey_invites_to_listen(as_lies, project):
    body = as_lies.get(reverse("bevraging:stap", args=[project.slug])).content.decode()
    assert ("Begin met luisteren." in body, "Maak de startbevraging" in body) == (True, True)


def test_step_page_and_overview_draw_the_first_gate_alike(as_lies, project):
    gates = [
        re.findall(r'class="poort" title="([^"]*)"', as_lies.get(reverse(name, args=[project.slug])).content.decode())
        for name in ("bevraging:stap", "trajecten:overzicht")
    ]
    assert gates[0] == gates[1]
    assert gates[0][0] != gates[0][1], "the current gate tells how many points are left"


def test_create_gives_the_questions_page(as_lies, project):
    answer = as_lies.post(reverse("bevraging:nieuw", args=[project.slug]))
    survey = Survey.objects.get()
    assert answer["Location"] == url("vragen", survey)


def test_create_twice_is_one_draft(as_lies, project):
    for _turn in range(2):
        as_lies.post(reverse("bevraging:nieuw", args=[project.slug]))
    assert Survey.objects.count() == 1


def test_create_for_reader_is_forbidden(client, noor, project):
    client.force_login(noor)
    assert client.post(reverse("bevraging:nieuw", args=[project.slug])).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_step_page_takes_the_same_queries_for_any_number_of_surveys(as_lies, project, count, django_assert_num_queries):
    for _turn in range(count):
        factories.make_draft(project, people=())
    with django_assert_num_queries(9):
        as_lies.get(reverse("bevraging:stap", args=[project.slug]))


# --- Questions ---------------------------------------------------------------------------------


def test_questions_page_shows_all_ready_questions(as_lies, draft):
    body = as_lies.get(url("vragen", draft)).content.decode()
    assert [q in body for q in ("Ik vind snel de info", "Ik begrijp waarom", "Wat loopt al goed?")] == [True] * 3


def test_wording_is_saved(as_lies, draft):
    as_lies.post(url("vraag", draft, "vinden"), {"text": "Ik vind snel een werkbon."})
    assert draft.versions.get().content[0]["text"] == {"nl": "Ik vind snel een werkbon."}


def test_wording_keeps_the_translations_that_are_left_in_the_form(as_lies, draft):
    page = as_lies.get(url("vraag", draft, "vinden"))
    french = page.context["form"]["text_fr"].value()
    as_lies.post(url("vraag", draft, "vinden"), {"text": "Ik vind snel een werkbon.", "text_fr": french, "text_en": ""})
    assert draft.versions.get().content[0]["text"] == {"nl": "Ik vind snel een werkbon.", "fr": french}
    assert ("In het Frans" in page.content.decode(), french != "") == (True, True)


def test_wording_of_a_survey_in_dutch_only_asks_for_no_translation(as_lies, draft):
    version = draft.versions.get()
    for question in version.content:
        question["text"] = {"nl": question["text"]["nl"]}
    version.save()
    body = as_lies.get(url("vraag", draft, "vinden")).content.decode()
    assert "In het Frans" not in body


def test_empty_wording_shows_a_sentence(as_lies, draft):
    answer = as_lies.post(url("vraag", draft, "vinden"), {"text": " "})
    assert "Schrijf de vraag op" in answer.content.decode()


def test_unknown_question_is_missing(as_lies, draft):
    assert as_lies.get(url("vraag", draft, "bestaat_niet")).status_code == 404


def test_questions_after_launch_refuse_a_change(as_lies, opened):
    before = opened.versions.get().content
    as_lies.post(url("vraag", opened, "vinden"), {"text": "Iets anders."})
    as_lies.post(url("vraag_wis", opened, "vinden"))
    as_lies.post(url("vraag_plaats", opened, "vinden"), {"richting": "neer"})
    assert opened.versions.get().content == before


# --- Who ---------------------------------------------------------------------------------------


def test_who_adds_everybody_and_goes_on(as_lies, project, lies, linde):
    make_employees(linde, 6, location=make_location(linde))
    as_lies.post(reverse("bevraging:nieuw", args=[project.slug]))
    survey = Survey.objects.get()
    answer = as_lies.post(url("wie", survey), {"pick": "iedereen"})
    assert (answer["Location"], survey.participants.count()) == (url("versturen", survey), 6)


def test_who_keeps_the_lines_with_a_problem(as_lies, draft):
    answer = as_lies.post(
        url("wie", draft), {"pick": "niemand", "pasted": "An Maes; an@x.example\nBo; bo@@x\nCo Claes\nDo; do@"}
    )
    body = answer.content.decode()
    assert (
        re.findall(r"Regel (\d+):", body),  # as the lines stand in the field now
        "Bo; bo@@x\nDo; do@</textarea>" in body,
        draft.participants.filter(email="an@x.example").count(),
    ) == (["1", "2"], True, 1)


def test_who_without_anybody_asks_whom(as_lies, project, lies):
    survey = factories.make_draft(project, people=())
    answer = as_lies.post(url("wie", survey), {"pick": "niemand"})
    assert "Wie wil je horen? Plak namen" in answer.content.decode()


def test_who_refuses_location_of_another_organisation(as_lies, draft, anker):
    place = make_location(anker, "Oostende")
    make_employees(anker, 3, location=place)
    answer = as_lies.post(url("wie", draft), {"pick": "deel", "locations": [place.pk]})
    assert (answer.status_code, draft.participants.count()) == (200, 20)


def test_who_reads_a_csv(as_lies, draft):
    file = SimpleUploadedFile("lijst.csv", b"Naam;Mailadres\nAn Maes;an@x.example\n")
    as_lies.post(url("wie", draft), {"pick": "niemand", "file": file})
    assert draft.participants.filter(name="An Maes", email="an@x.example").count() == 1


def test_who_refuses_a_bad_file_with_a_sentence(as_lies, draft):
    file = SimpleUploadedFile("lijst.pdf", b"%PDF-1.4 rommel")
    answer = as_lies.post(url("wie", draft), {"pick": "niemand", "file": file})
    assert "Dit is een pdf, geen lijst." in answer.content.decode()


def test_name_list_takes_the_same_queries_for_any_length(as_lies, draft):
    def count():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as seen:
            as_lies.get(url("lijst", draft))
        return len(seen)

    before = count()
    factories.add_people(draft, "Aalst", "Zorg", 25)
    assert count() == before


def test_remove_one_takes_off_one(as_lies, draft):
    person = draft.participants.first()
    as_lies.post(url("deelnemer_wis", draft, person.pk))
    assert draft.participants.filter(pk=person.pk).exists() is False


# --- Sending -----------------------------------------------------------------------------------


def test_check_page_changes_nothing(as_lies, draft):
    as_lies.get(url("versturen", draft))
    draft.refresh_from_db()
    assert (draft.status, draft.segments.count()) == ("draft", 0)


def test_check_page_says_what_the_results_can_not_show(as_lies, project):
    survey = factories.make_draft(project, people=(("Aalst", "Zorg", 12), ("Gent", "Zorg", 12), ("Ninove", "Zorg", 3)))
    body = as_lies.get(url("versturen", survey)).content.decode()
    notes = [str(escape(note)) for note in actions.privacy_check(survey).notes]
    assert (notes != [], [note for note in notes if note not in body]) == (True, [])


def test_check_page_names_the_functions_that_the_results_will_show(as_lies, project):
    survey = factories.make_draft(project, people=(("Aalst", "Zorg", 17), ("Aalst", "Keuken", 14)))
    body = as_lies.get(url("versturen", survey)).content.decode()
    told = ["<li>Zorg (17)</li>" in body, "<li>Keuken (14)</li>" in body, "enkel het totaal" in body]
    assert told == [True, True, False]


def test_check_page_with_too_few_people_does_not_say_that_all_is_ready(as_lies, project):
    survey = factories.make_draft(project, people=(("Aalst", "Zorg", 3),))
    body = as_lies.get(url("versturen", survey)).content.decode()
    assert ("Alles staat klaar." in body, "Er moet nog iets bij voor je kan versturen." in body) == (False, True)


def test_check_page_shows_the_words_of_the_mail(as_lies, draft):
    body = as_lies.get(url("versturen", draft)).content.decode()
    assert ("Dag An," in body, "Niemand in je organisatie kan zien wat jij antwoordde" in body) == (True, True)


def test_doubtful_address_is_improved(as_lies, draft):
    person = Participant.objects.create(survey=draft, name="Bo", email="bo@gmial.com")
    as_lies.post(url("twijfel", draft), {"deelnemer": person.pk, "doe": "verbeter"})
    person.refresh_from_db()
    assert person.email == "bo@gmail.com"


def test_doubtful_address_left_alone_is_not_asked_again(as_lies, draft):
    person = Participant.objects.create(survey=draft, name="Bo", email="bo@gmial.com")
    as_lies.post(url("twijfel", draft), {"deelnemer": person.pk, "doe": "laat"})
    assert as_lies.get(url("versturen", draft)).context["doubts"] == []


def test_confirm_shows_and_does_nothing(as_lies, draft):
    body = as_lies.get(url("bevestig", draft)).content.decode()
    draft.refresh_from_db()
    assert (draft.status, "Verstuur je de bevraging naar 20 collega" in body) == ("draft", True)


def test_confirm_sends_once_when_pressed_twice(as_lies, draft):
    from trajecten.models import Mail

    for _turn in range(2):
        as_lies.post(url("bevestig", draft))
    draft.refresh_from_db()
    assert (draft.status, Mail.objects.count()) == ("open", 20)


def test_confirm_with_too_few_people_says_why(as_lies, project):
    survey = factories.make_draft(project, people=(("Aalst", "Zorg", 4),))
    answer = as_lies.post(url("bevestig", survey), follow=True)
    survey.refresh_from_db()
    assert (survey.status, "Nodig minstens 5 collega" in answer.content.decode()) == ("draft", True)
