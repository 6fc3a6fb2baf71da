"""`manage.py poort <slug>`: every gate of a project, with its criteria, values, goals and states; and those of the last step."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from trajecten import gate
from trajecten.criteria import number
from trajecten.gate.snapshots import ENGINE_VERSION
from trajecten.gate_words import decision_line
from trajecten.models import Project
from trajecten.steps import LAST_STEP, State, step_for

MARKS = {State.MET: "✓", State.NOT_MET: "✗", State.TOO_LITTLE: "?", State.NOT_APPLICABLE: "–"}
PASSED = (gate.StepStatus.PASSED, gate.StepStatus.PASSED_WITH_CONDITIONS)
DEMO = ".example"
"""Addresses that end in this exist nowhere: only people of the demo have them."""


class Command(BaseCommand):
    help = "Print every gate of a project: criteria, values, goals, states and readiness."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="?", help="the short name of the project, as in its address")
        parser.add_argument("--demo", action="store_true", help="every project of the demo organisation")
        parser.add_argument(
            "--json", action="store_true", help="for a machine: numbers as text, so that none is rounded"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with override("nl"):
            found = [report(project) for project in chosen(options["slug"], demo=options["demo"])]
            if options["json"]:
                self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
                return
            for project in found:
                self.print_project(project)

    def print_project(self, project: dict[str, Any]) -> None:
        self.stdout.write(f"{project['title']} ({project['slug']}): stap {project['step']} van {LAST_STEP}")
        for found in project["gates"]:
            self.stdout.write(f"\nPoort {found['step']}, {found['name']}: {found['status']}, {found['readiness']}")
            self.stdout.write(f"  {found['sentence']}")
            self.print_criteria(found["criteria"])
            for line in found["drift"]:
                self.stdout.write(f"  ~ {line}")
        if project["last"]:
            self.stdout.write(f"\nStap {LAST_STEP}, {step_for(LAST_STEP).name}: zonder poort")
            self.print_criteria(project["last"])

    def print_criteria(self, rows: list[dict[str, Any]]) -> None:
        for row in rows:
            space = "" if row["unit"] == "%" else " "
            goal = f" (doel {row['goal']}{space}{row['unit']})" if row["unit"] and row["goal"] is not None else ""
            self.stdout.write(f"  {MARKS[State(row['state'])]} [{row['kind']}] {row['code']}: {row['text']}{goal}")


def chosen(slug: str | None, *, demo: bool) -> list[Project]:
    if bool(slug) == demo:
        raise CommandError("Geef de korte naam van een traject, of --demo.")
    projects = Project.objects.select_related("organisation").order_by("pk")
    if demo:
        projects = projects.filter(organisation__memberships__user__email__endswith=DEMO).distinct()
    else:
        projects = projects.filter(slug=slug)
    if not projects:
        raise CommandError("Er is geen demo geladen." if demo else f"Er is geen traject {slug!r}.")
    return list(projects)


def report(project: Project) -> dict[str, Any]:
    """Plain data; the same for people and machines."""
    statuses = gate.statuses(project)
    return {
        "slug": project.slug,
        "title": project.title,
        "organisation": project.organisation.name,
        "step": project.step,
        "status": project.status,
        "engine": ENGINE_VERSION,
        "gates": [_gate(project, step, statuses[step]) for step in range(1, LAST_STEP)],
        "last": _last(project),
    }


def _last(project: Project) -> list[dict[str, Any]]:
    """What the last step, which has no gate, looks at once a project stands in it; empty before."""
    return [_row(result) for result in gate.status_of(project, LAST_STEP).results] if project.step == LAST_STEP else []


def _gate(project: Project, step: int, status: gate.StepStatus) -> dict[str, Any]:
    view = gate.status_of(project, step)
    decision = view.last_decision
    return {
        "step": step,
        "name": str(step_for(step).name),
        "status": str(status),
        "readiness": str(view.readiness),
        "preparing": view.preparing,
        "sentence": _standing(view, status),
        "criteria": [_row(result) for result in view.results],
        "asked": view.open_request is not None,
        "decision": {"outcome": decision.outcome, "at": decision.at.isoformat(), "sha256": decision.sha256}
        if decision
        else None,
        "drift": [str(line) for line in view.drift],
    }


def _standing(view: gate.GateView, status: gate.StepStatus) -> str:
    """Who is behind a gate was decided on: nobody asks for that decision again."""
    if status in PASSED and view.last_decision is not None:
        return decision_line(view.last_decision)
    return view.sentence


def _row(result: gate.CriterionResult) -> dict[str, Any]:
    return {
        "code": result.code,
        "kind": str(result.kind),
        "title": result.title,
        "state": str(result.state),
        "value": _text(result.value),
        "goal": _text(result.goal),
        "default_goal": _text(result.default_goal),
        "lowered": result.lowered,
        "denominator": result.denominator,
        "unit": result.unit,
        "text": result.text,
        "reason": result.reason,
        "remedy_url": result.remedy_url,
    }


def _text(value: Any) -> str | None:
    return None if value is None else number(value).replace(",", ".")
