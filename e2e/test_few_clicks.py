"""The budgets of the design: an empty project to a sent survey in ten clicks, support measured again in two, and a
bottleneck reported on a phone in four."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from bevraging.models import Survey
from e2e import world
from e2e.steps import Clicks, look, send_mails
from fundament.models import Bottleneck
from trajecten.models import Project, ProjectRole
from trajecten.tests.factories import make_project, make_role

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = (("Aalst", 14), ("Gent", 10))
ASKED = 24


@pytest.fixture
def project(linde, lies):
    """Nothing was done in it yet; its organisation has colleagues with an address."""
    project = make_project(linde)
    ProjectRole.objects.get_or_create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    world.make_colleagues(linde, SIZES)
    return project


@pytest.fixture
def overview(page, sign_in, lies, project):
    sign_in(page, lies).goto(reverse("trajecten:overzicht", args=[project.slug]))
    return page


def test_empty_project_to_sent_survey_with_a_template_in_ten_clicks(overview, project):
    clicks, send = Clicks(), re.compile(f"^Verstuur naar {ASKED} collega")
    clicks(overview.get_by_role("link", name="Of kies een andere bevraging"))
    clicks(overview.get_by_role("button", name=re.compile("^Kies deze.*Feedback na een try-out")))
    clicks(overview.get_by_role("link", name="Deze vragen zijn goed"))
    clicks(overview.get_by_role("button", name="Verder"))
    clicks(overview.get_by_role("link", name=send))
    clicks(overview.get_by_role("dialog").get_by_role("button", name=send))
    expect(overview.get_by_role("heading", level=1, name=re.compile("deelname"))).to_be_visible()
    survey = Survey.objects.get(project=project)
    sent = (survey.status, survey.purpose, survey.invited, len(send_mails()))
    assert (clicks.count <= 10, *sent) == (True, "open", "tryout", ASKED, ASKED)


@pytest.mark.parametrize("step", [2, 5])
def test_pulse_in_two_clicks_at_a_later_step(overview, project, step):
    Project.objects.filter(pk=project.pk).update(step=step)
    overview.reload()
    clicks = Clicks()
    clicks(overview.get_by_role("link", name="Meet het draagvlak").first)
    clicks(overview.get_by_role("button", name=f"Verstuur naar {ASKED} collega"))
    expect(overview.get_by_role("heading", level=1, name=re.compile("deelname"))).to_be_visible()
    survey = Survey.objects.get(project=project)
    sent = (survey.status, survey.purpose, survey.step, len(send_mails()))
    assert (clicks.count, *sent) == (2, "open", "pulse", step, ASKED)


def test_ambassador_reports_a_bottleneck_on_a_phone_in_four_taps(phone_without_js, sign_in, bram, project):
    """From Vandaag: the project, step 2, the form, and save."""
    make_role(project, bram)
    Project.objects.filter(pk=project.pk).update(step=2)
    taps, page = Clicks(), sign_in(phone_without_js, bram)
    page.goto(reverse("trajecten:vandaag"))
    look(page, "40-vandaag-bram")
    taps(page.get_by_role("link", name=re.compile("^Digitale werkbonnen")).first)
    look(page, "41-overzicht-bram")
    taps(page.get_by_role("link", name=re.compile("Fundament")).first)
    look(page, "42-stap-bram")
    taps(page.get_by_role("link", name="Meld een knelpunt"))
    page.get_by_label("Wat gebeurde er").fill("De lader was stuk.")
    look(page, "43-melden-bram")
    taps(page.get_by_role("button", name="Bewaar"))
    expect(page.get_by_text("Dank je wel.")).to_be_visible()
    assert (taps.count, Bottleneck.objects.get().what) == (4, "De lader was stuk.")
