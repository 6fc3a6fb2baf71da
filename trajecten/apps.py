from typing import Any

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def make_cache_table(using: str, **kwargs: Any) -> None:
    """Part of every `migrate`: without this table nobody can sign in, because the limits on sign-in live in it.

    Does nothing when it stands already, or when the cache is a Redis.
    """
    call_command("createcachetable", database=using, verbosity=0)


class TrajectenConfig(AppConfig):
    name = "trajecten"
    label = "trajecten"
    verbose_name = _("Trajecten")

    def ready(self) -> None:
        post_migrate.connect(make_cache_table, sender=self)
        from trajecten import (  # noqa: F401  (each registers what it knows)
            accounts,
            canary_mail,
            checks,
            day_digest,
            gate_reminders,
            mails,
            mails_reopened,
            reminders,
            week_digest,
        )


class BeheerConfig(AdminConfig):
    default_site = "trajecten.admin_site.BeheerSite"
