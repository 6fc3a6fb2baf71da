"""The project package (settings, urls, celery) and the core app: projects, roles, steps, gate, history, outbox."""

from trajecten.celery import app as celery_app

__all__ = ["celery_app"]
