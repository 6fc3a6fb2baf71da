"""`python -m e2e.shots FOLDER [words]`: a picture of every page, on a phone and a desk, in light and dark.

For people to look at. With words only the pages whose name holds one of them. Runs on a database of its own.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

SIZES = {"390": {"width": 390, "height": 844}, "1280": {"width": 1280, "height": 800}}
SCHEMES = ("licht", "donker")


def main(folder: str, *words: str) -> None:
    with tempfile.TemporaryDirectory(prefix="trajecten-shots-") as var:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "trajecten.settings",
            "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
            "VAR_DIR": var,
            "DATABASE_URL": "",
            "REDIS_URL": "",
            "LOG_LEVEL": "ERROR",
            **{
                name: f"shots-{name.lower()}-of-fifty-characters-0123456789-abcdefgh"
                for name in ("SECRET_KEY", "LINK_KEY", "SEAL_KEY")
            },
        }
        import django

        django.setup()
        _shoot_all(Path(folder), words)


def _shoot_all(folder: Path, words: tuple[str, ...]) -> None:
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.management import call_command
    from django.test import override_settings
    from django.test.testcases import LiveServerThread

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    with override_settings(STORAGES={"default": files, "staticfiles": plain}, ALLOWED_HOSTS=["*"]):
        call_command("migrate", verbosity=0)
        from e2e.pages import all_pages
        from e2e.world import build

        world = build()
        server = LiveServerThread("localhost", StaticFilesHandler)
        server.daemon = True
        server.start()
        server.is_ready.wait()
        if server.error:
            raise server.error
        try:
            pages = [
                page
                for page in all_pages(world)
                if not words or any(word in f"{page.role}-{page.name}" for word in words)
            ]
            _with_browser(f"http://localhost:{server.port}", folder, world, pages)
        finally:
            server.terminate()


def _with_browser(base: str, folder: Path, world, pages) -> None:
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        flags = ["--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
        flags += [] if os.geteuid() else ["--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        for role in dict.fromkeys(page.role for page in pages):
            for size, viewport in SIZES.items():
                context = browser.new_context(base_url=base, viewport=viewport, locale="nl-BE")
                sign_in(context, base, world.users.get(role))
                tab = context.new_page()
                for page in pages:
                    if page.role == role:
                        _shoot(tab, page, folder, size)
                context.close()
        browser.close()


def _shoot(tab, page, folder: Path, size: str) -> None:
    answer = tab.goto(page.url)
    if answer.status != page.status:
        print(f"{page.role} {page.name}: {answer.status} at {page.url}")
    for scheme in SCHEMES:
        tab.emulate_media(color_scheme="dark" if scheme == "donker" else "light", reduced_motion="reduce")
        tab.screenshot(path=str(folder / f"{page.role}-{page.name}-{size}-{scheme}.png"), full_page=True)


def sign_in(context, base: str, user) -> None:
    """Go on as `user`, without walking through the sign-in screens; nobody when there is no such account."""
    if user is None:
        return
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": base}])


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("python -m e2e.shots FOLDER [words]")
    main(*sys.argv[1:])
