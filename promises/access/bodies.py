"""What is posted: everything that a form of the product asks, so that only the rows it names can be a reason to refuse.

With rows of the other organisation it must be refused; with those of one's own it is taken (`test_p9_access`).
"""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.utils import timezone

from promises.access.routes import Route

if TYPE_CHECKING:
    from promises.access.world import House

Body = dict[str, str | list[str]]

ROWS = {
    **{name: name for name in ("organisation", "location", "function", "employee", "project", "survey", "participant")},
    **{name: name for name in ("role", "theme", "framework", "bottleneck")},
    "locations": "location",
    "functions": "function",
    "employees": "employee",
    "medewerker": "employee",
    "people": "employee",
    "owner": "employee",
    "thema": "theme",
    "themes": "theme",
    "into": "theme",
    "items": "item",
    "bundle": "bundle",
    "bundles": "bundle",
    "decisions": "taken",
    "advised": "option",
    "agreements": "agreement in the making",
    "concepts": "concept",
    "version": "concept version",
    "adjusted_in": "newest version",
    "round": "round",
    "audience": "audience",
    "agreement": "agreement in the making",
    "asks": "accepted ask",
    "task": "work task",
    "erbij": "employee",
    "wie": "employee",
}
"""Per field, the row of the house that it names."""

WORDS = {
    "name what fix title question context plus minus who said how note answer summary text tries place intro": "Iets anders",
    "why reason rationale consequences followed_how changed changed_why when example exception": "Omdat het zo beter werkt",
    "sentence": "We noteren alles in het dossier.",
    "toch does_the_work": "1",
    "review_months": "6",
    "minutes": "5",
    "part": "consulted",
    "severity ernst": "annoying",
    "disposition": "adjusted",
    "begins": "14:00",
    "ends": "15:00",
    "mode": "named",
    "form": "floor",
    "channel": "briefing",
    "said_by": "team_leader",
    "step": "4",
    "hours": "2",
    "keuze": "ja",
    "zet": "dicht",
    "uitgave": "1",
    "counted": "3",
    "solution": "Een nieuwe badge.",
    "tel": "namen",
    "nieuw": "ja",
    "gezien": "0",
    "solved": "yes",
}
KINDS = {
    "keuzes/<int:pk>/vraag/": "open",
    "keuzes/": "work",
    "ronde/": "small",
    "drempels/": "barrier",
    "doelgroepen/": "group",
    "momenten/": "drop_in",
    "noteren/": "question",
}
TYPED = (
    "afspraken/",
    "drempels/",
    "boodschappen/",
    "eigenaars/",
    "momenten/",
    "golven/",
    "helpers/",
    "sessies/",
    "ritme/",
    "aanpak/",
)
"""Where an owner is typed as a name."""


def body_of(house: "House", route: Route) -> Body:
    """Every field, with rows of `house` where it names one."""
    soon, today = timezone.localdate() + timedelta(days=3), timezone.localdate()
    body: Body = {name: words for names, words in WORDS.items() for name in names.split()}
    body |= {name: str(house.objects[row].pk) for name, row in ROWS.items()}
    body |= {
        name: soon.isoformat()
        for name in (
            "due_on",
            "day",
            "decide_by",
            "until",
            "review_on",
            "planned_on",
            "starts_on",
            "first_on",
            "next_on",
        )
    }
    body |= {name: today.isoformat() for name in ("happened_on", "since", "on", "prepared_on", "noted_on")}
    body |= {"form_key": str(uuid4()), "key": str(uuid4())}
    body |= {
        name: str(house.users[who].pk) for name, who in (("user", "lies"), ("driver", "lies"), ("decider", "dirk"))
    }
    body |= {"kind": next((kind for part, kind in KINDS.items() if part in route.path), "")}
    if "keuzes/" in route.path:
        body["version"] = str(house.objects["proposal"].version)
    if "bundels/" in route.path:
        body["into"] = str(house.objects["other bundle"].pk)
    if any(part in route.path for part in TYPED):
        body["owner"] = house.objects["owner"].name
    return body | _of_steps_4_and_5(house, route) | _of_step_6(house, route)


def _of_steps_4_and_5(house: "House", route: Route) -> Body:
    objects = {name: str(row.pk) for name, row in house.objects.items()}
    if "boodschappen/" in route.path:
        return {"key": "why"}
    if "rollen/" in route.path:
        return {"role": "ambassador"}
    if "aanspreekpunten/" in route.path:
        return {"employee": house.objects["owner"].name, "backup": house.objects["backup"].name}
    if "golven/" in route.path:
        return {"locations": objects["free location"]}
    if "materiaal/" in route.path:
        return {"link": "https://kaart.example"}
    if "uitrol/taken/" in route.path:
        return {"sentence": "Een observatie noteren tijdens de zorg", "agreement": objects["agreement"]}
    if "uitrol/sessies/" in route.path:
        return {"tasks": objects["work task"], "wie": f"ja:{objects['employee']}"}
    if "kijker/" in route.path:
        return {"owner": house.objects["colleague to name"].name, "agreement": objects["agreement"]}
    if route.path == "noteren/":
        return {"project": house.project.slug, "what": "anders"}
    return {"role": ""} if "doelgroepen/" in route.path else {}


def _of_step_6(house: "House", route: Route) -> Body:
    if "opvolging/" not in route.path and not route.path.startswith("v/check/"):
        return {}
    free, place = house.objects["free agreement"].pk, house.objects["location"].pk
    rhythm = {"agreement": str(free), "keys": [f"{free}-{place}"], "method": "sample", "unit": "notities"}
    remedy = {"cause": "cannot", "rung": "1", "effect_on": (timezone.localdate() + timedelta(days=30)).isoformat()}
    handing = {f"wie-agreement-{free}": house.objects["owner"].name}
    seen = {"interval_weeks": "8", "seen": "5", "followed": "4", "remark": "", "why": "De week was kort."}
    return rhythm | remedy | handing | seen
