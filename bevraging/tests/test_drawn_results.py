"""Published results are drawn once for each edition in a process; whatever may be shown else is shown at once."""

import re
import uuid

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.urls import reverse

from bevraging import drawn_results
from bevraging.actions import close, review_open_answer
from bevraging.models import OpenAnswer, Survey, Tally
from bevraging.tests import factories
from trajecten.models import ProjectRole

TEXT = "Onze planning loopt vlot."


@pytest.fixture
def project(linde, lies):
    project = factories.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def survey(project, lies):
    """Twelve of twenty answered, all with the same words that nobody read yet."""
    opened = factories.make_open(project, by=lies)
    factories.answer(opened, 12, text=TEXT)
    close(survey=opened, by=lies)
    return Survey.objects.get(pk=opened.pk)


@pytest.fixture
def look(client):
    """The results page as somebody sees it: (status, body)."""

    def look(user, survey: Survey, **cookies: str) -> tuple[int, str]:
        client.force_login(user)
        client.cookies.load(cookies)
        answer = client.get(reverse("bevraging:resultaten", args=[survey.project.slug, survey.pk]))
        return answer.status_code, answer.content.decode()

    return look


@pytest.fixture
def drawings(monkeypatch):
    """The surveys that were drawn, one entry a time."""
    drawn = []
    real = drawn_results.draw
    monkeypatch.setattr(
        drawn_results, "draw", lambda survey, *, edits: (drawn.append(survey.pk), real(survey, edits=edits))[1]
    )
    return drawn


def kept() -> int:
    return len(caches["results"]._cache)


def test_second_look_draws_nothing_and_shows_the_same(look, lies, survey, drawings):
    token = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    first, second = (token.sub("", look(lies, survey)[1].partition("<main")[2]) for _turn in range(2))
    assert (drawings, first) == ([survey.pk], second)


def test_second_look_takes_four_queries(client, lies, survey, django_assert_num_queries):
    client.force_login(lies)
    path = reverse("bevraging:resultaten", args=[survey.project.slug, survey.pk])
    client.get(path)
    with django_assert_num_queries(4):
        assert client.get(path).status_code == 200


def test_open_answer_that_was_read_is_shown_at_the_next_look(look, lies, survey):
    assert TEXT not in look(lies, survey)[1]
    review_open_answer(survey=survey, answer=OpenAnswer.objects.first().pk, show=True)
    assert TEXT in look(lies, survey)[1]


def test_open_answer_that_is_hidden_again_is_gone_at_the_next_look(look, lies, survey):
    answer = OpenAnswer.objects.first().pk
    review_open_answer(survey=survey, answer=answer, show=True)
    assert TEXT in look(lies, survey)[1]
    review_open_answer(survey=survey, answer=answer, show=False)
    assert TEXT not in look(lies, survey)[1]


def test_review_that_changes_nothing_makes_no_edition(survey):
    review_open_answer(survey=survey, answer=uuid.uuid4(), show=True)
    assert Survey.objects.get(pk=survey.pk).edition == survey.edition


def test_recount_that_repairs_a_number_is_seen_at_the_next_look(look, lies, survey):
    Tally.objects.filter(survey=survey, question="", dimension="").update(count=15)
    assert "15 van 20" in look(lies, survey)[1]
    call_command("hertel", survey.pk)
    assert [words in look(lies, survey)[1] for words in ("15 van 20", "12 van 20")] == [False, True]


def test_erased_survey_shows_nothing_of_what_was_drawn(look, lies, survey):
    assert "zegt ja" in look(lies, survey)[1]
    Survey.objects.filter(pk=survey.pk).update(status=Survey.Status.ERASED)
    assert "zegt ja" not in look(lies, survey)[1]


def test_reader_does_not_see_the_reading_of_the_lead(look, lies, noor, survey):
    review_open_answer(survey=survey, answer=OpenAnswer.objects.first().pk, show=True)
    pages = [look(one, survey)[1] for one in (lies, noor, lies)]
    assert ["Nog 11 te lezen." in page for page in pages] == [True, False, True]


def test_each_language_is_drawn_apart(look, lies, survey, drawings):
    for code in ("nl", "en", "fr", "nl", "en"):
        assert look(lies, survey, taal=code)[0] == 200
    assert len(drawings) == 3


def test_kept_results_are_not_found_by_a_stranger_or_under_another_project(client, look, lies, vik, survey):
    assert look(lies, survey)[0] == 200
    other = factories.make_project(survey.project.organisation, slug="ander-traject")
    foreign = client.get(reverse("bevraging:resultaten", args=[other.slug, survey.pk])).status_code
    assert (look(vik, survey)[0], foreign) == (404, 404)


def test_guest_without_the_right_is_refused_what_was_kept(look, lies, bram, survey):
    assert look(lies, survey)[0] == 200
    ProjectRole.objects.create(project=survey.project, role=ProjectRole.Role.AMBASSADOR, user=bram)
    bram.memberships.all().delete()
    assert look(bram, survey)[0] == 403


def test_nothing_of_a_person_or_a_form_is_kept(look, lies, survey):
    _status, page = look(lies, survey)
    html = drawn_results.drawn_results(survey, edits=True).html
    assert [words in page for words in (lies.name, "csrfmiddlewaretoken")] == [True, True]
    assert [words in html for words in (lies.name, lies.email, "csrf", survey.project.slug)] == [False] * 4


def test_survey_by_name_is_drawn_each_time(look, lies, project):
    named = factories.make_published(project, by=lies, answers=12, mode="named")
    assert ("Wie antwoordde wat" in look(lies, named)[1], kept()) == (True, 0)


def test_survey_without_edition_is_drawn_each_time(look, lies, survey):
    Survey.objects.filter(pk=survey.pk).update(edition=None)
    assert (look(lies, survey)[0], kept()) == (200, 0)


def test_page_that_is_too_long_is_not_kept(look, lies, survey, monkeypatch):
    monkeypatch.setattr(drawn_results, "LARGEST", 100)
    assert (look(lies, survey)[0], kept()) == (200, 0)


def test_two_surveys_of_one_project_are_kept_apart(look, lies, project, survey):
    second = factories.make_published(project, answers=20, by=lies)
    pages = [look(lies, one)[1] for one in (survey, second, survey)]
    assert ["bijna iedereen van 20" in page for page in pages] == [False, True, False]


def test_product_keeps_a_bounded_number_of_results():
    from trajecten import settings as product

    assert product.CACHES["results"]["OPTIONS"]["MAX_ENTRIES"] * drawn_results.LARGEST <= 20_000_000
