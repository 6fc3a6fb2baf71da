"""`python -m e2e.manual [words]`: make the pictures of docs/handleiding/ again, from the demo, as they are now.

With words only the pictures whose name holds one of them. Each picture is of one page at one width; what only fits partly
is cut at the height that is given, so that a picture stays small.
"""

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

DESK, PHONE = 1100, 390


@dataclass(frozen=True)
class Shot:
    """One picture: who looks at which address. `{slug}` is the project that the demo tells, `{survey}`, `{decision}`, … one of its own."""

    name: str
    address: str
    who: str = "nele"
    width: int = DESK
    height: int = 900
    step: int = 0
    """How far the demo is told; 0 is as far as it goes."""
    part: str = ""
    """A selector: only this part of the page."""
    first: str = ""
    """An address to open before it: a personal link, which tells the pages after it who is there."""
    asked: bool = False
    """The decision at the gate of this step is asked for. Such pictures come last of their step."""


P = "/trajecten/{slug}/"
SHOTS: tuple[Shot, ...] = (
    Shot("vandaag", "/vandaag/"),
    Shot("trajecten", "/trajecten/", height=760),
    Shot("collegas", "/mensen/", height=760),
    Shot("overzicht", P, height=1000),
    Shot("poort", f"{P}poort/uitrol/", step=5),
    Shot("beslissen", f"{P}poort/uitrol/beslissen/", who="hilde", height=1300, step=5, asked=True),
    Shot("dossier", f"{P}poort/bevraging/dossier/{{dossier}}/", height=1000),
    Shot("ploeg", f"{P}ploeg/"),
    Shot("rapporten", f"{P}rapporten/", height=800),
    Shot("bestuur", f"{P}rapporten/bestuur/", height=1100),
    Shot("herinneringen", f"{P}herinneringen/"),
    Shot("bevraging", f"{P}bevraging/"),
    Shot("uitnodiging", "/v/b/{open}/", who="", width=PHONE, height=844, first="/v/{link}/"),
    Shot("vraag", "/v/b/{open}/1/", who="", width=PHONE, height=844, first="/v/{link}/"),
    Shot("code", "/v/", who="", width=PHONE, height=600),
    Shot("gesprekken", f"{P}bevraging/gesprekken/"),
    Shot("themas", f"{P}bevraging/themas/"),
    Shot("resultaten", f"{P}bevraging/{{survey}}/resultaten/", height=1100),
    Shot("inventaris", f"{P}bevraging/inventaris/"),
    Shot("draagvlak", f"{P}draagvlak/", height=1000),
    Shot("fundament", f"{P}fundament/"),
    Shot("knelpunten", f"{P}fundament/bundels/"),
    Shot("keuze", f"{P}fundament/keuzes/{{decision}}/"),
    Shot("afspraken", f"{P}afspraken/"),
    Shot("toetsing", f"{P}toetsing/"),
    Shot("bevinding", f"{P}toetsing/drempels/{{finding}}/"),
    Shot("voor-en-na", f"{P}toetsing/concepten/{{concept}}/voor-na/"),
    Shot("communicatie", f"{P}communicatie/"),
    Shot("plan", f"{P}communicatie/plan/"),
    Shot("rollen", f"{P}communicatie/rollen/"),
    Shot("bladzijde", f"{P}communicatie/bladzijde/voorbeeld/", width=PHONE),
    Shot("uitrol", f"{P}uitrol/"),
    Shot("golf", f"{P}uitrol/golven/{{wave}}/"),
    Shot("dekking", f"{P}uitrol/dekking/"),
    Shot("ondersteuning", f"{P}uitrol/steun/", height=1100),
    Shot("noteren", "/noteren/", width=PHONE),
    Shot("opvolging", f"{P}opvolging/", height=1100),
    Shot("ritme", f"{P}opvolging/ritme/"),
    Shot("check", "/v/check/{check}/", who="", width=PHONE, height=844),
    Shot("aanpakken", f"{P}opvolging/aanpak/"),
    Shot("kijker", f"{P}kijker/"),
    Shot("gezondheid", f"{P}opvolging/gezondheid/", height=1000),
    Shot("terugkeer", f"{P}opvolging/terugkeer/", height=1000),
    Shot("plaatsen", "/mensen/plaatsen/", who="wim", height=800),
    Shot("bewaren", "/organisatie/bewaren/", who="wim"),
)


