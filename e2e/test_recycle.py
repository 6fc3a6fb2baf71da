"""Back to step 2 after everything was tried: the decider sends it back, all data stays, and both gates are passed again."""

import re
from collections import Counter

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from e2e.steps import link_in, look, send_mails, sign_in_with_password
from e2e.test_from_ad_hoc import go, make_project_in_step_2
from fundament.actions import deciding
from fundament.models import Decision
from fundament.tests.factories import RATIONALE, follows, make_agreement, make_proposal, make_taken
from organisatie.tests.factories import PASSWORD
from toetsing.actions import concepts, findings, rounds
from toetsing.models import Finding
from toetsing.tests.factories import make_concept, make_round, tell
from trajecten.gate import StepStatus, statuses
from trajecten.models import GateDecision, Project
from trajecten.tests.factories import make_decider

pytestmark = pytest.mark.django_db(transaction=True)

NETWORK = "Bij netwerkuitval kan niemand noteren."
BACK = "Zonder plan bij netwerkuitval gaan we niet verder."
NEXT_QUESTION = "Wat doen we als het netwerk uitvalt?"


@pytest.fixture
def dirk(linde):
    return make_decider(linde)


@pytest.fixture
def project(linde, lies, dirk):
    """Gate 1 and 2 are open; a concept was tried small and adjusted, and key figures tried it: gate 3 can be asked."""
    project = make_project_in_step_2(linde, lies, dirk)
    decision = make_taken(project=project, decider=dirk, driver=lies)
    decision.themes.add(project.themes.get())
    version = follows(make_agreement(project=project), decision)
    go(project, lies, dirk)
    concept = make_concept(project=project)
    concept.agreements.add(version.agreement)
    run(make_round(concepts=[concept], people=colleagues(project, 6)), lies)
    concepts.add_version(concept=concept, by=lies, text="Tik, kies, bewaar.", changed="Minder velden.", after=1)
    run(make_round("key_figures", concepts=[concept], people=colleagues(project)), lies)
    heard = findings.note_finding(
        project=project, by=lies, version=concept.versions.last(), kind="barrier", severity="annoying", text=NETWORK
    )
    findings.postpone(finding=heard, on=timezone.localdate() + timezone.timedelta(days=30), by=lies)
    send_mails()
    return project


def colleagues(project, count: int = 12):
    """From both functions and both locations."""
    staff = list(project.organisation.employees.exclude(location=None).order_by("name"))
    return staff[:count] if count > 6 else staff[::2]


def run(test_round, lies) -> None:
    """Opened, told about by everybody, closed."""
    rounds.open_round(test_round=test_round, by=lies)
    tell(test_round, test_round.people.count(), ready="5")
    rounds.close_round(test_round=test_round, by=lies)


def kept() -> Counter:
    """How many rows there are of everything that was said, chosen, agreed, tried and found."""
    rooms = ("bevraging", "fundament", "toetsing")
    return Counter({model._meta.label: model.objects.count() for room in rooms for model in apps.get_app_config(room).get_models()})  # fmt: skip


def test_blocking_finding_sends_it_back_and_nothing_is_lost(page, sign_in, phone, lies, dirk, project, axe):
    before = kept()
    ask_gate(page, sign_in, lies, project, 3)
    send_back(phone, dirk)
    assert kept() == before
    standing = statuses(Project.objects.get())
    assert (standing[2], standing[3]) == (StepStatus.REOPENED, StepStatus.TO_RECONFIRM)
    what_lies_sees(page, project, axe)
    it_blocks(page, project)
    decide_what_was_missing(project, lies, dirk)
    ask_gate(page, sign_in, lies, project, 2)
    say_go(phone, "Toetsing")
    assert Project.objects.get().step == 3
    solve_and_try_again(project, lies)
    ask_gate(page, sign_in, lies, project, 3)
    say_go(phone, "Communicatie")
    assert Project.objects.get().step == 4
    assert not before - kept()
    answers = GateDecision.objects.order_by("turn").values_list("request__step", "outcome")
    assert list(answers) == [(1, "go"), (2, "go"), (3, "back"), (2, "go"), (3, "go")]
    page.goto(reverse("trajecten:geschiedenis", args=[project.slug]))
    expect(page.get_by_text(BACK).first).to_be_visible()
    look(page, "36-geschiedenis")


