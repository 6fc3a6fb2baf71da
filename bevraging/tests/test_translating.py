"""Languages of a draft: nothing that was promised is missing at launch, and nothing that was written is lost."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from bevraging import actions, questions, templates_bank, translating
from bevraging.languages import languages_of, offered_languages, words_of
from bevraging.papers import paper
from bevraging.question_bank import PULSE
from bevraging.questions import RATING, STATEMENT, YESNO, Question
from bevraging.tests import factories
from trajecten.models import ProjectRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde, lies):
    project = factories.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def draft(project, lies):
    survey = actions.create_from_template(project=project, template=templates_bank.by_key("tryout"), by=lies)
    factories.add_people(survey, "Aalst", "Zorg", 12)
    return survey


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def url(name, survey, *args):
    return reverse(f"bevraging:{name}", args=[survey.project.slug, survey.pk, *args])


def gaps(survey):
    version, asked = survey.versions.get(), actions.questions_of(survey)
    return {
        code: [text.name for text in found]
        for code, found in actions.missing_translations(survey, version, asked).items()
    }


def write_all(survey, code, by):
    words = {(code, name): f"{code} {name}" for name in gaps(survey)[code]}
    actions.save_translations(survey=survey, words=words, by=by)


# --- Which languages ---------------------------------------------------------------------------


def test_languages_are_offered_by_their_own_name_the_usual_ones_first():
    offered = offered_languages()
    assert offered[:3] == [("fr", "Français (Frans)"), ("en", "English (Engels)"), ("ar", "العربيّة (Arabisch)")]
    assert dict(offered)["ti"] == "ትግርኛ (Tigrinya)"


def test_every_other_language_is_offered_too():
    offered = dict(offered_languages())
    assert [offered[code] for code in ("hy", "ka", "sw", "zh-hant")] == [
        "Հայերեն (Armeens)",
        "ქართული (Georgisch)",
        "Kiswahili (Swahili)",
        "繁體中文 (Traditioneel Chinees)",
    ]


def test_add_language_of_the_house_fills_in_what_we_have(project, lies):
    survey = factories.make_draft(project, people=())
    dutch = [{**one, "text": {"nl": one["text"]["nl"]}} for one in survey.versions.get().content]
    survey.versions.update(content=dutch)
    actions.add_language(survey=survey, code="fr", by=lies)
    assert (survey.versions.get().languages, gaps(survey)) == (["fr"], {"fr": ["title", "intro"]})


def test_add_unknown_language_is_refused(draft, lies):
    with pytest.raises(ValidationError, match="Kies een taal uit de lijst"):
        actions.add_language(survey=draft, code="xx", by=lies)


def test_add_language_keeps_the_languages_that_were_there(draft, lies):
    actions.add_language(survey=draft, code="ar", by=lies)
    assert draft.versions.get().languages == ["fr", "en", "ar"]


def test_remove_language_wipes_its_words_and_no_others(draft, lies):
    actions.add_language(survey=draft, code="ar", by=lies)
    actions.remove_language(survey=draft, code="fr", by=lies)
    version = draft.versions.get()
    assert (version.languages, languages_of(actions.questions_of(draft))) == (["en", "ar"], ["nl", "en"])
    assert set(version.translations) == {"en"}


# --- What is written ---------------------------------------------------------------------------


def test_foreign_language_also_asks_for_the_fixed_answers(draft, lies):
    actions.add_language(survey=draft, code="ar", by=lies)
    assert [name for name in gaps(draft)["ar"] if name.startswith("w.")] == [
        "w.1", "w.2", "w.3", "w.4", "w.5", "w.anders", "w.x",
    ]  # fmt: skip


def test_language_that_is_written_in_full_misses_nothing(draft, lies):
    actions.add_language(survey=draft, code="ar", by=lies)
    write_all(draft, "ar", lies)
    translations = draft.versions.get().translations["ar"]
    assert (gaps(draft), translations["title"], translations["options"]["x"]) == ({}, "ar title", "ar w.x")
    assert languages_of(actions.questions_of(draft)) == ["nl", "fr", "en", "ar"]


def test_words_of_a_plain_rating_become_its_own_in_a_foreign_language(draft, lies):
    draft.versions.update(content=questions.dump([Question(key="hoe", type=RATING, text={"nl": "Hoe was het?"})]))
    actions.add_language(survey=draft, code="tr", by=lies)
    write_all(draft, "tr", lies)
    rating = actions.questions_of(draft)[0]
    assert (words_of(rating, "tr")["1"], words_of(rating, "nl")["1"]) == ("tr a.hoe.1", "Heel slecht")


def test_saving_some_texts_leaves_the_others(draft, lies):
    before = actions.questions_of(draft)
    actions.save_translations(survey=draft, words={("fr", "v.gelukt"): "Ça va ?"}, by=lies)
    after = actions.questions_of(draft)
    assert (after[0].text["fr"], after[0].text["en"], after[1:]) == ("Ça va ?", before[0].text["en"], before[1:])


def test_pulse_in_a_language_of_the_house_is_not_rewritten(project, lies):
    survey = factories.make_draft(project, people=())
    before = actions.questions_of(survey)
    actions.save_translations(survey=survey, words={("fr", "v.waarom"): "Autre chose"}, by=lies)
    assert actions.questions_of(survey) == before


def test_text_that_is_too_long_is_refused_and_nothing_is_saved(draft, lies):
    before = draft.versions.get().translations
    words = {("fr", "title"): "x" * 121, ("fr", "intro"): "Bien"}
    with pytest.raises(ValidationError, match=r"Titel \(Français\): maak het korter, hooguit 120 tekens"):
        actions.save_translations(survey=draft, words=words, by=lies)
    assert draft.versions.get().translations == before


def test_another_dutch_title_forgets_its_translations(draft, lies):
    values = {name: getattr(draft, name) for name in ("intro", "closes_on", "contact", "reminders", "mode")}
    actions.update_details(survey=draft, by=lies, title="Iets anders", **values)
    assert {code: list(own) for code, own in draft.versions.get().translations.items()} == {
        "fr": ["intro"],
        "en": ["intro"],
    }


@pytest.mark.parametrize(
    "verb",
    [
        lambda survey, by: actions.add_language(survey=survey, code="ar", by=by),
        lambda survey, by: actions.remove_language(survey=survey, code="fr", by=by),
        lambda survey, by: actions.save_translations(survey=survey, words={("fr", "title"): "Non"}, by=by),
    ],
)
def test_languages_after_launch_are_refused(draft, lies, verb):
    actions.launch(survey=draft, by=lies)
    with pytest.raises(actions.AlreadySent):
        verb(draft, lies)


# --- Fixed answers in French and English -------------------------------------------------------


FIXED = [
    Question(key="gelukt", type=YESNO, text={"nl": "Is het gelukt?", "fr": "Réussi ?", "en": "Did it work?"}),
    Question(key="vlot", type=STATEMENT, text={"nl": "Het ging vlot.", "fr": "Facile.", "en": "It was easy."}),
    next(question for question in PULSE if question.key == "waarom"),
]


@pytest.fixture
def fixed(draft):
    draft.versions.update(content=questions.dump(FIXED))
    return draft


def shown(survey, key, language) -> dict[str, str]:
    version = survey.versions.get()
    written = paper(version.content, version.languages, version.translations)
    return written.words(next(one for one in written.asked if one.key == key), language)


def test_fixed_answers_of_the_house_stand_in_the_form_and_are_not_missing(as_lies, fixed):
    body = as_lies.get(f"{url('talen', fixed)}?taal=fr").content.decode()
    assert ('name="t.fr.w.ja" value="Oui"' in body, 'name="t.fr.w.1" value="Non, pas du tout"' in body) == (True, True)
    assert gaps(fixed) == {}


@pytest.mark.parametrize(
    ("language", "code", "words", "key"),
    [("fr", "ja", "Oui, bien sûr", "gelukt"), ("en", "5", "Yes, totally", "vlot"), ("fr", "x", "Aucune idée", "vlot")],
)
def test_fixed_answer_may_have_other_words_in_a_language_of_the_house(as_lies, fixed, language, code, words, key):
    as_lies.post(url("talen", fixed), {f"t.{language}.w.{code}": words})
    assert shown(fixed, key, language)[code] == words
    assert shown(fixed, key, "nl")[code] in ("Ja", "Ja, helemaal", "Weet ik niet")


def test_pulse_keeps_the_words_of_the_house_beside_a_statement_with_others(as_lies, fixed):
    """Its answers are compared over time."""
    as_lies.post(url("talen", fixed), {"t.fr.w.5": "Oui, à fond"})
    assert (shown(fixed, "vlot", "fr")["5"], shown(fixed, "waarom", "fr")["5"]) == ("Oui, à fond", "Oui, tout à fait")


def test_fixed_answers_that_only_the_pulse_has_cannot_be_rewritten(as_lies, fixed):
    fixed.versions.update(content=questions.dump(FIXED[2:]))
    body = as_lies.get(f"{url('talen', fixed)}?taal=fr").content.decode()
    as_lies.post(url("talen", fixed), {"t.fr.w.5": "Oui, à fond"})
    assert ('name="t.fr.w.' in body, shown(fixed, "waarom", "fr")["5"]) == (False, "Oui, tout à fait")
    assert "options" not in fixed.versions.get().translations["fr"]


@pytest.mark.parametrize("back", ["", "Oui"])
def test_fixed_answer_that_is_wiped_or_written_as_ours_is_ours_again(as_lies, fixed, back):
    before = fixed.versions.get().translations
    for words in ("Oui, bien sûr", back):
        as_lies.post(url("talen", fixed), {"t.fr.w.ja": words})
    assert (shown(fixed, "gelukt", "fr")["ja"], fixed.versions.get().translations) == ("Oui", before)


# --- Launch ------------------------------------------------------------------------------------


def test_launch_with_a_missing_translation_is_refused_per_language(draft, lies):
    actions.add_language(survey=draft, code="ar", by=lies)
    with pytest.raises(actions.NotReady, match="Er ontbreken nog vertalingen: العربيّة"):
        actions.launch(survey=draft, by=lies)
    draft.refresh_from_db()
    assert (draft.status, draft.versions.get().frozen) == ("draft", False)


def test_launch_with_every_promised_translation_goes(draft, lies):
    actions.add_language(survey=draft, code="ar", by=lies)
    write_all(draft, "ar", lies)
    assert actions.launch(survey=draft, by=lies) is True


def test_launch_without_promised_languages_asks_for_none(project, lies):
    survey = factories.make_draft(project)
    actions.add_question(survey=survey, text="Enkel in het Nederlands.", by=lies)
    assert actions.launch(survey=survey, by=lies) is True


def test_check_page_lists_what_is_missing_with_a_link(as_lies, draft, lies):
    actions.add_language(survey=draft, code="ar", by=lies)
    body = as_lies.get(url("versturen", draft)).content.decode()
    assert (f"{url('talen', draft)}?taal=ar&amp;leeg=1" in body, "Alles staat klaar" in body) == (True, False)


# --- The page ----------------------------------------------------------------------------------


def test_page_saves_the_fields_that_were_on_it(as_lies, draft):
    answer = as_lies.post(url("talen", draft), {"t.fr.title": "Bonjour", "t.fr.v.gelukt": "Réussi ?", "blad": "1"})
    assert (answer.status_code, draft.versions.get().translations["fr"]["title"]) == (302, "Bonjour")
    assert actions.questions_of(draft)[0].text["fr"] == "Réussi ?"


def test_refused_text_stays_in_the_form(as_lies, draft):
    long = "Bonjour " * 30
    body = as_lies.post(url("talen", draft), {"t.fr.title": long}).content.decode()
    assert (long.strip() in body, "hooguit 120 tekens" in body) == (True, True)


@pytest.mark.parametrize(
    "field", ["t.fr.v.bestaat_niet", "t.zz.title", "t.fr", "t..title", "onzin", "t.fr.a.gelukt.zz"]
)
def test_field_that_is_no_text_is_ignored(as_lies, draft, field):
    before = draft.versions.get().content
    assert as_lies.post(url("talen", draft), {field: "x"}).status_code == 302
    assert draft.versions.get().content == before


@pytest.mark.parametrize("query", ["blad=0", "blad=999999", "blad=x", "taal=zz", "taal=ar&leeg=1", "blad=²"])
def test_page_with_a_strange_address_is_shown(as_lies, draft, query):
    assert as_lies.get(f"{url('talen', draft)}?{query}").status_code == 200


def test_many_texts_stand_on_pages(as_lies, draft):
    many = [Question(key=f"v{n}", type="statement", text={"nl": f"Stelling {n}"}) for n in range(100)]
    draft.versions.update(content=questions.dump(many), languages=["fr", "ar"])
    page = as_lies.get(f"{url('talen', draft)}?blad=2")
    assert (page.context["sheet"].count, page.content.decode().count('name="t.')) == (4, 60)


def test_languages_for_reader_are_forbidden(client, noor, draft):
    client.force_login(noor)
    assert [client.post(url("talen", draft)).status_code, client.get(url("taal_wis", draft, "fr")).status_code] == [
        403,
        403,
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_languages_page_takes_the_same_queries_for_any_number(as_lies, draft, count, django_assert_num_queries):
    draft.versions.update(languages=["fr", "ar", "tr"][:count])
    with django_assert_num_queries(6):
        as_lies.get(url("talen", draft))


def test_texts_are_those_that_have_dutch_words(draft):
    names = [text.name for text in translating.texts_of(actions.questions_of(draft), draft.title, "")]
    assert (names[:3], "intro" in names, "h.gelukt" in names) == (["title", "v.gelukt", "a.gelukt.a1"], False, False)
