"""What may never stand in a log."""

import io
import json
import logging

import pytest
import structlog

from trajecten import logs


@pytest.fixture
def lines():
    """lines(as_json): set up logging, and give a function that tells what was written."""
    root, kept = logging.getLogger(), structlog.get_config()
    handlers, level = root.handlers[:], root.level

    def lines_(*, as_json):
        logs.configure("INFO", as_json=as_json)
        stream = io.StringIO()
        root.handlers[0].stream = stream
        return stream.getvalue

    yield lines_
    root.handlers, root.level = handlers, level
    structlog.configure(**kept)


@pytest.mark.parametrize("as_json", [True, False])
def test_log_event_with_a_personal_link_is_masked(lines, as_json):
    written = lines(as_json=as_json)
    structlog.get_logger("proef").info("request_started", request="GET /v/abcdefgh/vraag/2/", ip="10.0.0.1")
    assert "abcdefgh" not in written()
    assert "10.0.0.1" not in written()
    assert "/v/…/vraag/2/" in written()


@pytest.mark.parametrize("as_json", [True, False])
def test_log_record_of_a_library_is_masked(lines, as_json):
    written = lines(as_json=as_json)
    logging.getLogger("django.request").warning("Not Found: %s for %s", "/u/geheim-token", "bram@linde.example")
    assert "geheim-token" not in written()
    assert "bram@linde.example" not in written()
    assert "Not Found: /u/… for …@…" in written()


@pytest.mark.parametrize("as_json", [True, False])
def test_log_traceback_is_masked(lines, as_json):
    written = lines(as_json=as_json)
    try:
        raise ValueError("bram@linde.example at /v/abcdefgh/")
    except ValueError:
        logging.getLogger("proef").exception("mislukt")
    assert "ValueError" in written()
    assert "abcdefgh" not in written()
    assert "bram@" not in written()


def test_log_json_is_one_object_a_line(lines):
    written = lines(as_json=True)
    structlog.get_logger("proef").info("een")
    logging.getLogger("proef").info("twee")
    assert [json.loads(line)["event"] for line in written().splitlines()] == ["een", "twee"]


@pytest.mark.parametrize("word", ["agenda", "check", "probeer", "rol", "tablet", "taken", "terug", "traject"])
def test_secret_after_a_word_is_masked(word):
    assert logs.mask(f"GET /v/{word}/1-abcdefgh/ 200") == f"GET /v/{word}/…/ 200"


def test_secret_with_which_somebody_chooses_their_reminders_is_masked():
    assert logs.mask("POST /herinneringen/m12-abcdefgh/ 200") == "POST /herinneringen/…/ 200"


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "code"), [("/mensen/", 403), ("/v/zzzzzzzz/", 404), ("/bestaat-niet/", 404)])
def test_log_of_a_refusal_is_one_line(lines, client, noor, path, code):
    client.force_login(noor)
    written = lines(as_json=True)
    assert client.get(path).status_code == code
    assert [json.loads(line)["level"] for line in written().splitlines()] == ["warning"]


def test_log_of_a_fault_of_ours_keeps_its_traceback(lines):
    written = lines(as_json=True)
    try:
        raise ValueError("stuk")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error", extra={"status_code": 500})
    assert "Traceback" in written()
