"""How De Hazelaar works by W-6: the six questions about practices, asked again ([T] §9.2, «hermeting»). All invented."""

from opvolging.demo.content_survey import QUESTIONS

TITLE = "Hoe werken we nu?"
INTRO = "Een jaar geleden vertelden jullie hoe je noteert en doorgeeft. We vragen hetzelfde nog eens: zes vragen, twee minuten."
KEYS = ("v01", "v02", "v03", "v04", "v05", "v06")
ASKED = tuple(one for one in QUESTIONS if one.key in KEYS)
ANSWERED = {
    "Huis Hazelnoot": 54,
    "Huis Linde": 48,
    "Huis Meidoorn": 42,
    "Huis Vlier": 38,
    "Huis Wilgenhof": 33,
    "Huis Kornoelje": 23,
}
"""238 of 420."""
PRACTICES: dict[str, tuple[int, ...]] = {
    "v01": (9, 4, 2, 211, 12),
    "v02": (21, 8, 6, 3, 200),
    "v03": (4, 9, 131, 6),
    "v04": (5, 1, 112, 10),
    "v05": (88, 12, 21, 96, 21),
    "v06": (219, 3, 9, 7),
}
"""As `content_survey.PRACTICES`, fourteen weeks and more after it was agreed."""
