"""The builder as pages: one form for every type, answers as rows that work without JavaScript, and conditions."""

import pytest
from django.urls import reverse

from bevraging import actions, questions
from bevraging.forms_questions import WITH_SPREAD
from bevraging.pictures import picture
from bevraging.questions import ABOVE, BELOW, CHOICE, INFO, IS, NUMBER, SCORE, TYPES, Condition, Option, Question
from bevraging.tests import factories
from trajecten.models import ProjectRole

pytestmark = pytest.mark.django_db

OPTIONS = (Option("a1", {"nl": "Koffie", "fr": "Café"}), Option("a2", {"nl": "Thee", "fr": "Thé"}))
DRINK = Question(key="drank", type=CHOICE, text={"nl": "Wat drink je?"}, options=OPTIONS)
MINUTES = Question(key="minuten", type=NUMBER, text={"nl": "Hoeveel minuten?"})
MARK = Question(key="cijfer", type=SCORE, text={"nl": "Welk cijfer geef je?"})
LAST = Question(key="slot", type="short", text={"nl": "In één woord?"})


@pytest.fixture
def draft(linde, lies):
    project = factories.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    survey = factories.make_draft(project, people=(), created_by=lies)
    survey.versions.update(content=questions.dump([DRINK, MINUTES, MARK, LAST]))
    return survey


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def url(name, survey, *args):
    return reverse(f"bevraging:{name}", args=[survey.project.slug, survey.pk, *args])


def keys(survey):
    return [question.key for question in actions.questions_of(survey)]


def one(survey, key):
    return next(question for question in actions.questions_of(survey) if question.key == key)


def rows(*words, codes=()):
    """What the browser sends for the rows of answers."""
    data = {"rijen": len(words)}
    for place, text in enumerate(words):
        data |= {f"o{place}-nl": text, f"o{place}-code": codes[place] if place < len(codes) else ""}
    return data


# --- A new question ----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", TYPES)
def test_new_question_of_every_type_is_made(as_lies, draft, kind):
    data = {"text": f"Vraag van type {kind}", **(rows("Ja", "Nee") if kind in questions.WITH_OPTIONS else {})}
    answer = as_lies.post(url("vraag_nieuw", draft, kind), data)
    assert (answer.status_code, actions.questions_of(draft)[-1].type) == (302, kind)


def test_list_offers_twelve_types_with_a_line_each(as_lies, draft):
    page = as_lies.get(url("vragen", draft))
    body = page.content.decode()
    assert [url("vraag_nieuw", draft, kind) in body for kind in TYPES] == [True] * 12


def test_type_that_does_not_exist_is_missing(as_lies, draft):
    assert as_lies.get(url("vraag_nieuw", draft, "matrix")).status_code == 404


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"text": "Kies", **rows("Ja", "")}, "Geef minstens 2 antwoorden."),
        ({"text": "Kies", **rows("Ja", "Ja")}, "Dit antwoord staat er al."),
        ({"text": "Kies", **rows("Ja", "x" * 201)}, "Maak dit antwoord korter"),
        ({"text": "", **rows("Ja", "Nee")}, "Schrijf de vraag op"),
        ({"text": "x" * 501, **rows("Ja", "Nee")}, "Maak de vraag korter"),
    ],
)
def test_choice_that_is_not_right_says_why_and_is_not_made(as_lies, draft, data, told):
    body = as_lies.post(url("vraag_nieuw", draft, "choice"), data).content.decode()
    assert (told in body, len(keys(draft))) == (True, 4)


# --- Answers as rows ---------------------------------------------------------------------------


def test_pictogram_is_chosen_kept_and_shown(as_lies, draft):
    data = {"text": "Wat drink je?", **rows("Koffie", "Thee", codes=("a1", "a2")), "o0-beeld": "koffie", "o1-beeld": ""}
    as_lies.post(url("vraag", draft, "drank"), data)
    page = as_lies.get(url("vraag", draft, "drank")).content.decode()
    assert [option.picture for option in one(draft, "drank").options] == ["koffie", ""]
    assert '<option value="koffie" selected>koffie of thee</option>' in page


