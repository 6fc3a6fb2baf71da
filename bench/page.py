"""The figures as a table, for the terminal and for docs/performance.md."""

import os
from datetime import UTC, datetime

HEAD = """# Performance, with figures

Written by `make bench`, {date}, on {cores} cores, in {minutes:.0f} minutes. PostgreSQL, Redis, gunicorn (2 workers × 4
threads), the load and the mail sink share these cores; the load average at the end was {load:.1f}. When others are at work
on the same cores, CPU figures rise as well, up to double; their ratios much less. Mails a second swing with the load.

Only ratios travel to another machine: product and limit are measured in turns, in the same run, three turns each, the
median counts. *Limit* is the least that could do the same work (`bench/limit_app.py`, a bare `bulk_create`, a sender
that fills one ready-made mail, a plain ORM claim); what each benchmark does stands at the top of its file in `bench/`.
*CPU* is that of all processes of the server plus PostgreSQL's; it says more than seconds on a machine that is busy.
"""
TAIL = """
## Repeat

```
make bench                                   everything
make bench ARGS="--only tap mailing"         some of it; figures on the terminal and in var/bench.jsonl
make bench ARGS="--size small"               a tenth of the size, in a few minutes, for while you work
```

A missed goal does not fail `make bench`, and no test looks at a clock. Compare with the table here, on the same kind of
machine, before and after a change.
"""


def table(rows: list[dict]) -> str:
    """One line a figure."""
    lines = ["", "| what | figure | limit | ratio | goal | |", "|---|---|---|---|---|---|"]
    for row in rows:
        cells = (row["name"], f"{row['value']:.4g} {row['unit']}", _number(row["limit"]), _number(row["ratio"], 3))
        lines.append(f"| {' | '.join(cells)} | {_goal(row)} | {_verdict(row)} |")
    return "\n".join(lines)


def document(rows: list[dict], seconds: float) -> str:
    """docs/performance.md."""
    date = f"{datetime.now(UTC):%Y-%m-%d}"
    parts = [
        HEAD.format(date=date, cores=os.cpu_count(), minutes=seconds / 60, load=os.getloadavg()[1]),
        table(rows).lstrip("\n"),
        "",
    ]
    if missed := [row for row in rows if not row["reached"]]:
        parts += ["## Not reached", "", *_reasons(missed), ""]
    if more := [row for row in rows if row["more"]]:
        parts += ["## Beside these figures", "", *(f"- {row['name']}: {_more(row['more'])}." for row in more)]
    return "\n".join(parts) + "\n" + TAIL


def _reasons(missed: list[dict]) -> list[str]:
    """One line a reason, with all that it holds for."""
    lines = []
    for why in dict.fromkeys(row["why"] for row in missed):
        what = "; ".join(f"**{row['name']}**: {_figure(row)}" for row in missed if row["why"] == why)
        lines.append(f"- {what}. {why}.")
    return lines


def _number(value: float | None, digits: int = 4) -> str:
    return "" if value is None else f"{value:.{digits}g}"


def _goal(row: dict) -> str:
    if row["goal"] is None:
        return ""
    return f"{'≥' if row['at_least'] else '≤'} {row['goal']:g}{' × limit' if row['limit'] else ''}"


def _verdict(row: dict) -> str:
    if row["goal"] is None:
        return ""
    return "reached" if row["reached"] else "**missed**"


def _figure(row: dict) -> str:
    if row["ratio"] is None:
        return f"{row['value']:.4g} {row['unit']}, asked {_goal(row)}"
    return f"{row['ratio']:.2f} × the limit, asked {_goal(row)}"


def _more(more: dict) -> str:
    return ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in more.items())
