"""Doorbells for the worker. They carry nothing: the rows in the database say what is due."""

from celery import shared_task

from trajecten import outbox, reminders


@shared_task(name="trajecten.tasks.deliver")
def deliver() -> None:
    """Send what is due. Killed at any moment, a mail is sent by the next round or is shown as uncertain."""
    outbox.deliver()


@shared_task(name="trajecten.tasks.sweep")
def sweep() -> None:
    """Once a minute: queue what has become due, and send. Two at once do no harm: unique keys and leases decide."""
    reminders.sweep()
