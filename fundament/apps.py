from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundamentConfig(AppConfig):
    name = "fundament"
    label = "fundament"
    verbose_name = _("2. Fundament")

    def ready(self) -> None:
        # Each registers itself: what is read along, the agenda, mails, what is due, the step, where a targeted question
        # belongs, Vandaag; the actions what history says.
        from fundament import (  # noqa: F401
            agenda,
            ahead,
            decision_mails,
            decision_tasks,
            reminders,
            report_section,
            step,
            targeted_home,
            today,
        )
        from fundament.actions import (  # noqa: F401
            agreements,
            bottlenecks,
            bundles,
            deciding,
            enforcing,
            proposal_parts,
            proposing,
            targeted,
        )
