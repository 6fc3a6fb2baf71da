"""What each kind of mail is called for people who look at the outbox."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "account.aanmeldcode": _("Code om aan te melden"),
    "account.account-bestaat": _("Er is al een account"),
    "account.beveiliging-gewijzigd": _("Beveiliging gewijzigd"),
    "account.geen-account": _("Er is geen account"),
    "account.invitation": _("Uitnodiging voor een account"),
    "account.wachtwoord-gewijzigd": _("Wachtwoord gewijzigd"),
    "account.wachtwoord-vergeten": _("Wachtwoord vergeten"),
    "bevraging.closed": _("Bevraging afgesloten"),
    "bevraging.feedback": _("Wat deden we met jullie antwoorden"),
    "bevraging.feedback_test": _("Test van wat deden we met jullie antwoorden"),
    "bevraging.invitation": _("Uitnodiging voor een bevraging"),
    "bevraging.nothing_sent": _("Een ronde bereikte niemand"),
    "bevraging.reminder_1": _("Eerste herinnering voor een bevraging"),
    "bevraging.reminder_2": _("Tweede herinnering voor een bevraging"),
    "bevraging.test": _("Test van een uitnodiging"),
    "bevraging.undelivered": _("Adressen die niet werken"),
    "communicatie.role_asked": _("Vraag voor een rol"),
    "communicatie.message": _("Boodschap aan een doelgroep"),
    "communicatie.reminder": _("Herinnering aan een boodschap"),
    "communicatie.test": _("Test van een boodschap"),
    "decision.asked": _("Besluit gevraagd"),
    "decision.told": _("Nieuws over een besluit"),
    "fundament.decision_asked": _("Herinnering aan een gevraagd besluit"),
    "fundament.decision_due": _("Herinnering op de dag van een besluit"),
    "fundament.framework": _("Afspraken opnieuw bekijken"),
    "fundament.review": _("Besluit opnieuw bekijken"),
    "fundament.summary": _("Antwoorden samenvatten"),
    "fundament.task": _("Herinnering aan een actie bij een besluit"),
    "gate.condition_reminder": _("Herinnering aan een afspraak"),
    "gate.decision_reminder": _("Herinnering aan een beslissing"),
    "gate.reopened": _("Stap heropend"),
    "gate.request": _("Beslissing gevraagd"),
    "gate.result": _("Beslissing genomen"),
    "gate.waiver_reminder": _("Herinnering aan een afwijking"),
    "toetsing.changed": _("Testronde verplaatst"),
    "toetsing.finding_reminder": _("Herinnering aan een bevinding"),
    "toetsing.invitation": _("Uitnodiging voor een testronde"),
    "testmail": _("Proefmail"),
    "uitrol.agenda_link": _("Nieuwe link van een agenda"),
    "uitrol.barrier_reminder": _("Herinnering aan een drempel"),
    "uitrol.moment_cancelled": _("Moment gaat niet door"),
    "uitrol.moment_invited": _("Uitnodiging voor een moment"),
    "uitrol.moments_moved": _("Momenten verplaatst"),
    "uitrol.rating": _("Vraag hoe een taak gaat"),
    "uitrol.rating_again": _("Vraag hoe een taak na vier weken gaat"),
    "uitrol.start_tomorrow": _("Herinnering aan een startmoment"),
    "uitrol.wave_near": _("Herinnering aan een golf"),
    "uitrol.week": _("Weekbericht aan wie helpt"),
}


def label_of(kind: str) -> str:
    """The words for a kind; a kind without words keeps its code, so that a page never breaks."""
    return str(LABELS.get(kind, kind))
