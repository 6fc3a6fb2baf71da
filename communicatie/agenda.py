"""What the plan puts under «Binnenkort»: each message on its day. No query when the projects came with what is ahead."""

from collections.abc import Iterable
from typing import Any

from communicatie.ahead import ahead_of
from trajecten.agenda import AgendaItem, register_source


def items(projects: list[Any]) -> Iterable[AgendaItem]:
    for ahead in ahead_of(projects):
        for one in ahead.to_tell:
            yield AgendaItem(ahead.project.pk, one.on, one.title, one.audience)


register_source("communicatie.plan", items)
