from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class TrajectenConfig(AppConfig):
    name = "trajecten"
    label = "trajecten"
    verbose_name = _("Trajecten")

    def ready(self) -> None:
        from trajecten import accounts, checks, mails, mails_reopened, reminders  # noqa: F401  (each registers what it knows)


class BeheerConfig(AdminConfig):
    default_site = "trajecten.admin_site.BeheerSite"
