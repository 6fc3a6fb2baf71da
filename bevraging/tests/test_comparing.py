"""Two rounds of one project beside each other: only what both pages tell, and no difference that chance explains."""

import pytest
from django.urls import reverse

from bevraging import fatigue
from bevraging.actions import close, launch
from bevraging.comparing import asks_the_same, compared, rounds_beside
from bevraging.models import Participant, QuestionnaireVersion, Survey
from bevraging.questions import Question
from bevraging.results import results_of
from bevraging.tests import factories
from organisatie.tests.factories import make_organisation
from trajecten.models import ProjectRole

pytestmark = pytest.mark.django_db
PEOPLE = (("Aalst", "Zorg", 30), ("Gent", "Zorg", 30))


@pytest.fixture
def project(linde, lies):
    project = factories.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


def asked_again(earlier: Survey, lies, **fields) -> Survey:
    """A second round to the very same people."""
    survey = factories.make_draft(earlier.project, people=(), **fields)
    rows = Participant.objects.filter(survey=earlier).order_by("pk").values_list("employee_id", "name", "email")
    Participant.objects.bulk_create(Participant(survey=survey, employee_id=e, name=n, email=m) for e, n, m in rows)
    launch(survey=survey, by=lies, lately=fatigue.SEND_ANYWAY, reason="Een tweede ronde.")
    return survey


def published(survey: Survey, *answers) -> Survey:
    """Closed; `answers` are (first person, how many, option, other answers)."""
    for first, count, option, other in answers:
        factories.answer(survey, count, option, first=first, **other)
    close(survey=survey)
    return Survey.objects.get(pk=survey.pk)


@pytest.fixture
def rounds(project, lies):
    """Of sixty: first half says yes, later nearly everybody says yes to «waarom»."""
    one = published(
        factories.make_open(project, by=lies, people=PEOPLE, title="Start"),
        (0, 12, "4", {}), (12, 12, "2", {}), (30, 12, "4", {}), (42, 12, "2", {}),
    )  # fmt: skip
    two = asked_again(one, lies, title="Later")
    return one, published(
        two, (0, 12, "4", {}), (12, 12, "2", {"waarom": "5"}), (30, 12, "4", {}), (42, 12, "2", {"waarom": "1"})
    )


def beside(one, two, wanted=""):
    return compared(results_of(one), results_of(two), wanted)


def row(found, words):
    return next(row for row in found.rows if words in row.text)


def words_of(key):
    return next(q["text"]["nl"] for q in QuestionnaireVersion.objects.first().content if q["key"] == key)


# --- Differences ------------------------------------------------------------------------------------


def test_difference_beyond_chance_has_a_number(rounds):
    one = row(beside(*rounds), words_of("waarom"))
    assert (one.before, one.after, one.change) == ("50% ± 7", "75% ± 6", "25 punten meer")


def test_difference_within_chance_is_about_the_same(rounds):
    one = row(beside(*rounds), words_of("vinden"))
    assert (one.change, one.spread_before, one.spread_after, one.spread_change) == (
        "ongeveer gelijk", "62", "62", "ongeveer gelijk",
    )  # fmt: skip


def test_themes_are_compared_on_their_spread(rounds):
    themes = {one.text: one.change for one in beside(*rounds).themes}
    assert themes
    assert set(themes.values()) <= {"ongeveer gelijk"} | {
        f"{n} punten {w}" for n in range(99) for w in ("meer", "minder")
    }


def test_group_is_compared_in_what_its_cells_say(rounds):
    found = beside(*rounds, "locatie-l1")
    cells = [
        next(
            c for s in results_of(one).statements if s.question.key == "waarom" for c in s.cells if c.group.code == "l1"
        )
        for one in rounds
    ]
    one = row(found, words_of("waarom"))
    assert (one.before.split(" ± ")[0], one.after.split(" ± ")[0]) == tuple(cell.text for cell in cells)
    assert found.themes == ()


def test_comparing_tells_no_number_that_the_pages_do_not(rounds):
    pages = [results_of(one) for one in rounds]
    told = {s.yes_text for page in pages for s in page.statements}
    assert {text.split(" ± ")[0] for one in beside(*rounds).rows for text in (one.before, one.after)} <= told


# --- The same question --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Question("q", "statement", {"nl": "Ik weet waarom."}), True),
        (Question("anders", "statement", {"nl": "ik weet  waarom"}), True),
        (Question("q", "statement", {"nl": "Ik weet niet waarom."}), False),
        (Question("q", "rating", {"nl": "Ik weet waarom."}), False),
    ],
)
def test_question_is_the_same_by_its_words_and_type(other, same):
    assert asks_the_same(Question("q", "statement", {"nl": "Ik weet waarom."}), other) is same


def test_question_in_other_words_is_left_out_by_name(rounds, lies):
    one, two = rounds
    third = factories.make_draft(one.project, people=PEOPLE, title="Derde")
    content = third.versions.get().content
    content[0]["text"]["nl"] = "Een heel andere zin."
    third.versions.update(content=content)
    launch(survey=third, by=lies)
    published(third, (0, 20, "4", {}))
    left = beside(two, Survey.objects.get(pk=third.pk)).left_out
    assert [text for text in left if "heel andere" in text] == ["Een heel andere zin. (alleen deze keer)"]


def test_rounds_beside_are_published_ones_with_a_question_in_common(rounds, lies, project):
    one, two = rounds
    factories.make_open(project, by=lies, title="Loopt nog")
    published(
        factories.make_survey_of(
            [{"key": "x", "type": "yesno", "text": {"nl": "Iets anders?"}}], project=project, by=lies
        )
    )
    assert [survey.pk for survey in rounds_beside(project, one.pk)] == [one.pk, two.pk]


