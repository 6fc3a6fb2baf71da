from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisatieConfig(AppConfig):
    name = "organisatie"
    label = "organisatie"
    verbose_name = _("Mensen en organisaties")

    def ready(self) -> None:
        from organisatie import checks  # noqa: F401  (registers itself)
