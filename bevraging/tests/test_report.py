"""The inventory report: what is known after step 1, the same for everybody with results, and nobody in it."""

import pytest
from django.urls import reverse

from bevraging.actions import close, publishing, talks, themes
from bevraging.models import Conversation, InventoryItem, OpenAnswer
from bevraging.report import report_of
from bevraging.report_sheets import inventory_html
from bevraging.results import results_of
from bevraging.tests import factories
from bevraging.tests.pdf_reading import read
from bevraging.tests.talk_factories import (
    confirmed_item,
    fill_inventory,
    make_conversation,
    make_item,
    make_note,
    make_open_answers,
    make_place,
    make_theme,
)
from bevraging.tests.test_report_results import figures, told
from trajecten import paper
from trajecten.models import Project, ProjectRole

pytestmark = pytest.mark.django_db
EVERYWHERE = (("Aalst", "Zorg", 20), ("Gent", "Zorg", 20), ("Ninove", "Zorg", 20))


@pytest.fixture
def project(linde, lies):
    project = factories.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def drawn(monkeypatch):
    """What would be printed, as HTML; no PDF is made."""
    seen: list[str] = []
    monkeypatch.setattr(paper, "pdf", lambda text: seen.append(text) or b"%PDF-")
    return seen


def url(project, name="rapport"):
    return reverse(f"bevraging:{name}", args=[project.slug])


def words_of(project) -> str:
    return told(inventory_html(report_of(Project.objects.get(pk=project.pk))))


def finished(project, by, **fields) -> Conversation:
    conversation = make_conversation(project, by=by, **fields)
    make_note(conversation)
    talks.finish_report(conversation=conversation, by=by)
    return conversation


# --- The file ---------------------------------------------------------------------------------------


def test_pdf_is_tagged_and_says_what_was_asked_heard_and_found(client, lies, project):
    survey = factories.make_open(project, by=lies, people=EVERYWHERE)
    for number in range(20):
        factories.answer(survey, 1, "12345"[number % 5], first=number)
    close(survey=survey, by=lies)
    finished(project, lies)
    fill_inventory(project)
    client.force_login(lies)
    answer = client.get(url(project))
    assert (answer.status_code, answer.headers["Content-Disposition"]) == (
        200,
        'attachment; filename="inventarisrapport-digitale-werkbonnen.pdf"',
    )
    sheet = read(answer.content)
    parts = (b"/StructTreeRoot", b"/MarkInfo", b"/Lang (nl-BE)", b"pdfuaid", b"/Figure", b"/Alt", b"/TH", b"/FontFile")
    assert [part for part in parts if part not in sheet.inside] == []
    wanted = [project.title, survey.title, results_of(survey).headline, "Punt 2 over needs", "Focusgroep"]
    wanted += [row.yes_text for row in results_of(survey).statements]
    assert [words for words in wanted if not sheet.says(words)] == []


def test_figures_are_those_of_the_pages(client, lies, project):
    survey = factories.make_published(project, answers=22, by=lies, people=EVERYWHERE)
    client.force_login(lies)
    page = reverse("bevraging:resultaten", args=[project.slug, survey.pk])
    pages = [page, url(project, "draagvlak"), url(project, "stap")]
    seen = told(" ".join(client.get(path).content.decode() for path in pages))
    report = told(inventory_html(report_of(project)))
    day = report[: report.index("In het kort")]
    assert figures(report.replace(day, "")) - figures(seen) <= {str(survey.min_group), str(survey.min_text), "1"}


# --- Nobody in it -----------------------------------------------------------------------------------


def test_notes_speakers_titles_and_leaders_of_conversations_stay_out(lies, project):
    conversation = make_conversation(project, by=lies, title="Met de twee van de wasserij", people=2)
    theme = make_theme(project)
    raw = make_note(conversation, "Alleen voor wie leidt")
    kept = make_note(conversation, "Dit mag niet herhaald", quote=True, speaker=2)
    quote = make_note(conversation, "Dit mag iedereen horen", quote=True, may_quote=True, speaker=2)
    for note in (raw, kept, quote):
        themes.tag_note(note=note, theme=theme)
    talks.finish_report(conversation=conversation, by=lies)
    words = words_of(project)
    hidden = ("wasserij", "Alleen voor wie leidt", "mag niet herhaald", "D2", "Lies Maes")
    assert ([text for text in hidden if text in words], "Dit mag iedereen horen" in words) == ([], True)


