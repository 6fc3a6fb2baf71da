"""The dossier of a gate decision: what was then, on a page and on paper, and the number that tells whether it still agrees."""

import hashlib
import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from bevraging.tests.pdf_reading import read
from trajecten import gate, paper, support
from trajecten.gate_dossier import dossier_of, dossiers, told
from trajecten.models import Condition, GateDossier, Waiver
from trajecten.support import SupportPoint
from trajecten.tests.gate_world import LONG_REASON, RESPONSE

MODEL = "django.contrib.auth.backends.ModelBackend"


def day(days: int = 20):
    return timezone.localdate() + timedelta(days=days)


def waiver(world, code=RESPONSE):
    return gate.WaiverInput(
        code=code, reason=LONG_REASON, measure="We bellen hen op.", owner=world.lead, expires_on=day()
    )


def found(decision):
    return dossier_of(dossiers().get(pk=decision.pk), decision.request.project)


def url(decision, name="") -> str:
    asked = decision.request
    return f"/trajecten/{asked.project.slug}/poort/{asked.step}/dossier/{decision.pk}/{name}"


@pytest.fixture
def look(client, lies):
    def look_(decision, name="", user=lies, **query):
        client.force_login(user, backend=MODEL)
        return client.get(url(decision, name), query)

    return look_


@pytest.fixture
def unlocked(world, monkeypatch):
    """Somebody with the database in hands: the lock on what is written once is taken off."""

    def change(table, **values):
        with connection.cursor() as cursor:
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {table}_once{on}")
            for column, value in values.items():
                cursor.execute(f"UPDATE {table} SET {column} = %s", [value])  # noqa: S608  (names of the tests)

    return change


# --- What is kept -------------------------------------------------------------------------------


def test_dossier_is_kept_with_each_decision_and_its_number_is_that_of_its_text(world):
    decision = world.answer("go")
    kept = GateDossier.objects.get()
    assert (kept.decision, kept.sha256) == (
        decision,
        hashlib.sha256(found(decision).document.encode()).hexdigest(),
    )
    assert found(decision).check.intact is True


def test_canonical_text_has_sorted_names_no_spaces_and_no_broken_numbers(world):
    text = found(world.answer("go")).document
    content = json.loads(text, parse_float=lambda number: pytest.fail(f"a fraction: {number}"))
    assert text == json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert sorted(content) == ["facts", "format", "told"]


def test_dossier_says_what_was_seen_asked_and_decided(world):
    world.facts.answers = 40
    request = world.ask(waivers=[waiver(world)], note="We willen verder.")
    decision = world.answer(
        "go_with_conditions",
        request,
        reason="Eerst dit.",
        conditions=[gate.ConditionInput("Hoezen kopen", world.lead, day(9))],
    )
    words = told(found(decision))
    points = {one["title"]: (one["weight"], one["goal"], one["state"]) for one in words["points"]}
    assert points["Deelname"] == ("nodig", "50%", "met een afwijking")
    assert points["Verslag"] == ("kan niet overgeslagen worden", "–", "in orde")
    assert (words["outcome"], words["reason"], words["note"]) == (
        "We gaan door, met een afspraak",
        "Eerst dit.",
        "We willen verder.",
    )
    assert (words["decided_by"], words["asked_by"]) == ("Dirk Van Hove", "Lies Maes")
    assert words["waivers"] == [
        {
            "title": "Deelname",
            "reason": LONG_REASON,
            "measure": "We bellen hen op.",
            "owner": "Lies Maes",
            "by": "Lies Maes",
            "expires_on": day(),
        }
    ]
    assert words["conditions"] == [{"text": "Hoezen kopen", "owner": "Lies Maes", "due_on": day(9)}]


@pytest.mark.parametrize(("n", "kept"), [(4, None), (5, "56")])
def test_support_of_that_day_is_kept_from_five_people_on(world, monkeypatch, n, kept):
    points = {world.project.pk: [SupportPoint(1, 56, n)]}
    monkeypatch.setattr(support, "points_for", lambda projects: points)
    decision = world.answer("go")
    points[world.project.pk] = [SupportPoint(1, 56, 60), SupportPoint(2, 71, 60)]
    then = told(found(decision))["support"]
    assert (then and then["value"]) == kept