def ask_gate(page, sign_in, lies, project, step: int) -> None:
    sign_in(page, lies).goto(reverse("trajecten:poort", args=[project.slug, step]))
    page.get_by_role("button", name="Vraag de beslissing aan Dirk").click()
    expect(page.get_by_text("Je vraag is vertrokken.")).to_be_visible()


def open_the_mail(phone, dirk=None) -> None:
    (mail,) = [message for message in send_mails() if "/beslissen/" in message.body]
    phone.goto(link_in(mail, "/beslissen/"))
    if dirk:
        sign_in_with_password(phone, dirk.email, PASSWORD)


def send_back(phone, dirk) -> None:
    """On a phone, from the mail: back to step 2, with what has to be looked at again."""
    open_the_mail(phone, dirk)
    phone.get_by_role("radio", name=re.compile("^Terug naar")).check()
    phone.get_by_label("Naar welke stap?").select_option("2")
    phone.get_by_label("Wat moet er opnieuw bekeken worden?").fill(BACK)
    look(phone, "30-terug")
    phone.get_by_role("button", name=re.compile("^Bevestig: ")).click()
    expect(phone.get_by_text("Je beslissing is bewaard.")).to_be_visible()


def say_go(phone, step: str) -> None:
    open_the_mail(phone)
    phone.get_by_role("radio", name=re.compile("^We gaan door")).first.check()
    phone.get_by_role("button", name=re.compile("^Bevestig: we gaan door")).click()
    expect(phone.get_by_text("Je beslissing is bewaard.")).to_be_visible()


def what_lies_sees(page, project, axe) -> None:
    """Step 2 is open again, step 3 asks to be confirmed once more; its rounds stand where they stood."""
    page.goto(reverse("trajecten:overzicht", args=[project.slug]))
    expect(page.get_by_text("opnieuw te bekijken").first).to_be_visible()
    look(page, "31-heropend")
    axe(page)
    page.goto(reverse("toetsing:stap", args=[project.slug]))
    expect(page.get_by_role("link", name="Ronde 2, sleutelfiguren", exact=True)).to_be_visible()
    look(page, "32-stap-3-heropend")


def it_blocks(page, project) -> None:
    """What the decider said is right: Lies opens the finding again and says that it blocks."""
    page.goto(reverse("toetsing:bevinding", args=[project.slug, Finding.objects.get().pk]))
    page.get_by_role("button", name="Zet weer open").click()
    page.get_by_role("link", name="Wijzig de bevinding").click()
    page.get_by_label("Blokkerend").check()
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Drempel, blokkerend")).to_be_visible()
    page.goto(reverse("toetsing:stap", args=[project.slug]))
    expect(page.get_by_text("1 bevinding blokkeert nog.")).to_be_visible()
    look(page, "33-blokkeert")


def decide_what_was_missing(project, lies, dirk) -> None:
    """B02, with its agreement. In step 2 again, so that it may be taken."""
    project.refresh_from_db()
    proposal = make_proposal(project, driver=lies, decider=dirk, question=NEXT_QUESTION)
    deciding.ask(decision=proposal, by=lies, decide_by=timezone.localdate() + timezone.timedelta(days=7))
    now = Decision.objects.get(pk=proposal.pk)
    deciding.decide(decision=now, by=dirk, version=now.version, option=now.options.first(), rationale=RATIONALE)
    version = follows(make_agreement("We noteren op het noodblad als het netwerk uitvalt.", project=project), proposal)
    version.agreement.concepts.add(project.concepts.get())
    send_mails()


def solve_and_try_again(project, lies) -> None:
    """A version in which it is solved, tried by key figures in one more round."""
    concept = project.concepts.get()
    version = concepts.add_version(concept=concept, by=lies, text="Met een noodblad.", changed="Een noodblad.", after=2)
    findings.adjust(finding=Finding.objects.get(), version=version, by=lies, answer="Er is een noodblad.")
    run(make_round("key_figures", concepts=[concept], people=colleagues(project)), lies)
    send_mails()
