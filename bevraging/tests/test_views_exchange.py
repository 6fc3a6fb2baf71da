"""Reading a list in: choose a file, look at what came out, put it in; and taking the questions out."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bevraging import actions
from bevraging.exchange.reading import read
from bevraging.question_bank import PULSE
from bevraging.questions import IS, OPEN, Condition, Question, dump
from bevraging.tests import factories
from bevraging.tests.exchange_files import DOG_AND_CAT, form
from organisatie.tests.factories import make_membership, make_user
from trajecten.models import Event, ProjectRole

PULSE_KEYS = [question.key for question in PULSE]
PAGES = ["inlezen", "inlezen_nakijken", "bewaar_xlsx", "bewaar_json"]
ANIMALS = form(
    [
        ["type", "name", "label", "relevant"],
        ["select_one dier", "dier", "Welk dier heb je?", ""],
        ["text", "naam", "Hoe heet het?", "${dier} = 'hond'"],
        ["geopoint", "waar", "Waar woon je?", ""],
    ],
    DOG_AND_CAT,
)


@pytest.fixture
def project(linde, lies):
    project = factories.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def draft(project, lies):
    return factories.make_draft(project, people=(), created_by=lies)


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def url(name, survey):
    return reverse(f"bevraging:{name}", args=[survey.project.slug, survey.pk])


def upload(client, survey, data: bytes = ANIMALS, name: str = "dieren.xlsx"):
    return client.post(url("inlezen", survey), {"file": SimpleUploadedFile(name, data)}, follow=True)


def put_in(client, survey, how: str, answer=None):
    answer = answer or upload(client, survey)
    return client.post(url("inlezen_nakijken", survey), {"hoe": how, "kenmerk": answer.context["mark"]}, follow=True)


def keys(survey) -> list[str]:
    return [question["key"] for question in survey.versions.get().content]


# --- Who may see what --------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_page_of_other_organisation_is_missing(client, vik, draft, name):
    client.force_login(vik)
    assert client.get(url(name, draft)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_page_for_reader_is_forbidden(client, noor, draft, name):
    client.force_login(noor)
    assert client.get(url(name, draft)).status_code == 403


@pytest.mark.parametrize("name", ["inlezen", "inlezen_nakijken"])
def test_writing_for_reader_is_forbidden(client, noor, draft, name):
    client.force_login(noor)
    assert client.post(url(name, draft)).status_code == 403


@pytest.mark.parametrize("name", ["bewaar_xlsx", "bewaar_json"])
def test_post_to_a_file_is_not_allowed(as_lies, draft, name):
    assert as_lies.post(url(name, draft)).status_code == 405


@pytest.mark.parametrize("name", ["inlezen", "inlezen_nakijken"])
def test_after_sending_nothing_can_be_read_in(as_lies, project, lies, name):
    opened = factories.make_open(project, by=lies)
    assert as_lies.get(url(name, opened))["Location"] == url("deelname", opened)


# --- Choosing a file ---------------------------------------------------------------------------


def test_questions_page_leads_to_reading_in(as_lies, draft):
    assert url("inlezen", draft) in as_lies.get(url("vragen", draft)).content.decode()


def test_file_is_shown_and_nothing_is_put_in(as_lies, draft):
    before = keys(draft)
    body = upload(as_lies, draft).content.decode()
    assert [words in body for words in ("Welk dier heb je?", "hangt af van vraag 1", "Zet deze 2 vragen erin")] == [
        True
    ] * 3
    assert keys(draft) == before


def test_row_that_is_not_taken_over_stands_there_with_its_place(as_lies, draft):
    body = upload(as_lies, draft).content.decode()
    assert ("survey, rij&nbsp;4" in body, "plaats op de kaart" in body) == (True, True)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("foto.png", b"\x89PNG...", "Dit soort bestand lezen we niet"),
        ("lijst.csv", b"naam;mail\nAn;an@x.example\n", "geen vragenlijst"),
        ("leeg.xlsx", b" ", "leeg"),
        ("kapot.xlsx", b"PK\x03\x04....", "beschadigd"),
        ("groot.csv", b"a" * (5 * 1024 * 1024 + 1), "groter dan 5 MB"),
    ],
)
def test_file_that_cannot_be_read_gets_a_sentence(as_lies, draft, name, data, sentence):
    answer = as_lies.post(url("inlezen", draft), {"file": SimpleUploadedFile(name, data)})
    assert sentence in answer.content.decode()


def test_no_file_is_asked_for(as_lies, draft):
    assert "Kies eerst een bestand" in as_lies.post(url("inlezen", draft), {}).content.decode()


def test_file_without_a_single_question_shows_why(as_lies, draft):
    body = upload(as_lies, draft, form([["geopoint", "waar", "Waar?"]])).content.decode()
    assert ("Geen enkele vraag kan mee" in body, 'name="hoe"' in body) == (True, False)


def test_script_in_a_file_never_reaches_the_page(as_lies, draft):
    data = form([["text", "a", "<script>alert(1)</script>Wat?"], ["<script>x</script>", "b", "Nog?"]])
    body = upload(as_lies, draft, data).content.decode()
    assert ("alert(1)" in body, "<script>x" in body) == (False, False)


def test_four_hundred_questions_can_be_put_in(as_lies, draft):
    draft.versions.update(content=[])
    answer = upload(as_lies, draft, form([["text", f"v{number}", f"Vraag {number}?"] for number in range(420)]))
    put_in(as_lies, draft, "vervang", answer)
    assert len(keys(draft)) == 400


# --- Putting it in -----------------------------------------------------------------------------


def test_questions_come_behind_the_others(as_lies, draft):
    before = keys(draft)
    put_in(as_lies, draft, "achteraan")
    assert keys(draft) == [*before, "dier", "naam"]


def test_questions_take_the_place_of_the_others_and_the_pulse_stays_behind_them(as_lies, draft):
    put_in(as_lies, draft, "vervang")
    assert keys(draft) == ["dier", "naam", *PULSE_KEYS]


def test_pulse_of_another_survey_comes_last(as_lies, draft):
    """The start survey has it in the middle."""
    saved = as_lies.get(url("bewaar_json", draft)).content
    draft.versions.update(content=dump([Question(key="mijn", type=OPEN, text={"nl": "Wat vind je?"})]))
    put_in(as_lies, draft, "achteraan", upload(as_lies, draft, saved, "vragen.json"))
    assert keys(draft) == ["mijn", "vinden", "zelfde", "loopt_goed", *PULSE_KEYS]


def test_pulse_stays_before_a_question_that_looks_back_at_it(as_lies, draft):
    why = Question(key="hoezo", type=OPEN, text={"nl": "Hoezo?"}, show_if=Condition("waarom", IS, ("1",)))
    draft.versions.update(content=dump([*PULSE, why]))
    saved = as_lies.get(url("bewaar_json", draft)).content
    put_in(as_lies, draft, "vervang", upload(as_lies, draft, saved, "vragen.json"))
    assert keys(draft) == [*PULSE_KEYS, "hoezo"]


def test_reading_in_twice_gives_other_keys_and_the_condition_follows(as_lies, draft):
    for _turn in range(2):
        put_in(as_lies, draft, "achteraan")
    asked = actions.questions_of(draft)
    assert (asked[-2].key, asked[-1].show_if) == ("dier_2", Condition("dier_2", IS, ("hond",)))


def test_reading_in_stands_in_the_history(as_lies, draft):
    put_in(as_lies, draft, "achteraan")
    assert Event.objects.get(verb="survey_questions_imported").data["questions"] == 2


def test_same_button_twice_puts_them_in_once(as_lies, draft):
    answer = upload(as_lies, draft)
    for _turn in range(2):
        put_in(as_lies, draft, "achteraan", answer)
    assert keys(draft).count("dier") + keys(draft).count("dier_2") == 1


def test_another_file_in_between_is_looked_at_first(as_lies, draft):
    answer = upload(as_lies, draft)
    upload(as_lies, draft, form([["text", "ander", "Iets anders?"]]))
    body = put_in(as_lies, draft, "achteraan", answer).content.decode()
    assert ("intussen een ander bestand" in body, "ander" in keys(draft)) == (True, False)


def test_nothing_chosen_is_asked_for(as_lies, draft):
    assert "Kies eerst waar" in put_in(as_lies, draft, "").content.decode()


def test_without_a_file_the_page_goes_back_to_choosing(as_lies, draft):
    assert as_lies.get(url("inlezen_nakijken", draft))["Location"] == url("inlezen", draft)


def test_file_of_one_lead_is_not_shown_to_another(as_lies, client, draft, linde):
    upload(as_lies, draft)
    other = make_user("karel@delinde.example", "Karel")
    make_membership(other, linde, "admin")
    client.force_login(other)
    assert client.get(url("inlezen_nakijken", draft))["Location"] == url("inlezen", draft)


def test_language_of_the_file_is_promised_when_it_replaces(as_lies, draft):
    rows = [["type", "name", "label::nl", "label::ar"], ["text", "a", "Wat?", "ماذا؟"]]
    put_in(as_lies, draft, "vervang", upload(as_lies, draft, form(rows)))
    assert draft.versions.get().languages == ["ar"]


def test_too_many_questions_together_is_said(as_lies, draft):
    data = form([["text", f"v{number}", f"Vraag {number}?"] for number in range(399)])
    body = put_in(as_lies, draft, "achteraan", upload(as_lies, draft, data)).content.decode()
    assert ("Hooguit 400 vragen" in body, len(keys(draft))) == (True, 8)


# --- The way out -------------------------------------------------------------------------------


def test_saved_sheet_holds_the_questions(as_lies, draft):
    answer = as_lies.get(url("bewaar_xlsx", draft))
    assert read(answer.content).questions == actions.questions_of(draft)
    assert answer["Content-Disposition"] == 'attachment; filename="vragen-hoe-werk-jij-met-werkbonnen.xlsx"'


def test_saved_file_holds_the_questions(as_lies, draft):
    stored = json.loads(as_lies.get(url("bewaar_json", draft)).content)
    assert (stored["format"], stored["schema"], len(stored["questions"])) == ("trajecten-bevraging", 1, 8)


def test_saved_sheet_can_be_read_in_again(as_lies, draft):
    saved = as_lies.get(url("bewaar_xlsx", draft)).content
    before = actions.questions_of(draft)
    put_in(as_lies, draft, "vervang", upload(as_lies, draft, saved))
    assert sorted(question.key for question in actions.questions_of(draft)) == sorted(
        question.key for question in before
    )


@pytest.mark.parametrize("count", [1, 3])
def test_page_to_look_at_takes_the_same_queries_for_any_number(as_lies, draft, count, django_assert_num_queries):
    upload(as_lies, draft, form([["text", f"v{number}", f"Vraag {number}?"] for number in range(count)]))
    with django_assert_num_queries(6):
        as_lies.get(url("inlezen_nakijken", draft))
