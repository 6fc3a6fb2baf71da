"""Long work, as the page shows it to who stays: it counts, and ends in a message that remains, without reloading."""

import re

import pytest
from playwright.sync_api import expect

from bevraging.tests.factories import make_open, make_project
from e2e.steps import send_mails
from organisatie.importing import runs
from organisatie.importing.reader import Sheet
from organisatie.models import ImportRun
from organisatie.tests.factories import make_ines
from trajecten.models import ProjectRole

pytestmark = pytest.mark.django_db(transaction=True)


def test_sending_ends_in_a_message_that_stays(linde, lies, page, sign_in):
    project = make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    survey = make_open(project, by=lies)
    sign_in(page, lies).goto(f"/trajecten/{project.slug}/bevraging/{survey.pk}/deelname/")
    expect(page.get_by_text(f"0 van {survey.invited}", exact=True)).to_be_visible()
    send_mails()
    expect(page.get_by_text(f"{survey.invited} uitnodigingen zijn verstuurd.")).to_be_visible()
    expect(page.locator("#verzending[hx-get]")).to_have_count(0)


def test_check_of_a_large_sheet_leads_on_to_what_it_found(linde, page, sign_in):
    ines = make_ines()
    rows = [(n, [f"Collega {n}", f"collega{n}@linde.test"]) for n in range(2, 602)]
    run = runs.start(organisation=linde, by=ines, file_name="lijst.csv", sheet=Sheet(["Naam", "E-mail"], rows))
    # Every row is counted, and the outcome is not written yet: the page must go on asking.
    ImportRun.objects.filter(pk=run.pk).update(status=ImportRun.Status.CHECK, checked=600)
    sign_in(page, ines).goto(f"/mensen/invoeren/{run.pk}/")
    expect(page.get_by_text("600 van 600", exact=True)).to_be_visible()
    runs.sweep()
    expect(page.get_by_text("Alles is in orde. Er is nog niets ingevoerd.")).to_be_visible()
    expect(page).to_have_url(re.compile(rf"/mensen/invoeren/{run.pk}/$"))
