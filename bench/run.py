"""All benchmarks: `python -m bench.run [--only tap ...] [--size small|full]`, called by `make bench`.

Loopback only, bounded, stops by itself. Needs DATABASE_URL of a PostgreSQL of its own and REDIS_URL (make bench brings
both). Prints each figure beside its limit and its goal, writes JSON lines to var/bench.jsonl, and docs/performance.md
when everything ran in full. A missed goal is no failure: a slower machine would make it one.
"""

import argparse
import json
import os
import subprocess
import sys
import time

from bench import page
from bench.tools import RESULTS, ROOT
from bench.world import World

BENCHMARKS = {
    "tap": "A tap of a respondent, and a whole visit",
    "blast": "A thousand visitors at once",
    "mailing": "Ten thousand invitations, queued and sent",
    "telling": "A message to five thousand colleagues, counted, queued and sent",
    "results": "The results page, however many answered",
    "everyone": "The page for everyone, with everything on it",
    "paper": "Results and the inventory report as PDF",
    "wide": "The results page of forty questions",
    "sweep": "Reminders: ten thousand due of a million",
    "promised": "Promises: ten thousand due of a million, and how it grows",
    "refused": "Bad files, refused",
    "pages": "Vandaag and the overview, with two hundred projects",
}
PATIENCE = 900
"""Seconds after which one benchmark is given up."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=list(BENCHMARKS), default=list(BENCHMARKS))
    parser.add_argument("--size", choices=["small", "full"], default="full")
    options = parser.parse_args()
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres") or not os.environ.get("REDIS_URL"):
        parser.error("PostgreSQL and Redis are needed (DATABASE_URL, REDIS_URL): `make bench` brings them")
    started, broken = time.monotonic(), []
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text("")
    with World(url) as world:
        for name in options.only:
            broken += [] if run(world, name, options.size) else [name]
    rows = [json.loads(line) for line in RESULTS.read_text().splitlines()]
    print(page.table(rows))
    if not broken and options.size == "full" and len(options.only) == len(BENCHMARKS):
        (ROOT / "docs" / "performance.md").write_text(page.document(rows, time.monotonic() - started))
    if broken:
        print(f"Did not come to an end: {', '.join(broken)}", file=sys.stderr)
    return 1 if broken else 0


def run(world: World, name: str, size: str) -> bool:
    """One benchmark, in a process and a database of its own."""
    print(f"{BENCHMARKS[name]} ({name})", flush=True)
    with world.copy(name) as environment:
        command = [sys.executable, "-m", f"bench.{name}", size]
        try:
            return subprocess.run(command, cwd=ROOT, env=environment, timeout=PATIENCE).returncode == 0
        except subprocess.TimeoutExpired:
            return False


if __name__ == "__main__":
    sys.exit(main())