def test_names_stay_those_of_that_day(world):
    decision = world.answer("go")
    world.decider.name, world.project.title = "Dirk Peeters", "Iets anders"
    world.decider.save()
    world.project.save()
    words = told(found(decision))
    assert (words["decided_by"], words["title"]) == ("Dirk Van Hove", "Digitale werkbonnen")
    assert found(decision).check.intact is True


# --- Refused, reopened, revised -----------------------------------------------------------------


@pytest.mark.parametrize(("outcome", "words"), [("hold", "Nog even wachten"), ("stop", "We stoppen met dit traject")])
def test_gate_that_was_refused_has_a_dossier(world, look, outcome, words):
    page = look(world.answer(outcome, reason=LONG_REASON)).content.decode()
    assert (words in page, LONG_REASON in page) == (True, True)


def test_reopening_stands_under_the_dossier_and_leaves_the_number_alone(world, look):
    decision = world.answer("go")
    before = found(decision).sha256
    gate.reopen(project=world.project, to_step=1, by=world.lead, reason="We hoorden te weinig nachtploeg.")
    after = found(decision)
    assert [(one.detail, one.turn > decision.turn) for one in after.since] == [
        ("We hoorden te weinig nachtploeg.", True)
    ]
    assert (after.sha256, after.check.intact) == (before, True)
    assert "Wat er daarna gebeurde" in look(decision).content.decode()


def test_each_decision_at_a_gate_has_its_own_dossier(world):
    first = world.answer("hold")
    second = world.answer("go")
    assert len({found(one).sha256 for one in (first, second)}) == 2
    assert told(found(second))["round"] == 2


def test_revision_leads_to_the_dossier_it_replaces(world, look):
    first = world.answer("hold")
    second = gate.revise(decision=first, by=world.decider, outcome="go")
    assert (url(first) in look(second).content.decode(), look(first).status_code) == (True, 200)


def test_done_agreement_stands_under_it_and_changes_no_number(world):
    agreed = [gate.ConditionInput("Hoezen kopen", world.lead, day())]
    decision = world.answer("go_with_conditions", conditions=agreed)
    gate.fulfil_condition(condition=Condition.objects.get(), by=world.lead, evidence="In de kast.")
    after = found(decision)
    assert ([one.detail for one in after.since], after.check.intact) == (["In de kast."], True)


# --- Whether it still agrees --------------------------------------------------------------------


def test_dossier_is_written_once(world):
    kept = world.answer("go") and GateDossier.objects.get()
    with pytest.raises(TypeError, match="append-only"):
        kept.save()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE trajecten_gatedossier SET sha256 = 'x'")


@pytest.mark.parametrize(
    ("table", "values", "part"),
    [
        ("trajecten_gatedecision", {"reason": "Iets anders."}, "de beslissing"),
        ("trajecten_waiver", {"reason": "Iets anders."}, "de afwijkingen"),
        ("trajecten_snapshot", {"content": json.dumps({"criteria": []})}, "de punten met hun cijfers"),
    ],
)
def test_change_in_the_record_is_seen_and_named(world, unlocked, look, table, values, part):
    world.facts.answers = 40
    decision = world.answer("go", world.ask(waivers=[waiver(world)]))
    unlocked(table, **values)
    assert found(decision).check.intact is False
    assert f"In het traject staat nu iets anders bij: {part}." in look(decision).content.decode()


def test_other_agreement_than_was_decided_is_seen(world):
    agreed = [gate.ConditionInput("Hoezen kopen", world.lead, day())]
    decision = world.answer("go_with_conditions", conditions=agreed)
    Condition.objects.update(text="Niets")
    assert found(decision).check.changed == ("conditions",)


def test_change_in_the_dossier_itself_is_seen(world, unlocked, look):
    decision = world.answer("go")
    content = found(decision).content
    content["told"]["people"] = dict.fromkeys(content["told"]["people"], "Iemand anders")
    unlocked("trajecten_gatedossier", content=json.dumps(content))
    assert found(decision).check.itself is False
    assert "Dit dossier is na de beslissing gewijzigd" in look(decision).content.decode()


