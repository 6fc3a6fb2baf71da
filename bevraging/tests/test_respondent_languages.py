"""A survey in any language, and one that is easy to read."""

import re

import pytest
from django.urls import reverse

from bevraging.languages import words_of
from bevraging.models import Survey
from bevraging.papers import paper
from bevraging.pictures import PICTURES, picture, picture_choices
from bevraging.questions import parse
from bevraging.tests.browser import Visitor
from bevraging.tests.factories import every_type, make_draft, make_project, make_survey_of
from trajecten.models import ProjectRole

pytestmark = pytest.mark.django_db
CONTENT = [
    {
        "key": "a",
        "type": "statement",
        "text": {"nl": "Ik werk vlot.", "fr": "Je travaille bien.", "tr": "İyi çalışıyorum."},
    }
]
WORDS = {"tr": {"title": "Nasıl gidiyor?", "intro": "Anlatın.", "options": {"5": "Evet, tamamen", "x": "Bilmiyorum"}}}
WHOLE_SCALE = {"1": "Hayır", "2": "Pek değil", "3": "Biraz", "4": "Evet", "5": "Evet, tamamen", "x": "Bilmiyorum"}


def visitor_of(words=WORDS, **fields) -> Visitor:
    return Visitor(make_survey_of(CONTENT, translations=words, **fields)).arrive()


def test_first_page_offers_each_language_by_its_own_name():
    visitor = visitor_of()
    assert re.findall(r'name="taal" value="(\w+)"', visitor.text) == ["nl", "fr", "tr"]
    assert ("Français" in visitor.text, "Türkçe" in visitor.text) == (True, True)


def test_only_promised_languages_are_offered():
    words = {"tr": {**WORDS["tr"], "options": WHOLE_SCALE}}
    assert re.findall(r'name="taal" value="(\w+)"', visitor_of(words, languages=["tr"]).text) == ["nl", "tr"]


def test_language_in_which_an_answer_is_not_written_is_not_offered():
    content = [{"key": "a", "type": "choice", "text": {"nl": "Wat?", "tr": "Ne?"},
                "options": [{"code": "a", "text": {"nl": "Dit", "tr": "Bu"}}, {"code": "b", "text": {"nl": "Dat"}}]}]  # fmt: skip
    assert "taal" not in Visitor(make_survey_of(content)).arrive().text


def test_title_and_introduction_stand_in_the_language_that_was_chosen():
    visitor = visitor_of().at("", taal="tr")
    assert ("Nasıl gidiyor?" in visitor.text, "Anlatın." in visitor.text) == (True, True)
    assert '<html lang="tr">' in visitor.text


def test_title_that_was_not_translated_stays_dutch():
    assert "Hoe werk jij met werkbonnen?" in visitor_of().at("", taal="fr").text


def test_answers_stand_in_the_given_words_and_else_in_english():
    visitor = visitor_of().at("", taal="tr").at("1/")
    words = [
        word for word in ("İyi çalışıyorum.", "Evet, tamamen", "Bilmiyorum", "Yes, mostly") if word in visitor.text
    ]
    assert words == ["İyi çalışıyorum.", "Evet, tamamen", "Bilmiyorum", "Yes, mostly"]


def test_words_around_the_questions_say_that_they_are_english():
    visitor = visitor_of().at("", taal="tr").at("1/")
    assert ('<header class="scherm__kop" lang="en" dir="ltr">' in visitor.text, "Question 1 of 1" in visitor.text) == (
        True,
        True,
    )


def test_chosen_language_stays_on_the_next_pages_and_on_the_check_page():
    visitor = visitor_of().at("", taal="tr").tap(1, "5").at("nakijken/")
    assert ('<html lang="tr">' in visitor.text, "Evet, tamamen</dd>" in visitor.text) == (True, True)


@pytest.mark.parametrize("code", ["xx", "de", "../", "tr" * 40])
def test_language_that_is_not_offered_gives_dutch(code):
    assert '<html lang="nl-BE">' in visitor_of().at("", taal=code).text


def test_language_from_right_to_left_turns_the_page():
    content = [{"key": "a", "type": "open", "text": {"nl": "Wat?", "fa": "چه؟"}}]
    visitor = Visitor(make_survey_of(content)).arrive().at("", taal="fa")
    assert '<html lang="fa" dir="rtl">' in visitor.text