def test_pictogram_stays_with_its_answer_when_rows_move(as_lies, draft):
    data = {"text": "Wat?", **rows("Koffie", "Thee", codes=("a1", "a2")), "o0-beeld": "koffie", "doe": "neer-0"}
    page = as_lies.post(url("vraag", draft, "drank"), data).content.decode()
    second = page[page.index('name="o1-beeld"') :]
    assert second.index('value="koffie" selected') < second.index("</select>")


def test_pictogram_that_is_not_ours_is_none(as_lies, draft):
    data = {"text": "Wat?", **rows("Koffie", "Thee", codes=("a1", "a2")), "o0-beeld": "<b>"}
    as_lies.post(url("vraag", draft, "drank"), data)
    assert one(draft, "drank").options[0].picture == ""


def test_pictogram_without_words_is_refused(as_lies, draft):
    data = {"text": "Wat?", **rows("Koffie", "Thee", ""), "o2-beeld": "koffie"}
    page = as_lies.post(url("vraag_nieuw", draft, CHOICE), data).content.decode()
    assert "Schrijf dit antwoord ook in het Nederlands." in page


def test_chosen_pictogram_stands_beside_the_words_on_the_phone_of_a_colleague(as_lies, draft):
    data = {"text": "Wat?", **rows("Koffie", "Thee", codes=("a1", "a2")), "o0-beeld": "koffie"}
    as_lies.post(url("vraag", draft, "drank"), data)
    trial = as_lies.get(url("proef_vraag", draft, "drank"), follow=True).content.decode()
    preview = as_lies.get(url("vragen", draft) + "?toon=drank").content.decode()
    for page in (trial, preview):
        assert f"{picture('koffie')}<span>Koffie</span>" in page


def test_scale_has_faces_or_figures_and_no_pictograms(as_lies, draft):
    assert 'o0-beeld"><option' not in as_lies.get(url("vraag", draft, "cijfer")).content.decode()


@pytest.mark.parametrize("kind", TYPES)
def test_theme_can_be_given_to_every_question_and_says_what_it_does(as_lies, draft, kind):
    page = as_lies.get(url("vraag_nieuw", draft, kind)).content.decode()
    assert ('name="theme"' in page) is (kind != INFO)
    assert ("hoe verschillend het daar loopt" in page) is (kind in WITH_SPREAD)


def test_theme_of_a_choice_is_kept_and_told_in_the_list(as_lies, draft):
    data = {"text": "Wat?", **rows("Koffie", "Thee", codes=("a1", "a2")), "theme": "pauze"}
    as_lies.post(url("vraag", draft, "drank"), data)
    listed = as_lies.get(url("vragen", draft)).content.decode()
    assert (one(draft, "drank").theme, "thema: pauze" in listed) == ("pauze", True)


def test_more_rows_keep_what_was_typed_and_save_nothing(as_lies, draft):
    data = {"text": "Wat?", **rows("Een", "Twee"), "doe": "meer"}
    page = as_lies.post(url("vraag_nieuw", draft, "choice"), data)
    typed = [row.words["nl"] for row in page.context["form"].rows.rows]
    assert (typed, page.context["form"]["text"].value(), len(keys(draft))) == (["Een", "Twee", ""], "Wat?", 4)


@pytest.mark.parametrize(
    ("wish", "left"),
    [("op-1", ["Twee", "Een"]), ("neer-0", ["Twee", "Een"]), ("wis-0", ["Twee"]), ("op-99", ["Een", "Twee"])],
)
def test_row_is_moved_or_taken_away(as_lies, draft, wish, left):
    page = as_lies.post(url("vraag_nieuw", draft, "choice"), {"text": "Wat?", **rows("Een", "Twee"), "doe": wish})
    assert [row.words["nl"] for row in page.context["form"].rows.rows] == left


