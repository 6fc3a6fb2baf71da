from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpvolgingConfig(AppConfig):
    name = "opvolging"
    label = "opvolging"
    verbose_name = _("6. Opvolging")

    def ready(self) -> None:
        """Each part registers itself: the step, what is due, mails, parts of pages; the actions what history says."""
        from bevraging import lane
        from opvolging import agenda, check_reminders, gate5, plan_writer, step, step_rhythm, today  # noqa: F401
        from opvolging import adjusting, changes, health, health_daily, health_part  # noqa: F401  # isort: skip
        from opvolging import page_spotlights, spotlight_overview, spotlight_step  # noqa: F401  # isort: skip
        from opvolging import spotlight_mails, spotlight_reminders  # noqa: F401  # isort: skip
        from opvolging import remedy_agenda, remedy_today, reminders_remedies, reminders_yearly, step_remedies  # noqa: F401  # isort: skip
        from opvolging.actions import checks, ending, handing, preparing, remedies, reviews, rhythm, yearly  # noqa: F401
        from opvolging.actions import spotlight_names, spotlights  # noqa: F401  # isort: skip
        from trajecten.steps import join_criteria

        join_criteria(5, gate5.criteria)
        lane.register("opvolging.urls_public_spotlight")