def test_answer_to_a_rating_has_words_of_its_own():
    rating = parse([{"key": "a", "type": "rating", "text": {"nl": "Hoe was het?", "tr": "Nasıldı?"}}])[0]
    given = {"1": "Hayır", "rating.1": "Çok kötü"}
    assert (words_of(rating, "tr", given)["1"], words_of(rating, "tr", given)["2"]) == ("Çok kötü", "Bad")


def test_translations_of_a_strange_shape_are_no_translations():
    written = paper(CONTENT, None, {"tr": "x", "fr": {"title": ""}})
    assert written.translated("title", "tr", "Titel") == written.translated("title", "fr", "Titel") == "Titel"


# --- Easy to read ------------------------------------------------------------------------------


def test_easy_survey_has_larger_pages_and_thumbs_beside_yes_and_no():
    visitor = Visitor(make_survey_of(every_type(), easy=True)).arrive().at("8/")
    assert ('<body class="makkelijk">' in visitor.text, visitor.text.count('class="pictogram"')) == (True, 2)


def test_first_page_of_an_easy_survey_can_be_read_aloud():
    found = [Visitor(make_survey_of(every_type(), easy=easy, title=f"{easy}")).arrive().text for easy in (True, False)]
    assert [("data-voorlezen" in text, "voorlezen.js" in text) for text in found] == [(True, True), (False, False)]


def test_last_page_of_an_easy_survey_can_be_read_aloud_too():
    found = []
    for easy in (True, False):
        visitor = Visitor(make_survey_of(CONTENT, easy=easy, title=f"{easy}")).arrive()
        visitor.press("")
        visitor.tap(1, "5")
        found.append(visitor.at("nakijken/").press("nakijken/", verstuur="ja").text)
    assert [("Dank je wel!" in text, "data-voorlezen" in text) for text in found] == [(True, True), (True, False)]


def test_survey_that_is_not_easy_has_no_thumbs():
    visitor = Visitor(make_survey_of(every_type())).arrive().at("8/")
    assert ("makkelijk" in visitor.text, "pictogram" in visitor.text) == (False, False)


def test_pictogram_of_an_answer_stands_beside_its_words():
    visitor = Visitor(make_survey_of(every_type())).arrive().at("3/")
    assert f"{picture('auto')}<span>Met de auto</span>" in visitor.text


def test_unknown_pictogram_is_no_pictogram():
    assert picture("<b>") == ""


def test_every_pictogram_is_one_line_with_words_in_three_languages():
    assert len(PICTURES) >= 30
    for name, one in PICTURES.items():
        assert re.fullmatch(r"[MmLlHhVvCcSsAaZzQqTt0-9 .,-]+", one.path), name
        assert all((one.nl, one.fr, one.en)), name


def test_pictograms_to_choose_from_stand_by_their_words():
    labels = [label for _name, label in picture_choices("fr")]
    assert labels == sorted(labels, key=str.casefold)


@pytest.mark.parametrize(("easy", "drawing", "noted"), [(True, "", True), (True, "auto", False), (False, "", False)])
def test_check_before_sending_notes_an_easy_survey_without_a_drawing(client, linde, lies, easy, drawing, noted):
    project = make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    survey = make_draft(project, easy=easy)
    words = [{"code": f"a{n}", "text": {"nl": f"Antwoord {n}"}} for n in (1, 2)]
    words[0] |= {"picture": drawing} if drawing else {}
    survey.versions.update(content=[{"key": "rit", "type": "choice", "text": {"nl": "Hoe kom je?"}, "options": words}])
    client.force_login(lies)
    found = client.get(reverse("bevraging:versturen", args=[project.slug, survey.pk]))
    note = "Nog geen tekening bij de antwoorden" in found.content.decode()
    assert (note, found.context["ready"]) == (noted, True)


def test_lead_makes_a_survey_easy(client, linde, lies):
    project = make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    survey = make_draft(project)
    client.force_login(lies)
    fields = {name: getattr(survey, name) for name in ("title", "intro", "closes_on", "reminders", "contact", "mode")}
    client.post(reverse("bevraging:gegevens", args=[project.slug, survey.pk]), {**fields, "easy": "on"})
    assert Survey.objects.get(pk=survey.pk).easy
