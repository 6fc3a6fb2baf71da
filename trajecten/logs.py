"""Structured logging without personal data: no address, no agent, no e-mail, no token, no answer."""

import logging
import re
from typing import Any

import structlog

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
SECRET_PATH = re.compile(
    r"(/(?:v(?:/(?:agenda|check|kijker|probeer|rol|tablet|taken|terug|traject))?|u|uitnodiging|herinneringen|aanmelden/link|wachtwoord/[^/ ]+)/)"
    r"[^/\s?\"']+"
)
"""Where a word stands between /v/ and the secret, it stands here too: else the word would be hidden and the secret not."""


def mask(text: str) -> str:
    """Hide what a personal link carries (everything after /v/, /u/ and the other secret routes) and mail addresses."""
    return ADDRESS.sub("…@…", SECRET_PATH.sub(r"\1…", text))


def _mask_event(_logger, _method, event: dict) -> dict:
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = mask(value)
    event.pop("ip", None)
    event.pop("user_agent", None)
    return event


def _refusal_in_one_line(record: logging.LogRecord) -> bool:
    """That somebody may not do something, or typed a wrong address, is no fault of ours: no traceback under it."""
    if 400 <= getattr(record, "status_code", 0) < 500:
        record.exc_info = record.exc_text = None
    return True


def configure(level: str, *, as_json: bool) -> None:
    """Set up structlog and the standard library once, at start-up."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        # A traceback becomes text first, so that it is masked too.
        structlog.processors.format_exc_info,
        _mask_event,
    ]
    renderer = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        # What nobody reads is dropped before it is dressed up.
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.addFilter(_refusal_in_one_line)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
            foreign_pre_chain=shared,
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for noisy in ("fontTools", "weasyprint", "asyncio", "celery.beat"):
        logging.getLogger(noisy).setLevel("WARNING")
    # A request that went well stands in the access log of the server already; two more lines cost a tenth of a tap.
    logging.getLogger("django_structlog").setLevel("WARNING")
