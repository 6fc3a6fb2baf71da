"""«Wat deden we met jullie antwoorden» in the browser: the page behind the link, and the pages of who leads."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bevraging import actions, feedback_mails, retention
from bevraging.feedback import HEADINGS, LONGEST, secret_of
from bevraging.models import Feedback, FeedbackVersion, Survey
from bevraging.step import Bevraging
from bevraging.tests import factories
from bevraging.tests.factories import write_feedback
from trajecten.models import Mail, Project, ProjectRole
from trajecten.steps import State

PAGES = ["terug", "terug_tekst", "terug_voorbeeld", "terug_deel", "terug_mail"]
BUTTONS = ["terug_test", "terug_anders"]


@pytest.fixture
def project(linde, lies):
    project = factories.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def published(project, lies):
    return factories.make_published(project, by=lies)


@pytest.fixture
def shared(published, lies):
    write_feedback(published, not_doing="")
    actions.share_feedback(survey=published, by=lies)
    return published


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def url(name, survey, *args):
    return reverse(f"bevraging:{name}", args=[survey.project.slug, survey.pk, *args])


def read(survey, query: str = ""):
    """The page behind the link, for somebody without account."""
    return Client().get(f"/v/terug/{secret_of(survey.pk)}/{query}")


def text_of(answer) -> str:
    return answer.content.decode()


def words(text: str = "Minder papier.", **more: str) -> dict[str, str]:
    return dict.fromkeys(HEADINGS, text) | more


# --- The page behind the link ------------------------------------------------------------------


def test_link_shows_what_was_shared_without_account(shared):
    answer = read(shared)
    assert (answer.status_code, "Minder papier, meer tablets." in text_of(answer)) == (200, True)


def test_link_shows_nothing_before_it_is_shared(published):
    write_feedback(published)
    assert read(published).status_code == 404


@pytest.mark.parametrize("secret", ["x", "1", "1-x", "٣-x", "9" * 40, "0-"])
def test_guessed_link_is_missing(shared, secret):
    assert Client().get(f"/v/terug/{secret}/").status_code == 404


def test_link_of_another_survey_does_not_fit(shared):
    wrong = f"{shared.pk}-{secret_of(shared.pk + 1).partition('-')[2]}"
    assert Client().get(f"/v/terug/{wrong}/").status_code == 404


def test_page_sets_no_cookie_and_asks_no_index(shared):
    answer = read(shared)
    assert (dict(answer.cookies), answer["X-Robots-Tag"], answer["Referrer-Policy"]) == (
        {},
        "noindex, nofollow",
        "no-referrer",
    )
    assert '<meta name="robots" content="noindex, nofollow">' in text_of(answer)


def test_page_runs_no_script_and_asks_nothing_of_others(shared):
    body = text_of(read(shared))
    assert re.findall(r"<script|\son\w+=|style=|(?:href|src|action)=\"(?:https?:)?//", body) == []


def test_page_weighs_at_most_60_kb_with_five_full_parts(published, lies):
    """All bytes: page, stylesheet, font and icon, as a browser without a cache gets them (uncompressed)."""
    write_feedback(published, "woorden " * (LONGEST // 8))
    actions.share_feedback(survey=published, by=lies)
    page = read(published).content
    files = set(re.findall(rb'(?:href|src)="/static/([^"]+)"', page))
    sizes = {name: Path(settings.BASE_DIR, "static", name.decode()).stat().st_size for name in files}
    assert b"fonts/figtree-latin-wght-normal.woff2" in sizes
    assert len(page) + sum(sizes.values()) <= 60_000


@pytest.mark.parametrize(("query", "language"), [("", "nl-BE"), ("?taal=fr", "fr"), ("?taal=tr", "nl-BE")])
def test_page_is_read_in_the_language_that_was_written(shared, lies, query, language):
    write_feedback(shared, "Moins de papier.", "fr")
    actions.share_feedback(survey=shared, by=lies)
    body = text_of(read(shared, query))
    assert (f'<html lang="{language}"' in body, "Moins de papier." in body) == (True, language == "fr")


def test_page_in_dutch_only_offers_no_other_language(shared):
    assert "Français" not in text_of(read(shared))


def test_part_that_stayed_empty_is_not_there(shared):
    assert "Dit doen we niet" not in text_of(read(shared))


def test_words_of_the_lead_are_only_words(published, lies):
    write_feedback(published, "<script>alert(1)</script>")
    actions.share_feedback(survey=published, by=lies)
    assert ("<script" in text_of(read(published)), "&lt;script&gt;" in text_of(read(published))) == (False, True)


def test_link_shows_the_new_version_once_it_is_shared(shared, lies):
    write_feedback(shared, "Nu ook lampen.")
    assert "Nu ook lampen." not in text_of(read(shared))
    actions.share_feedback(survey=shared, by=lies)
    assert "Nu ook lampen." in text_of(read(shared))


def test_link_outlives_names_and_answers(shared):
    Survey.objects.filter(pk=shared.pk).update(closed_at=timezone.now() - timedelta(days=800))
    retention.forget_what_is_due()
    assert read(shared).status_code == 200


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_writes_nothing(shared, method, django_assert_num_queries):
    caches["pages"].clear()
    with django_assert_num_queries(1) as queries:
        getattr(Client(), method)(f"/v/terug/{secret_of(shared.pk)}/")
    assert [q["sql"] for q in queries if not q["sql"].startswith("SELECT")] == []


def test_posting_to_the_page_is_refused(shared):
    assert Client().post(f"/v/terug/{secret_of(shared.pk)}/").status_code == 405


# --- Who may see what --------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*PAGES, *BUTTONS])
def test_page_of_other_organisation_is_missing(client, vik, shared, name):
    client.force_login(vik)
    assert client.post(url(name, shared)).status_code in (404, 405)
    assert name in BUTTONS or client.get(url(name, shared)).status_code == 404


@pytest.mark.parametrize("name", [*PAGES[1:], *BUTTONS])
def test_writing_is_not_for_a_reader(client, noor, shared, name):
    client.force_login(noor)
    assert client.post(url(name, shared), {"how": "x"}).status_code in (403, 405)
    assert name in BUTTONS or client.get(url(name, shared)).status_code == 403


def test_reader_sees_what_is_shared_and_not_what_is_being_written(client, noor, shared):
    write_feedback(shared, "Nog niet voor jou.")
    client.force_login(noor)
    body = text_of(client.get(url("terug", shared)))
    assert (secret_of(shared.pk) in body, "Nog niet gedeeld" in body) == (True, False)
    assert client.get(url("terug_versie", shared, 2)).status_code == 404


def test_earlier_version_stays_readable(as_lies, shared, lies):
    write_feedback(shared, "Nu ook lampen.")
    actions.share_feedback(survey=shared, by=lies)
    assert "Minder papier, meer tablets." in text_of(as_lies.get(url("terug_versie", shared, 1)))


@pytest.mark.parametrize("name", PAGES)
def test_open_survey_leads_to_where_it_is(as_lies, project, lies, name):
    survey = factories.make_open(project, by=lies)
    assert as_lies.get(url(name, survey)).status_code == 302


# --- Writing, sharing, mailing -----------------------------------------------------------------


def test_form_begins_with_what_the_results_say(as_lies, published):
    assert "12 van 20 collega&#x27;s deden mee." in text_of(as_lies.get(url("terug_tekst", published)))
    assert not Feedback.objects.exists()


def test_lead_writes_looks_and_shares(as_lies, published):
    as_lies.post(url("terug_tekst", published), words())
    assert "Je deelde ze nog niet" in text_of(as_lies.get(url("terug_voorbeeld", published)))
    as_lies.post(url("terug_deel", published))
    assert "Minder papier." in text_of(read(published))


def test_part_left_empty_is_said_at_its_field(as_lies, published):
    answer = as_lies.post(url("terug_tekst", published), words(next=""))
    assert (answer.status_code, "Schrijf iets bij «Wat nu volgt, en wanneer»." in text_of(answer)) == (200, True)


def test_translation_can_be_emptied_in_the_form(as_lies, published):
    write_feedback(published)
    write_feedback(published, "Moins de papier.", "fr")
    as_lies.post(url("terug_tekst", published) + "?taal=fr", words(""))
    assert list(FeedbackVersion.objects.get().texts) == ["nl"]


def test_mail_page_counts_and_shows_the_mail(as_lies, shared):
    body = text_of(as_lies.get(url("terug_mail", shared)))
    assert ("Mail 20 collega" in body, "Dag An," in body, "Minder papier, meer tablets." in body) == (True, True, True)
    assert not Mail.objects.filter(kind=feedback_mails.FEEDBACK).exists()


def test_mail_button_pressed_twice_mails_once(as_lies, shared):
    for _turn in range(2):
        answer = as_lies.post(url("terug_mail", shared), follow=True)
    assert Mail.objects.filter(kind=feedback_mails.FEEDBACK).count() == 20
    assert "De mails waren al vertrokken." in text_of(answer)


def test_overview_shows_how_far_the_mail_is(as_lies, shared):
    as_lies.post(url("terug_mail", shared))
    assert 'id="verzending"' in text_of(as_lies.get(url("terug", shared)))


def test_test_button_mails_the_lead(as_lies, shared, lies):
    as_lies.post(url("terug_test", shared))
    assert [mail.recipient for mail in Mail.objects.filter(kind=feedback_mails.TEST)] == [lies.email]


def test_forgotten_addresses_are_said_and_the_link_is_offered(as_lies, shared):
    Survey.objects.filter(pk=shared.pk).update(closed_at=timezone.now() - timedelta(days=31))
    retention.forget_what_is_due()
    body = text_of(as_lies.get(url("terug", shared)))
    assert ("Mailen kan dus niet meer" in body, secret_of(shared.pk) in body) == (True, True)
    assert "Mail 20" not in body


def test_lead_notes_how_others_heard_it(as_lies, shared):
    as_lies.post(url("terug_anders", shared), {"how": "Affiche in de keuken"})
    assert Feedback.objects.get().told_how == "Affiche in de keuken"


def test_empty_note_is_said_at_its_field(as_lies, shared):
    assert "Schrijf kort hoe je het vertelde." in text_of(as_lies.post(url("terug_anders", shared), {"how": ""}))


@pytest.mark.parametrize("name", ["resultaten", "deelname"])
def test_pages_of_a_closed_survey_lead_there(as_lies, published, name):
    assert url("terug", published) in text_of(as_lies.get(url(name, published)))


@pytest.mark.parametrize("versions", [1, 3])
def test_overview_takes_as_many_queries_for_one_and_three_versions(
    as_lies, shared, lies, versions, django_assert_num_queries
):
    for n in range(versions - 1):
        write_feedback(shared, f"Tekst {n}.")
        actions.share_feedback(survey=shared, by=lies)
    as_lies.get(url("terug", shared))
    with django_assert_num_queries(7):
        as_lies.get(url("terug", shared))


# --- The gate ----------------------------------------------------------------------------------


def judged(project):
    """The criterion of coming back, computed now."""
    fresh = Project.objects.get(pk=project.pk)
    criterion = next(one for one in Bevraging().criteria() if one.code == "s1.feedback")
    return criterion.compute(fresh, criterion.default)


def closed_days_ago(survey, days):
    Survey.objects.filter(pk=survey.pk).update(closed_at=timezone.now() - timedelta(days=days))


def test_gate_without_survey_has_too_little(project):
    assert judged(project).state == State.TOO_LITTLE


def test_gate_while_it_runs_has_too_little(project, lies):
    factories.make_open(project, by=lies)
    assert judged(project).state == State.TOO_LITTLE


def test_gate_leads_to_the_page_that_is_not_shared_yet(published):
    found = judged(published.project)
    assert (found.state, found.remedy_url) == (State.NOT_MET, url("terug", published))


def test_gate_is_not_met_by_a_page_that_nobody_heard_of(shared):
    found = judged(shared.project)
    assert (found.state, "nog niemand kreeg de link" in found.text) == (State.NOT_MET, True)


def test_gate_is_met_when_everybody_got_the_mail(shared, lies):
    actions.mail_feedback(survey=shared, by=lies)
    assert judged(shared.project).state == State.MET


def test_gate_waits_for_who_got_no_mail(shared, lies):
    shared.participants.filter(pk=shared.participants.first().pk).update(email="")
    actions.mail_feedback(survey=shared, by=lies)
    assert judged(shared.project).text.endswith("19 van 20 collega's kregen een mail. Vertel het ook aan de anderen.")
    actions.tell_otherwise(survey=shared, by=lies, how="Op de briefing")
    assert judged(shared.project).state == State.MET


@pytest.mark.parametrize(("days", "state"), [(29, State.MET), (31, State.NOT_MET)])
def test_gate_asks_to_share_within_thirty_days(shared, lies, days, state):
    actions.tell_otherwise(survey=shared, by=lies, how="Op de briefing")
    closed_days_ago(shared, days)
    assert judged(shared.project).state == state


def test_gate_criterion_blocks_nothing():
    criterion = next(one for one in Bevraging().criteria() if one.code == "s1.feedback")
    assert (criterion.kind, criterion.tunable) == ("should", False)


def test_history_of_step_one_tells_of_it(as_lies, shared):
    page = as_lies.get(reverse("trajecten:geschiedenis", args=[shared.project.slug]) + "?soort=bevraging")
    assert "deelde wat we met de antwoorden op" in text_of(page)
