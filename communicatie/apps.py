from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunicatieConfig(AppConfig):
    name = "communicatie"
    label = "communicatie"
    verbose_name = _("4. Communicatie")

    def ready(self) -> None:
        from bevraging import lane

        # Each registers itself: the step and what is read along, mails, what is due, Vandaag and Binnenkort, the line on
        # the spoor, the parts of the page for everyone; the actions what history says.
        from communicatie import agenda, ahead, mails, next_thing, reminders, role_mails, step, today, told_now  # noqa: F401
        from communicatie import page_agreed, page_help, page_told, report_section  # noqa: F401  # isort: skip
        from communicatie.actions import asks, audiences, contacts, page, plan, sending  # noqa: F401

        lane.register("communicatie.urls_public")
