"""The pages of support and barriers in a browser: nothing that axe finds, and nothing that sticks out on a phone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from organisatie.tests.factories import make_employee
from trajecten.tests.factories import make_project
from uitrol.tests.factories import make_barrier, make_log, make_place, make_task, solve


@pytest.fixture
def project(linde, lies):
    """Six locations, three weeks, a barrier that blocks and one that is solved."""
    project = make_project(linde, lies, step=5)
    task = make_task("Gewicht en vocht registreren op de kamer", project=project)
    for number, name in enumerate(("Meidoorn", "Vlier", "Hazelnoot", "Linde", "Wilgenhof", "Kornoelje")):
        for week in range(3):
            at = timezone.now() - timedelta(days=7 * week)
            kind = ("question", "barrier")[number % 2]
            place = make_place(project, name)
            make_log(kind, project=project, task=task, location=place, happened_at=at, solved=("yes", "no")[week % 2])
    make_log("barrier", project=project, solved="passed_on", text="Foto komt niet in dossier")
    make_barrier("Zwakke wifi", project=project, severity="blocking", owner=make_employee(linde), task=task)
    solve(make_barrier("Badge niet herkend", project=project))
    return project


def paths(project) -> dict[str, str]:
    names = ("ondersteuning", "ondersteuning_lijst", "drempels", "drempel_nieuw")
    found = {name: reverse(f"uitrol:{name}", args=[project.slug]) for name in names}
    return found | {f"drempel {n}": reverse("uitrol:drempel", args=[project.slug, n]) for n in (1, 2)}


@pytest.mark.django_db(transaction=True)
def test_pages_stand_on_a_phone_and_axe_finds_nothing(open_page, sign_in, axe, project, lies):
    for width in (320, 390, 1280):
        page = sign_in(open_page(viewport={"width": width, "height": 844}), lies)
        for name, path in paths(project).items():
            page.goto(path, timeout=40_000)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
            assert page.locator("h1").count() == 1, name
            if width == 390:
                axe(page)
                for details in page.locator("main details").all():
                    details.locator("summary").click()
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, "open")
        page.context.close()