# --- The same people ----------------------------------------------------------------------------------


def test_same_people_are_said_to_be_the_same(rounds):
    assert beside(*rounds).notes == ("Beide keren vroegen we grotendeels dezelfde collega's.",)


def test_other_people_elsewhere_get_no_difference(rounds, lies):
    one, _two = rounds
    other = published(
        factories.make_open(one.project, by=lies, people=(("Ninove", "Zorg", 30), ("Ronse", "Zorg", 30))),
        (0, 30, "5", {}), (30, 20, "1", {}),
    )  # fmt: skip
    found = beside(one, other)
    assert found.notes[0] == "We vroegen andere collega's. Daarom noemen we geen verschillen."
    assert {r.change for r in found.rows} == {""}


def test_group_that_was_divided_otherwise_is_named_and_not_compared(rounds, lies):
    one, _two = rounds
    other = published(
        factories.make_open(one.project, by=lies, people=(("Aalst", "Zorg", 30), ("Ronse", "Zorg", 30))),
        (0, 20, "4", {}), (30, 20, "2", {}),
    )  # fmt: skip
    found = beside(one, other)
    assert [label for _name, label in found.choices] == ["Aalst"]
    assert "Alleen de vorige keer zo samen: Gent. Die groep vergelijken we niet." in found.notes
    assert beside(one, other, "locatie-l2") is None


def test_location_with_few_new_people_stays_with_whom_it_stood(project, lies):
    """Gent gave too few and stood with Aalst; asked again with as many new people elsewhere, they still do."""
    people = (("Aalst", "Zorg", 20), ("Gent", "Zorg", 12), ("Ninove", "Zorg", 20))
    one = published(
        factories.make_open(project, by=lies, people=people), (0, 10, "4", {}), (20, 3, "2", {}), (32, 10, "3", {})
    )
    survey = factories.make_draft(project, people=(("Ninove", "Zorg", 20),), title="Later")
    rows = Participant.objects.filter(survey=one).order_by("pk")[:32].values_list("employee_id", "name", "email")
    Participant.objects.bulk_create(Participant(survey=survey, employee_id=e, name=n, email=m) for e, n, m in rows)
    launch(survey=survey, by=lies, lately=fatigue.SEND_ANYWAY, reason="Een tweede ronde.")
    two = published(survey, (0, 12, "4", {}), (20, 12, "4", {}), (32, 10, "3", {}))
    labels = [[group.label for group in results_of(survey).groups] for survey in (one, two)]
    assert labels[0] == labels[1]
    assert any("Gent" in label and " en " in label for label in labels[1])


# --- The page -------------------------------------------------------------------------------------------


@pytest.fixture
def look(client, lies):
    client.force_login(lies)
    return lambda survey, **what: client.get(
        reverse("bevraging:vergelijk", args=[survey.project.slug, survey.pk]), what
    )


def test_page_of_the_first_round_shows_the_same_order_in_time(look, rounds):
    bodies = [look(survey).content.decode() for survey in rounds]
    assert ["Vorige keer: «Start»" in body and "25 punten meer" in body for body in bodies] == [True, True]


def test_page_without_differences_does_not_say_that_there_are_none(look, rounds, lies):
    one, _two = rounds
    other = published(
        factories.make_open(one.project, by=lies, people=(("Ninove", "Zorg", 30), ("Ronse", "Zorg", 30))),
        (0, 30, "5", {}), (30, 20, "1", {}),
    )  # fmt: skip
    body = look(one, met=other.pk).content.decode()
    assert ["zonder verschillen te noemen" in body, "groter is dan toeval" in body] == [True, False]


def test_page_says_at_how_many_questions_the_difference_is_beyond_chance(look, rounds):
    one, two = rounds
    assert "Bij 1 van de 7 vragen is het verschil groter dan toeval." in look(one, met=two.pk).content.decode()


def test_page_without_another_round_invites_to_ask_again(look, project, lies):
    survey = factories.make_published(project, answers=12, by=lies)
    assert "Nog niets om te vergelijken." in look(survey).content.decode()


@pytest.mark.parametrize("wanted", ["locatie-l9", "locatie-", "functie-l1", "", "x" * 300])
def test_group_that_is_not_shown_does_not_exist(look, rounds, wanted):
    one, two = rounds
    assert look(one, met=two.pk, groep=wanted).status_code == (404 if wanted else 200)


def test_round_of_elsewhere_or_not_published_does_not_exist(look, rounds, lies):
    one, _two = rounds
    elsewhere = factories.make_published(factories.make_project(make_organisation("Het Anker"), slug="anker"), by=lies)
    running = factories.make_open(one.project, by=lies, title="Loopt")
    found = [look(one, met=which).status_code for which in (elsewhere.pk, running.pk, one.pk, 0, "x", "")]
    assert found == [404] * 6


def test_open_survey_leads_to_its_results(look, project, lies):
    assert look(factories.make_open(project, by=lies)).status_code == 302


@pytest.mark.parametrize("more", [0, 2])
def test_page_takes_the_same_queries_for_two_and_four_rounds(look, rounds, lies, more, django_assert_num_queries):
    one, two = rounds
    for _turn in range(more):
        published(asked_again(one, lies), (0, 20, "4", {}))
    look(one, met=two.pk)
    with django_assert_num_queries(8):
        assert look(one, met=two.pk).status_code == 200