@pytest.mark.parametrize(("people", "named"), [(4, False), (5, True)])
def test_place_of_a_conversation_is_named_from_five_people_on(lies, project, people, named):
    conversation = make_conversation(project, by=lies, people=people)
    conversation.locations.add(make_place(project))
    make_note(conversation)
    talks.finish_report(conversation=conversation, by=lies)
    assert ("Huis Linde" in words_of(project)) is named


def test_item_that_is_proposed_stays_out(lies, project):
    make_item(project, "Nog een voorstel")
    confirmed_item(project, "Zeker waar")
    words = words_of(project)
    assert ("Nog een voorstel" in words, "Zeker waar" in words) == (False, True)


@pytest.mark.parametrize(("answers", "shown", "seen"), [(9, 9, False), (10, 10, True), (12, 0, False)])
def test_open_answer_is_quoted_under_a_theme_only_when_it_may_be_shown(lies, project, answers, shown, seen):
    survey = make_open_answers(project, answers, shown=shown, by=lies)
    theme = make_theme(project)
    for answer in OpenAnswer.objects.filter(survey=survey):
        themes.tag_answer(answer=answer, theme=theme)
    assert ("Wij overlopen samen het bord" in words_of(project)) is seen


def test_hidden_group_is_in_no_table_of_the_report(lies, project):
    survey = factories.make_open(project, by=lies, people=EVERYWHERE)
    factories.answer(survey, 15)
    factories.answer(survey, 3, first=20)
    factories.answer(survey, 12, first=40)
    close(survey=survey, by=lies)
    shown = [group.label for group in results_of(survey).groups]
    html = inventory_html(report_of(project))
    assert ("Gent" in shown, '<th scope="row" class="breek">Gent</th>' in html, 'class="c">Gent<' in html) == (
        False,
        False,
        False,
    )


def test_erased_survey_and_draft_are_not_told(lies, project):
    few = factories.make_published(project, answers=2, by=lies, title="Al lang gewist")
    assert publishing.erase(survey=few)
    factories.make_draft(project, title="Nog niet verstuurd")
    assert report_of(project).is_empty


def test_running_survey_tells_no_number_of_answers(lies, project):
    survey = factories.make_open(project, by=lies, people=(("Aalst", "Zorg", 40),))
    factories.answer(survey, 17)
    words = words_of(project)
    assert ("loopt nog, tot en met" in words, "17" in figures(words.split("In het kort")[1])) == (True, False)


# --- Who, and when ----------------------------------------------------------------------------------


def test_lead_and_reader_get_the_very_same_report(client, lies, noor, project, drawn):
    make_item(project, "Nog een voorstel")
    fill_inventory(project)
    for user in (lies, noor):
        client.force_login(user)
        assert client.get(url(project)).status_code == 200
    # Made once: the second got what was made for the first.
    assert len(drawn) == 1


def test_stranger_finds_no_report(client, vik, project):
    client.force_login(vik)
    assert client.get(url(project)).status_code == 404


def test_without_anything_to_tell_a_page_says_so_and_no_link_stands_there(client, lies, project, drawn):
    client.force_login(lies)
    step = client.get(url(project, "stap")).content.decode()
    answer = client.get(url(project), follow=True)
    assert ("Nog niets te rapporteren" in answer.content.decode(), url(project) in step, drawn) == (True, False, [])


@pytest.mark.parametrize("page", ["stap", "inventaris"])
def test_page_leads_to_the_report(client, lies, project, page):
    confirmed_item(project)
    client.force_login(lies)
    assert f'href="{url(project)}"' in client.get(url(project, page)).content.decode()


def test_items_that_do_not_fit_are_counted(lies, project, monkeypatch):
    monkeypatch.setattr("bevraging.report.MOST_ITEMS", 5)
    fill_inventory(project)
    assert (report_of(project).left_out, "Er zijn nog 8 items die niet in dit rapport passen" in words_of(project)) == (
        InventoryItem.objects.filter(project=project).count() - 5,
        True,
    )


@pytest.mark.parametrize("items", [1, 3])
def test_report_takes_as_many_queries_for_one_and_three_of_everything(
    client, lies, project, drawn, items, django_assert_num_queries
):
    factories.make_published(project, answers=20, by=lies, people=EVERYWHERE)
    for number in range(items):
        theme = make_theme(project, f"Thema {number}")
        themes.tag_note(note=finished(project, lies).notes.get(), theme=theme)
        confirmed_item(project, f"Punt {number}", location=make_place(project))
    client.force_login(lies)
    client.get(reverse("trajecten:lijst"))
    with django_assert_num_queries(13):
        assert client.get(url(project)).status_code == 200
