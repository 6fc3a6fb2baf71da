"""The results of a survey on paper say what the page says, as coarse, and a screen reader can read them."""

import html as entities
import re

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils.html import strip_tags

from bevraging.models import Survey
from bevraging.report_sheets import group_html, results_html
from bevraging.results import results_of
from bevraging.results_filter import choices_of, of_group
from bevraging.tests import factories
from bevraging.tests.pdf_reading import read
from bevraging.tests.typed import PEOPLE, published, question
from trajecten import paper
from trajecten.models import ProjectRole

pytestmark = pytest.mark.django_db
ITEMS = [question("choice"), question("statement", "stelling"), question("yesno", "ja")]
ANSWERS = ("1", "2", "3", "4", "5")
ENOUGH = (12, 15, 9)


def given(*sizes: int) -> list[dict]:
    """So many answers at each of the places, which have twenty people each; every answer is used."""
    ways = [
        {"vraag": ("papier", "scherm")[n % 2], "stelling": ANSWERS[n % 5], "ja": ("yes", "no")[n % 3 // 2]}
        for n in range(20)
    ]
    return [ways[n] if n < size else {} for size in sizes for n in range(20)]


def survey_of(lies, *sizes: int, items=ITEMS, **fields) -> Survey:
    survey = published(items, given(*sizes), **fields)
    ProjectRole.objects.get_or_create(project=survey.project, role=ProjectRole.Role.LEAD, user=lies)
    return survey


@pytest.fixture
def drawn(monkeypatch):
    """What would be printed, as HTML; no PDF is made."""
    seen: list[str] = []
    monkeypatch.setattr(paper, "pdf", lambda text: seen.append(text) or b"%PDF-")
    return seen


def url(survey, name="resultaten_pdf"):
    return reverse(f"bevraging:{name}", args=[survey.project.slug, survey.pk])


def told(html: str) -> str:
    """The words of a page or a sheet, without styles and scripts."""
    text = re.sub(r"<(style|script|title|head)\b.*?</\1>", " ", html, flags=re.S)
    return entities.unescape(strip_tags(text.replace("<", " <")))


def figures(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:,\d+)?", text))


# --- The file ---------------------------------------------------------------------------------------


@pytest.fixture
def made(client, lies):
    """(the survey, its PDF as read)."""
    survey = survey_of(lies, *ENOUGH)
    client.force_login(lies)
    answer = client.get(url(survey))
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    return survey, read(answer.content)


def test_pdf_is_tagged_has_a_title_and_a_language_and_tells_its_figures_and_letters(made):
    survey, sheet = made
    wanted = (
        b"/StructTreeRoot", b"/MarkInfo", b"/Marked true", b"/Lang (nl-BE)", b"/DisplayDocTitle true", b"pdfuaid",
        b"/Table", b"/TH", b"/H2", b"/Figure", b"/Alt",
    )  # fmt: skip
    assert [word for word in wanted if word not in sheet.inside] == []
    assert f"Resultaten · {survey.title}" in sheet.inside.decode("utf-8", "ignore")
    fonts = set(re.findall(rb"/FontName ?/[A-Z]{6}\+([\w-]+)", sheet.inside))
    assert (fonts, sheet.inside.count(b"/FontFile")) == ({b"Figtree", b"Figtree-Bold"}, 2)


def test_pdf_says_every_figure_of_the_results(made):
    survey, sheet = made
    found = results_of(survey)
    rows = [*found.statements, *found.counted]
    cells = [cell for row in rows for cell in (*row.cells, *row.function_cells)]
    wanted = [found.headline, *(row.text for row in rows), *(group.size for group in found.groups)]
    wanted += [words for number in found.numbers for words in (number.value, number.context)]
    wanted += [paper.on_paper(words) for words in (*(row.yes_text for row in rows), *(cell.text for cell in cells))]
    wanted += [bar.told for one in found.counted for bar in one.bars]
    assert ([words for words in wanted if not sheet.says(words)], "\ufffd" in sheet.words) == ([], False)


# --- What stands in it ------------------------------------------------------------------------------


@pytest.mark.parametrize("sizes", [ENOUGH, (15, 3, 12), (20, 20, 19), (6, 0, 0)])
def test_paper_holds_no_figure_that_the_page_does_not_hold(client, lies, drawn, sizes):
    survey = survey_of(lies, *sizes)
    client.force_login(lies)
    page = told(client.get(url(survey, "resultaten")).content.decode())
    client.get(url(survey))
    sheet = told(re.sub(r"<section class=.voorblad.*?</section>", "", drawn[0], flags=re.S))
    day = re.search(r"gemaakt met Trajecten op (.*)", sheet)[0]
    assert figures(sheet.replace(day, "")) - figures(page) <= {str(survey.min_group)}


def test_hidden_group_has_no_column_of_its_own(lies):
    survey = survey_of(lies, 15, 3, 12)
    found = results_of(survey)
    columns = re.findall(r'<th class="c">(.*?)<small>', results_html(found))
    shown = [group.label for group in (*found.groups, *found.functions)]
    assert (columns, "Gent" in columns) == (shown, False)


def test_nearly_everybody_answered_and_no_number_of_answers_stands_in_it(lies):
    found = results_of(survey_of(lies, 20, 20, 19))
    words = told(results_html(found))
    assert (found.nearly_all, "bijna iedereen van 60" in words, "59" in figures(words)) == (True, True, False)


def test_survey_by_name_has_no_names_and_no_own_words_on_paper(lies):
    answers = [{"stelling": "4", "woord": "Mijn eigen zin"}] * 12
    items = [question("statement", "stelling"), question("short", "woord")]
    survey = published(items, answers, mode=Survey.Mode.NAMED)
    words = told(results_html(results_of(survey)))
    assert ("Collega 0" in words, "Mijn eigen zin" in words, "was op naam" in words) == (False, False, True)


@pytest.mark.parametrize(("answers", "shown", "seen"), [(9, 9, False), (10, 10, True), (10, 0, False)])
def test_open_answers_stand_on_paper_from_ten_on_and_once_they_were_read(linde, lies, answers, shown, seen):
    from bevraging.tests.talk_factories import make_open_answers

    survey = make_open_answers(factories.make_project(linde), answers, shown=shown, by=lies)
    assert ("Wij overlopen samen het bord" in told(results_html(results_of(survey)))) is seen


def test_words_of_people_are_text_and_never_a_page(lies):
    items = [question("statement", "stelling", text={"nl": '<img src="file:///etc/passwd">'})]
    html = results_html(results_of(survey_of(lies, *ENOUGH, items=items)))
    assert ("<img" in html, "&lt;img" in html) == (False, True)


# --- One group --------------------------------------------------------------------------------------


def test_sheet_of_one_group_holds_the_lines_of_that_page(client, lies, drawn):
    survey = survey_of(lies, *ENOUGH)
    client.force_login(lies)
    found = results_of(survey)
    name, label = choices_of(found)[0]
    only = of_group(found, name, "zegt ja")
    answer = client.get(url(survey), {"groep": name})
    wanted = [label, *(line.text for line in only.lines), *(paper.on_paper(line.cell.text) for line in only.lines)]
    words = told(drawn[0])
    others = [group.label for group in found.groups if group.label != label and group.label in words]
    assert ([text for text in wanted if text not in words], others) == ([], [])
    assert "aalst.pdf" in answer.headers["Content-Disposition"]


def test_page_of_one_group_leads_to_its_own_pdf(client, lies):
    survey = survey_of(lies, *ENOUGH)
    client.force_login(lies)
    name = choices_of(results_of(survey))[0][0]
    page = client.get(url(survey, "resultaten"), {"groep": name}).content.decode()
    assert f'href="{url(survey)}?groep={name}"' in page


def test_hidden_group_and_one_that_does_not_exist_are_the_same_nothing(client, lies, drawn):
    survey = survey_of(lies, 15, 3, 12)
    client.force_login(lies)
    shown = {group.code for group in results_of(survey).groups}
    hidden = set(survey.segments.filter(dimension="location").values_list("code", flat=True)) - shown
    answers = [client.get(url(survey), {"groep": f"locatie-{code}"}) for code in (*hidden, "bestaat-niet", "")]
    assert hidden
    assert ({answer.status_code for answer in answers}, len({a.content for a in answers}), drawn) == ({404}, 1, [])


def test_sheet_of_one_group_holds_no_figure_that_its_page_does_not_hold(client, lies):
    survey = survey_of(lies, *ENOUGH)
    client.force_login(lies)
    found = results_of(survey)
    for name, _label in choices_of(found):
        page = told(client.get(url(survey, "resultaten"), {"groep": name}).content.decode())
        sheet = told(re.sub(r"<section class=.voorblad.*?</section>", "", group_html(found, of_group(found, name, ""))))
        sheet = re.sub(r"gemaakt met Trajecten op .*", "", sheet)
        assert figures(sheet) - figures(page) <= {str(survey.min_group), str(survey.step)}


# --- Who, and when ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "status"), [("lies", 200), ("noor", 200), ("vik", 404)])
def test_who_may_see_results_gets_the_pdf(request, client, lies, drawn, who, status):
    survey = survey_of(lies, *ENOUGH)
    client.force_login(request.getfixturevalue(who))
    assert client.get(url(survey)).status_code == status


def test_without_results_the_page_says_why(client, lies, drawn):
    survey = survey_of(lies, 2, 1, 0)
    client.force_login(lies)
    answer = client.get(url(survey), follow=True)
    assert (answer.redirect_chain[0][0], "We tonen dit niet" in answer.content.decode(), drawn) == (
        url(survey, "resultaten"),
        True,
        [],
    )


def test_pdf_that_did_not_change_is_made_once(client, lies, drawn):
    survey = survey_of(lies, *ENOUGH)
    client.force_login(lies)
    for _turn in range(2):
        client.get(url(survey))
    Survey.objects.filter(pk=survey.pk).update(title="Een andere titel")
    client.get(url(survey))
    assert len(drawn) == 2


def test_second_report_at_the_same_moment_is_asked_to_wait(client, lies, drawn):
    survey = survey_of(lies, *ENOUGH)
    client.force_login(lies)
    caches["default"].add(paper.TURN, 1, paper.PATIENCE)
    answer = client.get(url(survey), follow=True)
    assert ("We maken net een ander rapport" in answer.content.decode(), drawn) == (True, [])


def test_turn_is_given_back_when_making_fails(monkeypatch):
    monkeypatch.setattr(paper, "pdf", lambda html: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        paper.kept("<p>")
    assert caches["default"].get(paper.TURN) is None


@pytest.mark.parametrize("people", [PEOPLE[:1], PEOPLE])
def test_pdf_takes_as_many_queries_for_one_group_and_for_three(client, lies, drawn, people, django_assert_num_queries):
    survey = survey_of(lies, *ENOUGH[: len(people)], people=people)
    client.force_login(lies)
    client.get(reverse("trajecten:lijst"))
    with django_assert_num_queries(5):
        client.get(url(survey))