def test_answers_keep_their_codes_and_other_languages_when_they_change_places(as_lies, draft):
    data = {"text": "Wat drink je?", **rows("Thee", "Koffie", "Water", codes=("a2", "a1"))}
    as_lies.post(url("vraag", draft, "drank"), data)
    options = one(draft, "drank").options
    assert [(option.code, option.text.get("fr")) for option in options] == [("a2", "Thé"), ("a1", "Café"), ("a3", None)]


def test_settings_of_a_choice_are_saved(as_lies, draft):
    data = {"text": "Wat?", **rows("Een", "Twee"), "required": "on", "other": "on", "dont_know": "on", "personal": "on"}
    as_lies.post(url("vraag_nieuw", draft, "choice"), data)
    made = actions.questions_of(draft)[-1]
    assert (made.required, made.other, made.dont_know, made.personal) == (True, True, True, True)


def test_ends_of_a_score_have_words(as_lies, draft):
    as_lies.post(url("vraag", draft, "cijfer"), {"text": "Welk cijfer?", **rows("Slecht", "Goed", codes=("0", "10"))})
    assert [(option.code, option.text["nl"]) for option in one(draft, "cijfer").options] == [
        ("0", "Slecht"),
        ("10", "Goed"),
    ]


def test_limits_of_a_number_are_read_as_people_write_them(as_lies, draft):
    as_lies.post(url("vraag", draft, "minuten"), {"text": "Hoeveel?", "minimum": "0,5", "maximum": "1.250,0"})
    assert (one(draft, "minuten").minimum, one(draft, "minuten").maximum) == ("0.5", "1250")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"minimum": "veel"}, "Schrijf een getal, bijvoorbeeld 7 of 37,5."),
        ({"minimum": "9", "maximum": "3"}, "Hoogstens moet meer zijn dan minstens."),
    ],
)
def test_limits_that_are_not_right_say_why(as_lies, draft, data, told):
    body = as_lies.post(url("vraag", draft, "minuten"), {"text": "Hoeveel?", **data}).content.decode()
    assert (told in body, one(draft, "minuten").minimum) == (True, "")


# --- Conditions --------------------------------------------------------------------------------


def test_first_question_offers_no_condition(as_lies, draft):
    assert as_lies.get(url("vraag", draft, "drank")).context["form"].condition == []


def test_only_earlier_questions_that_can_carry_a_condition_are_offered(as_lies, draft):
    actions.create_question(survey=draft, question=Question(key="x", type="open", text={"nl": "Nog?"}), by=None)
    made = actions.questions_of(draft)[-1].key
    choices = as_lies.get(url("vraag", draft, made)).context["form"].fields["on"].choices
    assert [key for key, _label in choices] == ["", "drank", "minuten", "cijfer"]


def test_choosing_an_earlier_question_shows_its_answers_and_saves_nothing(as_lies, draft):
    page = as_lies.post(url("vraag", draft, "slot"), {"text": "Nieuw woord?", "on": "drank", "doe": "ververs"})
    form = page.context["form"]
    assert [label for _code, label in form.fields["values"].choices] == ["Koffie", "Thee"]
    assert (form["text"].value(), form.errors, one(draft, "slot").text["nl"]) == ("Nieuw woord?", {}, "In één woord?")


