"""Everything in one terminal: prepare the database and files, then run the web and the worker until Ctrl-C."""

import fcntl
import socket
import sys
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from environs import Env

from trajecten.catalogues import compile_catalogues
from trajecten.family import Child, Family
from trajecten.static_stamp import stamp_static, static_is_fresh


class Command(BaseCommand):
    help = "Zet alles klaar en start de website en de verwerking op de achtergrond. Ctrl-C stopt alles."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        env = Env()
        parser.add_argument("--port", type=int, default=env.int("PORT", 8000), help="Poort (PORT), anders 8000.")
        parser.add_argument("--host", default=env.str("HOST", "127.0.0.1"), help="Adres (HOST), anders 127.0.0.1.")
        parser.add_argument("--prepare-only", action="store_true", help="Alleen klaarzetten, niets starten.")

    def handle(self, *args, port, host, prepare_only, **options):
        if prepare_only:
            self.prepare()
            return
        with only_one_in(settings.VAR_DIR):
            refuse_taken_port(host, port)
            self.prepare()
            self.run_all(host, port)

    def run_all(self, host, port):
        """Website and worker, until Ctrl-C. Raises CommandError when one of them will not run."""
        family = Family(processes(host, port), say=self.say)
        with family:
            if family.wait_until(lambda: answers(host, port), seconds=60):
                self.welcome(port)
                family.watch()
        if family.complaint:
            raise CommandError(family.complaint)
        self.say("Gestopt.")

    def prepare(self):
        """Bring database, translations and static files up to date. Safe to repeat; does nothing twice."""
        for folder in (settings.VAR_DIR, *broker_folders()):
            Path(folder).mkdir(parents=True, exist_ok=True)
        compile_catalogues()
        try:
            connection.ensure_connection()
        except OperationalError as error:
            raise CommandError(f"De databank antwoordt niet. Kijk DATABASE_URL na. ({error})".strip()) from error
        self.say("Databank bijwerken")
        call_command("migrate", verbosity=0, interactive=False)
        if not static_is_fresh():
            self.say("Bestanden voor de browser klaarzetten")
            call_command("collectstatic", verbosity=0, interactive=False)
            stamp_static()
        if settings.EMBEDDED and "demo" in get_commands():
            call_command("demo", if_empty=True)

    def welcome(self, port):
        own = f"http://localhost:{port}"
        self.say("")
        self.say(f"Trajecten draait op {own}/")
        if settings.MAILBOX_ON:
            self.say(f"Elke mail die zou vertrekken lees je op {own}/postvak/")
        if settings.SITE_URL != own:
            self.say(f"Links in mails wijzen naar {settings.SITE_URL} (SITE_URL).")
        self.say("Stoppen: Ctrl-C")

    def say(self, sentence):
        self.stdout.write(sentence)
        self.stdout.flush()


def processes(host, port):
    """What must run: a website and a worker; beside a Redis the beat is a process of its own."""
    tool = Path(sys.executable).parent
    web = [str(tool / "gunicorn"), "trajecten.wsgi", "--bind", f"{host}:{port}", "--workers", "1", "--threads", "8"]
    web += ["--log-level", "warning"]
    celery = [str(tool / "celery"), "-A", "trajecten", "--quiet"]
    worker = [*celery, "worker", "--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
    if settings.EMBEDDED:
        return [Child("website", web), Child("verwerking", [*worker, "--beat", "--pool", "solo"])]
    return [
        Child("website", web),
        Child("verwerking", [*worker, "--concurrency", "2"]),
        Child("klok", [*celery, "beat", "--loglevel", "WARNING"]),
    ]


def broker_folders():
    """The folders of the embedded broker; it does not make them itself."""
    options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    return [options[key] for key in ("data_folder_in", "control_folder", "processed_folder") if key in options]


@contextmanager
def only_one_in(folder):
    """Raises CommandError while another start works in the same folder: two would make the same tables, and read each
    other's queue. The lock goes when the process does, however it ends; the file may stay.
    """
    Path(folder).mkdir(parents=True, exist_ok=True)
    with (Path(folder) / "start.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CommandError(
                f"Trajecten draait al in de map {folder}, of is daar aan het starten. Stop dat eerst met Ctrl-C. "
                "Of geef deze een eigen map en poort: VAR_DIR=/tmp/tweede PORT=8001 make run"
            ) from error
        yield


def refuse_taken_port(host, port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Poort {port} is al in gebruik. Kies een andere: PORT={port + 1} make run  ({error.strerror})"
            ) from error


def answers(host, port):
    """Whether the website gives any answer at all; what it says about itself is for /gereed."""
    web = HTTPConnection("127.0.0.1" if host == "0.0.0.0" else host, port, timeout=5)  # noqa: S104
    try:
        web.request("GET", "/healthz")
        web.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        web.close()
    return True
