"""What De Hazelaar tells in step 6: N21 to N24 of [T] §9.6. N22 and N23 are still to come, and N24 waits. All invented."""

from opvolging.demo.content_messages import EVERYBODY, Channel, From, Key, Kind, Told, Who

NEWCOMERS = "Interim en nieuwe collega's"
LATER_AUDIENCES: dict[str, Who] = {NEWCOMERS: Who(kind=Kind.OUTSIDE, outside=25, in_matrix=False)}
LATER: dict[str, Told] = {
    "N21": Told(
        -3, 3, 6, EVERYBODY, Key.WHAT_CHANGES, "Familie-info krijgt een vaste plek",
        "Vanaf vandaag staat het blok «Familie» op het startscherm. Wie met familie spreekt, noteert daar de kern.",
        Channel.BRIEFING, "Op de briefing van je leefgroep", From.TEAM_LEADER, 341, messenger="Lies Maes",
    ),
    "N22": Told(
        2, 2, 6, EVERYBODY, Key.SUCCESS, "In de kijker dit kwartaal",
        "Elk huis toont één ding dat goed loopt, en hoe ze dat doen. Neem er één mee naar je eigen leefgroep.",
        Channel.BRIEFING, "Op de briefing van je leefgroep", From.TEAM_LEADER, None, planned=-2,
    ),
    "N23": Told(
        3, 2, 6, EVERYBODY, Key.FEEDBACK, "Zo voelt het nu, huis per huis",
        "Jullie vulden de puls in. Op de affiche staat hoe het in elk huis gaat, en wat we daarmee doen.",
        Channel.POSTER, "Affiche per huis", From.LEAD, None, planned=-2,
    ),
    "N24": Told(
        -1, 6, 6, NEWCOMERS, Key.HELP, "Welkom: je eerste shift met het dossier",
        "Op deze kaart staat hoe je aanmeldt, waar je noteert en wie je kan aanspreken, ook 's nachts.",
        Channel.OTHER, "Mapje bij de sleutels", From.AMBASSADOR, None, planned=-2, waits=True,
    ),
}  # fmt: skip
