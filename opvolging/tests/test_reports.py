"""The report of a whole project and the one sheet for the board: what each step tells, and nobody in it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bevraging.actions import close
from bevraging.tests import factories as step1
from bevraging.tests.pdf_reading import read
from bevraging.tests.talk_factories import fill_inventory
from communicatie.tests import factories as step4
from fundament.tests import factories as step2
from toetsing.tests import factories as step3
from trajecten import gate, paper, report
from trajecten.models import Project
from trajecten.report_page import LETTERS, LINES, board_context, project_html
from trajecten.tests.factories import make_decider, make_project
from trajecten.tests.gate_world import Facts, World, fake_steps
from uitrol.tests import factories as step5

pytestmark = pytest.mark.django_db
MODEL = "django.contrib.auth.backends.ModelBackend"
TAGGED = (b"/StructTreeRoot", b"/MarkInfo", b"/Lang (nl-BE)", b"pdfuaid", b"/FontFile")
PAGE = re.compile(rb"/Type /Page\b")


@pytest.fixture
def world(linde, lies):
    """A project in step 1 of fake steps, everything in order, Dirk decides."""
    facts, dirk = Facts(), make_decider(linde)
    with fake_steps(facts):
        yield World(make_project(linde, lies, dirk), lies, dirk, facts)


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies, make_decider(linde), step=5)


@pytest.fixture
def full(project, lies):
    """Something in each step."""
    survey = step1.make_open(project, by=lies, people=(("Aalst", "Zorg", 20), ("Gent", "Zorg", 20)))
    for number in range(20):
        step1.answer(survey, 1, "12345"[number % 5], first=number)
    close(survey=survey, by=lies)
    fill_inventory(project)
    step2.make_taken("Waar noteren we observaties?", decider=project.decider, project=project)
    step2.put_in_force(step2.make_agreement("We noteren meteen.", project=project))
    step3.make_concept(name="Tikken in plaats van schrijven", project=project)
    step4.make_message(audience=step4.make_audience("Zorgkundigen", project=project), status="sent")
    step5.start_wave(step5.make_wave("Aalst", project=project))
    return project


@pytest.fixture
def look(client, lies):
    def look_(project, name, user=lies):
        client.force_login(user, backend=MODEL)
        return client.get(reverse(f"trajecten:{name}", args=[project.slug]))

    return look_


def words_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


# --- The whole project --------------------------------------------------------------------------


def test_report_tells_each_step_in_its_order(full):
    words = words_of(project_html(full))
    heads = [f"Stap {n}: {name}" for n, name in enumerate(
        ["Bevraging", "Fundament", "Toetsing", "Communicatie", "Uitrol"], 1
    )]  # fmt: skip
    places = [words.index(head) for head in heads]
    wanted = ["B01", "We noteren meteen.", "Tikken in plaats van schrijven", "Zorgkundigen", "Golf 1"]
    assert (places, [one for one in wanted if one not in words]) == (sorted(places), [])
    assert "Nog te komen: Opvolging." in words


def test_step_without_anything_says_so(project):
    assert words_of(project_html(project)).count("Over deze stap is er nog niets te vertellen.") == 5


def test_core_asks_each_step_that_registered(project, monkeypatch):
    monkeypatch.setattr(report, "_sections", {3: lambda project: report.Section("Iets van stap drie.")})
    told = {one.step.number: one.section and one.section.sentence for one in report.chapters_of(project)}
    assert told == {1: None, 2: None, 3: "Iets van stap drie.", 4: None, 5: None, 6: None}


def test_long_table_says_how_many_rows_stay_out(project, monkeypatch):
    table = report.Table("Alles", ("Wat",), [(f"Rij {n}.",) for n in range(report.MOST + 2)])
    monkeypatch.setattr(report, "_sections", {1: lambda project: report.Section("Veel.", tables=[table])})
    words = words_of(project_html(project))
    assert ("Nog 2 rijen staan in Trajecten zelf." in words, f"Rij {report.MOST}." in words) == (True, False)


@pytest.mark.parametrize(("said", "told"), [(4, "minder dan 5"), (5, "5")])
def test_round_of_fewer_than_five_has_no_number_on_paper(said, told):
    from toetsing.gate_facts import Person, Round
    from toetsing.report_section import told as told_of

    people = tuple(Person(("employee", n), "", "", {}) for n in range(said))
    assert told_of(Round(1, 1, "small", "closed", timezone.localdate(), people=people)) == told


@pytest.mark.parametrize(("people", "told"), [(4, "kleine groep: tonen we niet"), (5, "0 van 5 (0%)")])
def test_task_of_a_small_group_has_no_number_on_paper(project, people, told):
    for number in range(people):
        step4.make_employee(f"Collega {number}", project=project)
    step5.make_task("Een observatie noteren", project=project)
    assert told in words_of(project_html(project))


def test_report_names_nobody(full, lies):
    words = words_of(project_html(full))
    names = [str(one) for one in full.organisation.employees.all()] + [str(lies), str(full.decider)]
    assert [name for name in names if name in words] == []


def test_report_is_a_tagged_pdf(full, look):
    answer = look(full, "traject_pdf")
    sheet = read(answer.content)
    assert [part for part in (*TAGGED, b"/Figure", b"/TH") if part not in sheet.inside] == []
    assert [words for words in ("Stap 5: Uitrol", "We noteren meteen.") if not sheet.says(words)] == []
    assert answer.headers["Content-Disposition"] == 'attachment; filename="rapport-digitale-werkbonnen.pdf"'


# --- The board ----------------------------------------------------------------------------------


def board(project):
    return board_context(Project.objects.get(pk=project.pk))


def test_board_reads_that_nothing_waits(project):
    found = board(project)
    assert (found["waiting"], found["asked"]) == ([], ["Er ligt nu niets bij jullie. Blijf tonen dat dit telt."])


def test_board_reads_which_choices_wait_and_what_is_asked(project, lies):
    step2.make_asked(project, driver=lies, decider=project.decider, question="Waar staan de sleutels?")
    found = board(project)
    assert found["waiting"] == ["B01: Waar staan de sleutels?"]
    assert found["asked"] == ["Neem de keuze die wacht."]


def test_board_reads_what_is_fixed_by_now(full):
    assert board(full)["changed"] == ["1 besluit staat vast.", "1 afspraak is van kracht."]


def test_board_reads_the_open_question_of_a_gate_and_what_was_promised(world):
    agreed = gate.ConditionInput("Hoezen kopen", world.lead, timezone.localdate() + timedelta(days=20))
    world.answer("go_with_conditions", conditions=[agreed])
    world.ask()
    found = board(world.project)
    assert [line.partition(":")[0] for line in found["waiting"]] == ["Poort naar stap 3, Stap 3"]
    assert found["asked"][0] == "Beslis over de poort, of zeg wat je nog nodig hebt."
    assert found["asked"][1].endswith(": Hoezen kopen")
    assert [one["last"] and one["last"].outcome for one in found["gates"]] == [
        "We gaan door, met een afspraak", None, None, None, None,
    ]  # fmt: skip


def test_board_is_one_sheet_of_a4_however_much_there_is(full, lies, look, monkeypatch):
    for number in range(9):
        step2.make_asked(full, driver=lies, decider=full.decider, question=f"{number} {'Lange vraag over iets. ' * 9}")
    Project.objects.filter(pk=full.pk).update(title=("Een lange naam voor een traject " * 3)[:80])
    sheet = read(look(Project.objects.get(pk=full.pk), "bestuur_pdf").content)
    assert (len(PAGE.findall(sheet.inside)), [part for part in TAGGED if part not in sheet.inside]) == (1, [])
    found = board(full)
    assert (len(found["waiting"]), found["waiting"][-1], max(map(len, found["waiting"])) <= LETTERS) == (
        LINES + 1, f"en nog {9 - LINES}", True,
    )  # fmt: skip


def test_board_page_and_paper_say_the_same(full, look):
    page, sheet = words_of(look(full, "bestuur").content.decode()), read(look(full, "bestuur_pdf").content)
    for line in (*board(full)["changed"], *board(full)["asked"]):
        assert (line in page, sheet.says(line)) == (True, True)


# --- Who reads it -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["rapporten", "traject_pdf", "bestuur", "bestuur_pdf"])
def test_reader_reads_it_and_somebody_of_elsewhere_finds_nothing(project, look, noor, vik, monkeypatch, name):
    monkeypatch.setattr(paper, "pdf", lambda html: b"%PDF-")
    assert [look(project, name, user).status_code for user in (noor, vik)] == [200, 404]


def test_reports_stand_on_one_page_with_the_dossiers(world, look):
    decision = world.answer("go")
    page = look(world.project, "rapporten").content.decode()
    names = ("Eén blad voor het bestuur", "Rapport van het hele traject", "Inventarisrapport")
    assert ([name for name in names if name not in page], f"/poort/1/dossier/{decision.pk}/" in page) == ([], True)


def test_overview_leads_to_the_reports(project, look):
    assert reverse("trajecten:rapporten", args=[project.slug]) in look(project, "overzicht").content.decode()


def test_pdf_waits_for_its_turn_with_a_sentence(project, look, client, monkeypatch):
    def busy(html):
        raise paper.Busy

    monkeypatch.setattr(paper, "kept", busy)
    answer = look(project, "traject_pdf")
    assert "Probeer het over enkele tellen opnieuw." in client.get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["rapporten", "bestuur"])
def test_page_takes_as_many_queries_for_one_and_three(
    client, project, lies, look, name, count, django_assert_num_queries
):
    for _turn in range(count):
        step2.make_asked(project, driver=lies, decider=project.decider)
        step5.make_wave(f"Plaats {_turn}", project=project)
    look(project, name)
    with django_assert_num_queries({"rapporten": 5, "bestuur": 8}[name]):
        client.get(reverse(f"trajecten:{name}", args=[project.slug]))