def main(*words: str) -> None:
    with tempfile.TemporaryDirectory(prefix="trajecten-manual-") as var:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "trajecten.settings",
            "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
            "VAR_DIR": var,
            "DATABASE_URL": "",
            "REDIS_URL": "",
            "LOG_LEVEL": "ERROR",
            **{
                name: f"manual-{name.lower()}-of-fifty-characters-0123456789-abcdefgh"
                for name in ("SECRET_KEY", "LINK_KEY", "SEAL_KEY")
            },
        }
        import django

        django.setup()
        _shoot([shot for shot in SHOTS if not words or any(word in shot.name for word in words)])


def _shoot(shots: list[Shot]) -> None:
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.management import call_command
    from django.test import override_settings
    from django.test.testcases import LiveServerThread

    from opvolging.demo import story

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    with override_settings(STORAGES={"default": files, "staticfiles": plain}, ALLOWED_HOSTS=["*"]):
        call_command("migrate", verbosity=0)
        server = LiveServerThread("localhost", StaticFilesHandler)
        server.daemon = True
        server.start()
        server.is_ready.wait()
        if server.error:
            raise server.error
        try:
            for step in sorted({shot.step for shot in shots}):
                call_command("demo", reset=True, to_step=step or story.LAST, stdout=StringIO())
                _of_step(f"http://localhost:{server.port}", [shot for shot in shots if shot.step == step])
        finally:
            server.terminate()


def _of_step(site: str, shots: list[Shot]) -> None:
    from django.conf import settings
    from django.test import Client
    from playwright.sync_api import sync_playwright

    from opvolging.demo import content
    from organisatie.models import User
    from trajecten import gate
    from trajecten.manual import PICTURES
    from trajecten.models import Project
    from trajecten.tests.chromium import FLAGS

    emails = {account[0]: account[2] for account in content.ACCOUNTS}
    project = Project.objects.order_by("-step", "pk").first()
    places = {"slug": project.slug} | _places(project)
    with sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=shutil.which("chromium"), args=[*FLAGS, "--no-sandbox"])
        for shot in sorted(shots, key=lambda one: one.asked):
            if shot.asked:
                gate.request_decision(project=project, by=User.objects.get(email=emails["nele"]))
            size = {"width": shot.width, "height": shot.height}
            context = chromium.new_context(viewport=size, locale="nl-BE", color_scheme="light")
            if shot.who:
                client = Client()
                client.force_login(
                    User.objects.get(email=emails[shot.who]), backend="django.contrib.auth.backends.ModelBackend"
                )
                value = client.cookies[settings.SESSION_COOKIE_NAME].value
                context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site}])
            page = context.new_page()
            for address in filter(None, (shot.first, shot.address)):
                answer = page.goto(site + address.format(**places))
                if answer is None or answer.status != 200:
                    raise SystemExit(f"{shot.name}: {address} did not open")
            page.wait_for_load_state("networkidle")
            data = page.locator(shot.part).first.screenshot() if shot.part else page.screenshot()
            _keep(PICTURES / f"{shot.name}.png", data)
            context.close()
            print(shot.name, flush=True)
        chromium.close()


def _places(project: Any) -> dict[str, object]:
    """What stands between braces in an address: one row of each kind, the personal links made anew."""
    from bevraging.links import token_of
    from bevraging.models import Participant, Survey
    from opvolging import check_links
    from opvolging.models import PlannedCheck
    from toetsing.models import Finding
    from trajecten.models import GateDecision

    planned = PlannedCheck.objects.filter(rhythm__agreement__framework__project=project)
    rows = {
        "survey": project.surveys.filter(purpose="start").first(),
        "open": Survey.objects.filter(status="open", purpose="start").first(),
        "decision": project.decisions.filter(status="taken").order_by("number").first(),
        "finding": Finding.objects.filter(project=project).exclude(disposition="").order_by("number").first(),
        "dossier": GateDecision.objects.filter(request__project=project, request__step=1).order_by("pk").last(),
        "concept": project.concepts.order_by("pk").first(),
        "wave": project.waves.order_by("pk").first(),
    }
    places: dict[str, object] = {name: row.pk for name, row in rows.items() if row}
    if asked := Participant.objects.filter(survey=rows["open"]).order_by("pk").last():
        places["link"] = token_of(asked.pk, asked.generation)
    if check := planned.order_by("due_on").last():
        places["check"] = check_links.secret_of(check)
    return places


def _keep(target: Path, data: bytes) -> None:
    """With 128 colours: a third of the size, and no difference to see on a page of flat colours."""
    from PIL import Image

    image = Image.open(BytesIO(data)).convert("RGB").quantize(128, dither=Image.Dither.NONE)
    image.save(target, optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
