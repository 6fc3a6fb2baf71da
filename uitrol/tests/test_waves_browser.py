"""Waves and moments in a browser: readable on a phone and a desktop, nothing for axe to find, and noting who was there
with JavaScript off."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from organisatie.tests.factories import make_employee
from toetsing.tests import files
from toetsing.tests.files import upload
from trajecten.models import ProjectRole
from uitrol import feeds
from uitrol.actions import attending, materials, running
from uitrol.models import Moment
from uitrol.tests.factories import make_barrier, make_place
from uitrol.tests.wave_world import address, invite, make_ready, make_step_5, plan_moment, plan_wave, staff

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def project(linde, lies):
    return make_step_5(lies)


@pytest.fixture
def rollout(project, lies):
    """Two waves, of which the first runs, with moments to come, held and cancelled."""
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    fatima = make_employee(project.organisation, "Fatima Yildiz", email="fatima@linde.test")
    for place in ("Meidoorn", "Vlier", "Hazelnoot aan de Oude Steenweg naar Denderleeuw"):
        for shift, count in (("dag", 4), ("nacht", 2)):
            staff(project, place, count, shift)
    first = plan_wave(project, lies, "Meidoorn", "Vlier", day=now.date() - timedelta(days=2), owner=fatima)
    make_ready(first)
    over = plan_moment(
        project, lies, "Meidoorn", at=now - timedelta(hours=3), shift="dag", host=fatima, place="Leefruimte 2"
    )
    invite(over, lies, *staff(project, "Meidoorn", 3, "dag"))
    held = plan_moment(project, lies, "Vlier", at=now - timedelta(hours=26), shift="nacht", place="Briefinglokaal")
    running.start_wave(wave=first, by=lies)
    attending.note_number(moment=held, by=lies, counted=21)
    second = plan_wave(
        project, lies, "Hazelnoot aan de Oude Steenweg naar Denderleeuw", day=now.date() + timedelta(days=6)
    )
    running.check(check=second.checks.first(), by=lies, done=True)
    running.add_check(wave=second, by=lies, text="De badges werken op elke deur")
    make_barrier(project=project, severity="blocking", location=make_place(project, "Vlier"))
    coming = plan_moment(
        project, lies, "Hazelnoot aan de Oude Steenweg naar Denderleeuw", at=now + timedelta(days=6), shift="dag",
        host=fatima, place="Refter", note="We tonen hoe je een observatie noteert tijdens de zorg.",
    )  # fmt: skip
    invite(coming, lies, *staff(project, "Hazelnoot aan de Oude Steenweg naar Denderleeuw", 2, "dag"), fatima)
    materials.add_material(
        project=project, by=lies, title="De kaart met de eerste stappen", file=upload("kaart.pdf", files.PDF)
    )
    materials.add_material(
        project=project, by=lies, title="Filmpje van 2 minuten", link="https://x.test/", moment=coming
    )
    return {"first": first, "second": second, "over": over, "coming": coming, "host": fatima}


def shoot(page, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def addresses(project, rollout) -> dict[str, str]:
    week = timezone.localdate().isocalendar()
    over, coming = rollout["over"].pk, rollout["coming"].pk
    return {
        "golven": address("golven", project),
        "golf-loopt": address("golf", project, 1),
        "golf": address("golf", project, 2),
        "golf-start": address("golf_start", project, 2),
        "golf-pauze": address("golf_pauze", project, 1),
        "golf-nieuw": address("golf_nieuw", project),
        "golf-wijzig": address("golf_wijzig", project, 2),
        "momenten": address("momenten", project),
        "week": address("momenten", project) + f"?week={week.year}-W{week.week:02}",
        "moment": address("moment", project, coming),
        "moment-nieuw": address("moment_nieuw", project) + "?soort=start",
        "moment-annuleer": address("moment_annuleer", project, coming),
        "moment-wie": address("moment_wie", project, coming),
        "aanwezig": address("aanwezig", project, over) + "?tel=aantal&n=12",
        "aanwezig-namen": address("aanwezig", project, over) + "?tel=namen",
        "materiaal": address("materiaal", project),
        "materiaal-nieuw": address("materiaal_nieuw", project),
        "mijn-agenda": reverse("uitrol:mijn_agenda"),
        "agenda": reverse("uitrol:v_agenda_blad", args=[feeds.secret_of(rollout["host"].pk, 0)]),
    }


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_pages_fit_and_read_well(open_page, sign_in, axe, lies, project, rollout, width):
    make_employee(project.organisation, "Lies Maes", user=lies)
    page = sign_in(open_page(viewport={"width": width, "height": 844}), lies)
    for name, url in addresses(project, rollout).items():
        page.goto(url)
        shoot(page, f"{name}-{width}")
        assert (name, fits(page), page.locator("h1").count()) == (name, True, 1)
        if width == 390:
            axe(page)


def test_ambassador_notes_who_was_there_without_javascript(phone_without_js, sign_in, bram, project, rollout):
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.AMBASSADOR, user=bram)
    page = sign_in(phone_without_js, bram)
    over = rollout["over"]
    page.goto(address("aanwezig", project, over.pk) + "?tel=aantal")
    small = page.locator(".teller a, .telkeuze a, main button").evaluate_all(
        "all => all.filter(one => one.offsetParent && one.getBoundingClientRect().height < 44).length"
    )
    for label in ("+5", "+5", "+1"):
        page.get_by_text(label, exact=True).click()
    page.get_by_label("Een minder").click()
    assert (small, page.get_by_label("Hoeveel collega's waren er?").input_value()) == (0, "10")
    page.get_by_role("button", name="Bewaar het aantal").click()
    assert "Gehouden, met 10 collega" in page.locator("main").inner_text()
    page.goto(address("aanwezig", project, over.pk) + "?tel=namen")
    page.locator(".aanwezige").nth(0).click()
    page.locator(".aanwezige").nth(1).click()
    page.get_by_role("button", name="Bewaar wie er was").click()
    over = Moment.objects.get(pk=over.pk)
    assert (over.counted, over.count_by, over.people.came().count()) == (2, "names", 2)


def test_everybody_of_a_shift_is_invited_in_a_dialog(page, sign_in, lies, project, rollout):
    night = plan_moment(project, lies, "Meidoorn", at=timezone.now() + timedelta(days=3), shift="nacht")
    sign_in(page, lies)
    page.goto(address("moment_wie", project, night.pk))
    page.get_by_role("link", name="Nodig iedereen uit van Meidoorn, dienst nacht").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Nodig 2 collega's uit").click()
    page.wait_for_url(address("moment", project, night.pk))
    assert "2 collega's op de lijst." in page.locator("#wie").inner_text()
