"""A translation that is older than its Dutch says so, on the page of the languages and before sending."""

from dataclasses import replace

import pytest
from django.urls import reverse

from bevraging import actions, questions, templates_bank
from bevraging.exchange.own import Whole, as_json
from bevraging.exchange.reading import read
from bevraging.tests import factories
from trajecten.models import ProjectRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(linde, lies):
    project = factories.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    survey = actions.create_from_template(project=project, template=templates_bank.by_key("tryout"), by=lies)
    factories.add_people(survey, "Aalst", "Zorg", 12)
    survey.versions.update(languages=["fr"])
    return survey


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def url(name, survey):
    return reverse(f"bevraging:{name}", args=[survey.project.slug, survey.pk])


def old(survey):
    """{"fr": ["v.gelukt"]}: what is older than its Dutch."""
    version, asked = survey.versions.get(), actions.questions_of(survey)
    found = actions.outdated_translations(survey, version, asked)
    return {code: [text.name for text in texts] for code, texts in found.items()}


def reword(survey, by, dutch="Is het dit keer gelukt?", **more):
    """Other Dutch for the first question; what stands in the other languages stays, unless `more` has it."""
    first = actions.questions_of(survey)[0]
    actions.save_wording(survey=survey, key=first.key, texts={**first.text, "nl": dutch, **more}, by=by)
    return first


def retitle(survey, by, title="Iets anders"):
    survey.refresh_from_db()
    values = {name: getattr(survey, name) for name in ("intro", "closes_on", "contact", "reminders", "mode")}
    actions.update_details(survey=survey, by=by, title=title, **values)


# --- When -------------------------------------------------------------------------------------------


def test_other_dutch_words_leave_the_translation_behind(draft, lies):
    before = old(draft)
    reword(draft, lies)
    assert (before, old(draft)) == ({}, {"fr": ["v.gelukt"]})


def test_question_changed_in_both_languages_is_up_to_date(draft, lies):
    reword(draft, lies, fr="Est-ce que cela a réussi cette fois ?")
    assert old(draft) == {}


def test_old_dutch_put_back_makes_the_translation_right_again(draft, lies):
    first = reword(draft, lies)
    reword(draft, lies, "Nog iets anders?")
    reword(draft, lies, first.text["nl"])
    assert old(draft) == {}


def test_answer_with_other_dutch_words_leaves_its_translation_behind(draft, lies):
    first = actions.questions_of(draft)[0]
    option = replace(first.options[0], text={**first.options[0].text, "nl": "Helemaal"})
    actions.save_question(survey=draft, question=replace(first, options=(option, *first.options[1:])), by=lies)
    assert old(draft) == {"fr": [f"a.gelukt.{option.code}"]}


def test_copy_of_an_outdated_question_is_outdated_too(draft, lies):
    reword(draft, lies)
    copy = actions.duplicate_question(survey=draft, key="gelukt", by=lies)
    assert old(draft) == {"fr": ["v.gelukt", f"v.{copy.key}"]}


def test_question_that_was_taken_out_leaves_no_mark(draft, lies):
    reword(draft, lies)
    for question in actions.questions_of(draft):
        if question.show_if and question.show_if.key == "gelukt":
            actions.remove_question(survey=draft, key=question.key, by=lies)
    actions.remove_question(survey=draft, key="gelukt", by=lies)
    assert "was" not in draft.versions.get().translations["fr"]


def test_title_in_a_promised_language_stays_and_is_marked(draft, lies):
    retitle(draft, lies)
    words = draft.versions.get().translations
    assert (old(draft), words["fr"]["title"]) == ({"fr": ["title"]}, "Comment s’est passé l’essai ?")


def test_title_in_a_language_that_nobody_promised_goes(draft, lies):
    retitle(draft, lies)
    assert "title" not in draft.versions.get().translations["en"]


def test_other_words_settle_it_and_the_same_words_do_not(draft, lies):
    first = reword(draft, lies)
    actions.save_translations(survey=draft, words={("fr", "v.gelukt"): first.text["fr"]}, by=lies)
    same = old(draft)
    actions.save_translations(survey=draft, words={("fr", "v.gelukt"): "Réussi cette fois ?"}, by=lies)
    assert (same, old(draft)) == ({"fr": ["v.gelukt"]}, {})


def test_own_file_carries_the_marks(draft, lies):
    reword(draft, lies)
    version = draft.versions.get()
    whole = Whole(questions.parse(version.content), draft.title, draft.intro, ["fr"], version.translations)
    imported = read(as_json(whole))
    actions.put_in(survey=draft, imported=imported, replacing=True, by=lies)
    assert old(draft) == {"fr": ["v.gelukt"]}


def test_questions_that_were_replaced_leave_no_marks(draft, lies):
    reword(draft, lies)
    imported = read(as_json(Whole(actions.questions_of(draft), languages=["fr"])))
    actions.put_in(survey=draft, imported=imported, replacing=True, by=lies)
    assert old(draft) == {}


# --- On the pages -----------------------------------------------------------------------------------


def test_languages_page_shows_the_dutch_that_was_translated(as_lies, draft, lies):
    first = reword(draft, lies)
    body = as_lies.get(f"{url('talen', draft)}?taal=fr&leeg=1").content.decode()
    found = [words in body for words in ("het Nederlands veranderde", first.text["nl"], "1 tekst na te kijken")]
    assert (found, body.count('name="k.fr.'), body.count('name="t.fr.')) == ([True] * 3, 1, 1)


def test_languages_page_says_how_many_to_look_at(as_lies, draft, lies):
    reword(draft, lies)
    assert "Bij 1 vertaling veranderde het Nederlands." in as_lies.get(url("talen", draft)).content.decode()


def test_box_says_that_the_translation_is_still_right(as_lies, draft, lies):
    first = reword(draft, lies)
    as_lies.post(url("talen", draft), {"t.fr.v.gelukt": first.text["fr"], "k.fr.v.gelukt": "ja"})
    assert (old(draft), actions.questions_of(draft)[0].text["fr"]) == ({}, first.text["fr"])


def test_check_before_sending_names_it_and_lets_it_go(as_lies, draft, lies):
    reword(draft, lies)
    body = as_lies.get(url("versturen", draft)).content.decode()
    found = [
        words in body for words in ("Het Nederlands veranderde na de vertaling", "taal=fr", url("bevestig", draft))
    ]
    assert (found, actions.launch(survey=draft, by=lies)) == ([True] * 3, True)


def test_check_before_sending_is_silent_when_all_is_up_to_date(as_lies, draft):
    assert "Het Nederlands veranderde" not in as_lies.get(url("versturen", draft)).content.decode()
