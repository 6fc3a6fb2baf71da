from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundamentConfig(AppConfig):
    name = "fundament"
    label = "fundament"
    verbose_name = _("2. Fundament")

    def ready(self) -> None:
        # Each registers itself: mails, tasks on Vandaag, the step; the actions what history says.
        from fundament import decision_mails, decision_tasks, step  # noqa: F401
        from fundament.actions import bottlenecks, bundles, deciding, proposal_parts, proposing  # noqa: F401