def test_number_from_paper_is_compared_on_the_page(world, look):
    decision = world.answer("go")
    number = found(decision).number
    other = number.replace(number[0], "0" if number[0] != "0" else "1")
    pages = [look(decision, controle=typed).content.decode() for typed in ("", f" {number.upper()} ", other)]
    assert [("Het klopt" in page, "Dit is een ander getal" in page) for page in pages] == [
        (False, False),
        (True, False),
        (False, True),
    ]


def test_decision_of_before_dossiers_were_kept_says_so(world, look, monkeypatch):
    monkeypatch.setattr("trajecten.gate.dossier.keep", lambda decision: None)
    decision = world.answer("go")
    assert "Dit dossier is achteraf gemaakt" in look(decision).content.decode()


def dossiers_told(*arguments) -> str:
    out = StringIO()
    call_command("dossiers", *arguments, stdout=out)
    return out.getvalue()


def test_command_tells_of_every_dossier_that_it_agrees(world):
    decisions = [world.answer("hold"), world.answer("go")]
    told_ = dossiers_told(world.project.slug)
    assert [line.split()[:2] for line in told_.splitlines()] == [["✓", found(one).sha256] for one in decisions]


def test_command_fails_and_names_what_was_changed(world):
    agreed = [gate.ConditionInput("Hoezen kopen", world.lead, day())]
    world.answer("go_with_conditions", conditions=agreed)
    Condition.objects.update(text="Niets")
    with pytest.raises(CommandError, match="1 dossier"):
        dossiers_told()


# --- Who sees it, and on paper ------------------------------------------------------------------


def test_reader_and_decider_read_it_somebody_of_elsewhere_does_not(world, look, noor, vik):
    decision = world.answer("go")
    assert [look(decision, user=user).status_code for user in (noor, world.decider, vik)] == [200, 200, 404]


def test_dossier_of_another_gate_or_project_is_missing(world, client, look):
    decision = world.answer("go")
    address = url(decision).replace("/poort/1/", "/poort/2/")
    client.force_login(world.lead, backend=MODEL)
    assert client.get(address).status_code == 404


def test_gate_leads_to_the_dossiers_of_its_decisions(world, client):
    first, second = world.answer("hold"), world.answer("go")
    client.force_login(world.lead, backend=MODEL)
    page = client.get("/trajecten/digitale-werkbonnen/poort/1/").content.decode()
    assert [url(one) in page for one in (first, second)] == [True, True]


def test_text_that_was_hashed_can_be_taken_along(world, look):
    decision = world.answer("go")
    answer = look(decision, "dossier.json")
    assert hashlib.sha256(answer.content).hexdigest() == GateDossier.objects.get().sha256
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="dossier-digitale-werkbonnen-poort-1')


def test_pdf_is_tagged_and_carries_the_number(world, look):
    world.facts.answers = 40
    decision = world.answer("go", world.ask(waivers=[waiver(world)]), reason="De ploeg is klaar.")
    sheet = read(look(decision, "dossier.pdf").content)
    parts = (b"/StructTreeRoot", b"/MarkInfo", b"/Lang (nl-BE)", b"pdfuaid", b"/TH", b"/FontFile")
    assert [part for part in parts if part not in sheet.inside] == []
    wanted = ["We gaan door", "De ploeg is klaar.", "Dirk Van Hove", LONG_REASON, "Deelname", found(decision).number]
    assert [words for words in wanted if not sheet.says(words)] == []


def test_pdf_waits_for_its_turn_with_a_sentence(world, look, client, monkeypatch):
    def busy(html):
        raise paper.Busy

    monkeypatch.setattr(paper, "kept", busy)
    answer = look(world.answer("go"), "dossier.pdf")
    assert "Probeer het over enkele tellen opnieuw." in client.get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_dossier_takes_as_many_queries_for_one_and_three_waivers(client, world, look, count, django_assert_num_queries):
    agreed = [gate.ConditionInput(f"Taak {number}", world.lead, day()) for number in range(count)]
    decision = world.answer("go_with_conditions", conditions=agreed)
    for number in range(count):
        Waiver.objects.create(
            snapshot=decision.request.snapshot, code=f"x{number}", reason="x", measure="y", owner=world.lead,
            expires_on=day(), by=world.lead,
        )  # fmt: skip
    look(decision)
    with django_assert_num_queries(8):
        client.get(url(decision))