@pytest.mark.parametrize(
    ("data", "condition"),
    [
        ({"on": "drank", "operator": IS, "values": ["a1", "a2"]}, Condition("drank", IS, ("a1", "a2"))),
        ({"on": "minuten", "operator": ABOVE, "value": "7,5"}, Condition("minuten", ABOVE, ("7.5",))),
        ({"on": "cijfer", "operator": BELOW, "values": ["6"]}, Condition("cijfer", BELOW, ("6",))),
        ({"on": ""}, None),
    ],
)
def test_condition_is_saved(as_lies, draft, data, condition):
    as_lies.post(url("vraag", draft, "slot"), {"text": "In één woord?", **data})
    assert one(draft, "slot").show_if == condition


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"on": "drank"}, "Kies bij welk antwoord we deze vraag stellen."),
        ({"on": "drank", "operator": IS, "values": ["zz"]}, "Kies bij welk antwoord we deze vraag stellen."),
        ({"on": "minuten", "operator": ABOVE, "value": "lang"}, "Schrijf een getal"),
        ({"on": "cijfer", "operator": ABOVE, "values": ["6", "7"]}, "Kies hier één cijfer"),
    ],
)
def test_condition_that_is_not_right_says_why_and_saves_nothing(as_lies, draft, data, told):
    body = as_lies.post(url("vraag", draft, "slot"), {"text": "Anders?", **data}).content.decode()
    assert (told in body, one(draft, "slot").text["nl"]) == (True, "In één woord?")


# --- The list ----------------------------------------------------------------------------------


def test_order_is_posted_as_a_whole(as_lies, draft):
    as_lies.post(url("volgorde", draft), {"vraag": ["slot", "cijfer", "minuten", "drank"]})
    assert keys(draft) == ["slot", "cijfer", "minuten", "drank"]


def test_order_that_is_refused_says_why(as_lies, draft):
    body = as_lies.post(url("volgorde", draft), {"vraag": ["slot"]}, follow=True).content.decode()
    assert "De vragen zijn intussen veranderd." in body


def test_copy_leads_to_the_copy(as_lies, draft):
    answer = as_lies.post(url("vraag_kopie", draft, "drank"))
    assert (answer["Location"], keys(draft)[1]) == (url("vraag", draft, "eigen1"), "eigen1")


def test_removal_that_is_refused_says_why(as_lies, draft):
    as_lies.post(url("vraag", draft, "slot"), {"text": "Woord?", "on": "drank", "operator": IS, "values": ["a1"]})
    body = as_lies.post(url("vraag_wis", draft, "drank"), follow=True).content.decode()
    assert ("Vraag 4 hangt van deze vraag af." in body, "drank" in keys(draft)) == (True, True)


def test_phone_shows_the_question_that_was_asked_for(as_lies, draft):
    page = as_lies.get(f"{url('vragen', draft)}?toon=minuten")
    assert page.context["phone"]["question"].key == "minuten"


def test_long_questionnaire_gets_a_kind_warning(as_lies, draft):
    many = [Question(key=f"v{n}", type="yesno", text={"nl": f"Vraag {n}?"}) for n in range(21)]
    draft.versions.update(content=questions.dump(many))
    body = as_lies.get(url("vragen", draft)).content.decode()
    assert ("Je hebt 21 vragen: dat duurt ongeveer" in body, "Voeg een vraag toe" in body) == (True, True)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("vragen", 6), ("vraag", 6)])
def test_page_takes_the_same_queries_for_any_number_of_questions(
    as_lies, draft, name, queries, count, django_assert_num_queries
):
    draft.versions.update(content=questions.dump([DRINK, MINUTES, MARK][:count]))
    path = url(name, draft, *(["drank"] if name == "vraag" else []))
    with django_assert_num_queries(queries):
        assert as_lies.get(path).status_code == 200


def test_nothing_is_built_after_launch(as_lies, draft, lies):
    survey = factories.make_open(draft.project, by=lies)
    before = survey.versions.get().content
    for name, args, data in (
        ("vraag_nieuw", ["yesno"], {"text": "Nog?"}),
        ("vraag_kopie", ["vinden"], {}),
        ("volgorde", [], {"vraag": list(reversed(keys(survey)))}),
        ("talen", [], {"t.fr.title": "x"}),
        ("taal_wis", ["fr"], {}),
    ):
        assert as_lies.post(url(name, survey, *args), data).status_code == 302
    assert survey.versions.get().content == before
