"""Step 2's nouns: `bottlenecks` is what goes wrong and how it was helped, `decisions` what is chosen and why,
`agreements` what holds from then on."""

from fundament.models.agreements import Agreement, AgreementFramework, AgreementVersion, InForce
from fundament.models.bottlenecks import Bottleneck, Bundle, ThemeRuling
from fundament.models.decisions import Decision, DecisionOption, DecisionParty, DecisionTask, TargetedQuestion

__all__ = [
    "Agreement",
    "AgreementFramework",
    "AgreementVersion",
    "Bottleneck",
    "Bundle",
    "Decision",
    "DecisionOption",
    "DecisionParty",
    "DecisionTask",
    "InForce",
    "TargetedQuestion",
    "ThemeRuling",
]
