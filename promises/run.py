"""All promises, in full or in tenth size: `python -m promises.run [--only P1] [--size full|tenth] [--seed 1]`.

Prints one JSON line for each run, with its negative controls, and writes the figures to docs/promises.md when
everything ran. Exit code 1 when a promise was not kept or a control was not noticed.
"""

import argparse
import importlib
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from promises.harness import ROOT, stop_services

PROMISES = {
    "P1": ("p1", "Killed at any moment: no mail lost, none double without being shown"),
    "P1b": ("p1b", "Four schedulers at once: each reminder one row"),
    "P1c": ("p1c", "Without Redis: mail leaves within a minute, nobody waits for the bell"),
    "P2": ("p2", "Mail server half an hour away: everything arrives, once, within 15 minutes of its return"),
    "P3": ("p3", "Database restarts under load: no answer lost, none double"),
    "P4": ("p4", "Posted twice: answered once"),
    "P5": ("p5", "Two people save at once: nothing is silently overwritten"),
    "P6": ("p6", "Looking changes nothing, and a link is never used up"),
    "P9": ("p9", "Nobody where they do not belong: every route as every actor"),
    "P10": ("p10", "A copy of the database does not tell who answered what"),
    "P11": ("p11", "No shown number can be subtracted to a small group"),
    "P25": ("p25", "The clock changes: once a day, at the same wall time"),
}
DATABASES = ("sqlite", "postgres")
REPORT = ROOT / "docs" / "promises.md"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=list(PROMISES), default=[])
    parser.add_argument("--size", choices=["full", "tenth"], default="full")
    parser.add_argument("--seed", type=int, default=20261123)
    options = parser.parse_args()
    lines, started = [], time.monotonic()
    try:
        for code in options.only or PROMISES:
            lines += _one(code, options.size, options.seed)
    finally:
        stop_services()
    if not options.only:
        REPORT.write_text(table(lines, options.size, options.seed, time.monotonic() - started))
    broken = [line for line in lines if not line["ok"]]
    for line in broken:
        print(f"NOT KEPT: {json.dumps(line)}", file=sys.stderr)
    return 1 if broken else 0


def _one(code: str, size: str, seed: int) -> list[dict]:
    name, _title = PROMISES[code]
    if not (Path(__file__).parent / f"{name}.py").exists():
        print(f"{code}: has no module yet", file=sys.stderr)
        return [{"promise": name, "database": "-", "ok": False, "control": "", "missing": True, "seconds": 0}]
    module = importlib.import_module(f"promises.{name}")
    lines = []
    for database in DATABASES:
        lines.append(module.run(database=database, size=size, seed=seed))
    if hasattr(module, "controls"):
        # A planted mistake is found at a tenth of the size too; once is enough to know that the test sees it.
        lines += module.controls(database="sqlite", size="tenth", seed=seed)
    elif hasattr(module, "control"):
        lines.append(module.control(database="sqlite", size="tenth", seed=seed))
    return lines


def table(lines: list[dict], size: str, seed: int, seconds: float) -> str:
    """docs/promises.md: what was promised, on which database, and with what figures."""
    titles = {name: (code, title) for code, (name, title) in PROMISES.items()}
    rows = []
    for line in lines:
        code, title = titles[line["promise"]]
        planted = line.get("control") or line.get("planted")
        skip = {"promise", "database", "seed", "ok", "control", "planted", "seconds"}
        figures = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in line.items() if name not in skip)
        said = f"control *{planted}*: noticed" if planted else title
        if not line["ok"]:
            said += " — **NOT KEPT**"
        rows.append(f"| {code} | {said} | {line['database']} | {figures} | {line['seconds']} |")
    return "\n".join(
        [
            "# Promises, with figures",
            "",
            "Written by `make promises`. What each run does stands at the top of its module in `promises/`;",
            "a *control* is a planted mistake that the same test must notice.",
            "",
            f"Size {size}, seed {seed}, {datetime.now(UTC):%Y-%m-%d}, {seconds / 60:.0f} minutes.",
            "",
            "| | promise | database | figures | s |",
            "|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
