from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunicatieConfig(AppConfig):
    name = "communicatie"
    label = "communicatie"
    verbose_name = _("4. Communicatie")

    def ready(self) -> None:
        from bevraging import lane

        # Each registers itself: the step, mails, what Vandaag asks, the line on the spoor, the parts of the page for
        # everyone; the actions what history says.
        from communicatie import next_thing, page_agreed, page_help, page_told, role_mails, step, told_now  # noqa: F401
        from communicatie.actions import asks, contacts, page  # noqa: F401

        lane.register("communicatie.urls_public")
