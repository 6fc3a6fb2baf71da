"""Ready-made messages in plain Dutch, per step: to begin from, never to send as they are.

What only this house knows stands between square brackets. As long as one is left, the message is not ready and cannot leave.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communicatie.models import Message

Key, Channel, From = Message.Key, Message.Channel, Message.From
BLANK = re.compile(r"\[[^\[\]\n]{1,40}\]")


@dataclass(frozen=True)
class ReadyText:
    code: str
    step: int
    key: str
    title: str | Promise
    text: str | Promise
    said_by: str
    channel: str
    in_it_for_me: str | Promise = ""

    def values(self) -> dict[str, Any]:
        """What a form begins with, in the language of who writes."""
        return {
            "step": self.step,
            "key": self.key,
            "title": str(self.title),
            "text": str(self.text),
            "in_it_for_me": str(self.in_it_for_me),
            "said_by": self.said_by,
            "channel": self.channel,
        }


TEXTS = (
    ReadyText(
        "1-waarom", 1, Key.WHY,
        _("Waarom we beginnen bij jullie ervaring"),
        _(
            "We willen [wat verandert] beter maken. Nu kost het vaak te veel tijd, en dat is niet jullie fout.\n\n"
            "Jullie doen dit werk elke dag. Daarom vragen we eerst aan jullie wat goed gaat en wat niet. "
            "Er is nog niets beslist."
        ),
        From.MANAGEMENT, Channel.BRIEFING,
        _("Wat jou nu tijd kost, komt als eerste op tafel."),
    ),
    ReadyText(
        "1-wanneer", 1, Key.WHEN,
        _("De bevraging loopt van [dag] tot [dag]"),
        _(
            "Vanaf [dag] krijg je een mail met een paar korte vragen. Het duurt [aantal] minuten en kan op je gsm.\n\n"
            "Meedoen is vrij. Je chef en collega's zien jouw antwoorden niet."
        ),
        From.TEAM_LEADER, Channel.BRIEFING,
    ),
    ReadyText(
        "1-terugkoppeling", 1, Key.FEEDBACK,
        _("Dit hebben jullie gezegd"),
        _(
            "[Aantal] collega's deden mee. Dank je wel!\n\n"
            "Dit gaat al goed: [wat goed gaat].\nDit pakken we eerst aan: [wat eerst].\n\n"
            "Op [dag] vertellen we wat we kiezen."
        ),
        From.LEAD, Channel.POSTER,
    ),
    ReadyText(
        "2-waarom", 2, Key.WHY,
        _("Waarom we hiervoor kozen"),
        _(
            "We kozen voor [de keuze]. De reden: [de reden].\n\n"
            "Collega's die het werk doen, dachten mee. We keken ook naar [een andere optie], maar daar was [het nadeel] het probleem."
        ),
        From.MANAGEMENT, Channel.LETTER,
    ),
    ReadyText(
        "2-terugkoppeling", 2, Key.FEEDBACK,
        _("Dit is beslist over wat jullie vertelden"),
        _(
            "Jullie vertelden dat [het knelpunt]. Daarover is nu beslist: [het besluit].\n\n"
            "Er verandert nog niets. Eerst proberen we het uit met een kleine groep."
        ),
        From.TEAM_LEADER, Channel.BRIEFING,
    ),
    ReadyText(
        "3-succes", 3, Key.SUCCESS,
        _("Enkele collega's proberen het uit: dit leerden we al"),
        _(
            "[Aantal] collega's van [locatie] werken er al even mee. Ze zeggen: “[citaat]”.\n\n"
            "Wat nog niet goed ging, passen we aan voor jij ermee werkt."
        ),
        From.COLLEAGUE, Channel.VIDEO,
    ),
    ReadyText(
        "3-terugkoppeling", 3, Key.FEEDBACK,
        _("We pasten aan wat collega's opmerkten"),
        _(
            "Bij het uitproberen bleek dat [wat niet goed ging]. Dat hebben we aangepast: [de aanpassing].\n\n"
            "Daarom begint het iets later: op [dag]. Dank aan wie het zei."
        ),
        From.LEAD, Channel.BRIEFING,
    ),
    ReadyText(
        "4-wat-verandert", 4, Key.WHAT_CHANGES,
        _("Dit verandert er voor jou"),
        _(
            "Vanaf [dag] doe je [de taak] op deze manier: [hoe het gaat].\n\n"
            "Dit blijft zoals het is: [wat blijft].\nDit stopt: [wat stopt].\n\n"
            "Je leert het samen met een collega, in je eigen werktijd."
        ),
        From.TEAM_LEADER, Channel.BRIEFING,
    ),
    ReadyText(
        "4-wat-heb-ik-eraan", 4, Key.IN_IT_FOR_ME,
        _("Wat wordt er makkelijker voor jou?"),
        _(
            "Je schrijft [wat] nog maar één keer op. Dat scheelt je ongeveer [hoeveel tijd] per dienst.\n\n"
            "Dat rekenden we niet uit aan een bureau: collega's van [locatie] hielden het bij."
        ),
        From.TEAM_LEADER, Channel.BRIEFING,
        _("Minder overschrijven, meer tijd voor je werk."),
    ),
    ReadyText(
        "4-wanneer", 4, Key.WHEN,
        _("Op [dag] begint [locatie]"),
        _(
            "[Locatie] begint op [dag]. Die week zijn er elke dag collega's om te helpen, ook 's nachts.\n\n"
            "Je hoeft niets op voorhand te doen. Kom gerust kijken op [plaats en uur]."
        ),
        From.TEAM_LEADER, Channel.BRIEFING,
    ),
    ReadyText(
        "4-hulp", 4, Key.HELP,
        _("Deze collega's helpen jou"),
        _(
            "Heb je een vraag? Ga naar [naam], of bel [nummer].\n\n"
            "Is die collega er niet? Dan helpt [vervanger]. Elke vraag is goed, ook de derde keer."
        ),
        From.TEAM_LEADER, Channel.POSTER,
    ),
    ReadyText(
        "5-wanneer", 5, Key.WHEN,
        _("Nu is het aan [locatie]"),
        _(
            "[Eerste locatie] is begonnen en het gaat. Vanaf [dag] is het aan [locatie].\n\n"
            "De collega's die daar hielpen, komen ook bij jullie langs."
        ),
        From.TEAM_LEADER, Channel.BRIEFING,
    ),
    ReadyText(
        "5-succes", 5, Key.SUCCESS,
        _("De eerste week: dit ging goed"),
        _(
            "Na één week: [een mooi cijfer].\n\n"
            "Een collega vertelt: “[citaat]”. Wat nog stroef gaat, bekijken we nu: [wat nog niet goed gaat]."
        ),
        From.AMBASSADOR, Channel.SCREEN,
    ),
    ReadyText(
        "6-wat-verandert", 6, Key.WHAT_CHANGES,
        _("Een afspraak wordt aangepast"),
        _(
            "De afspraak was: “[de oude afspraak]”. Jullie zeiden dat [wat niet werkte].\n\n"
            "Vanaf [dag] spreken we af: “[de nieuwe afspraak]”."
        ),
        From.TEAM_LEADER, Channel.BRIEFING,
    ),
    ReadyText(
        "6-terugkoppeling", 6, Key.FEEDBACK,
        _("Zo gaat het nu, en dit doen we ermee"),
        _(
            "Dit loopt goed: [wat goed loopt]. Proficiat aan [ploeg].\n\n"
            "Hierover praten we nog eens samen: [wat aandacht vraagt]. Dat doen we op [dag]."
        ),
        From.LEAD, Channel.POSTER,
    ),
)  # fmt: skip


def ready_text(code: str) -> ReadyText | None:
    return next((one for one in TEXTS if one.code == code), None)


def texts_for(step: int, key: str = "") -> list[ReadyText]:
    """Those about `key`, and otherwise all of them; those of this step first, then the later ones, then the earlier."""
    found = [one for one in TEXTS if one.key == key] or list(TEXTS)
    return sorted(found, key=lambda one: (one.step != step, one.step < step, one.step))


def blanks_of(*texts: str) -> list[str]:
    """What still has to be filled in, each once: «[dag]»."""
    return list(dict.fromkeys(blank for text in texts for blank in BLANK.findall(text)))
