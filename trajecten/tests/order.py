"""How several test processes share the tests: what takes long first, so that at the end none of them waits long.

One process makes the database while the other takes the tests that need none. A single process keeps its random order.
"""

import pytest

LONG = ("promise", "walk", "slow")
TOGETHER = {
    "promises/test_answers.py": "promises",
    "promises/test_mail_promises.py": "promises",
    "opvolging/tests/test_demo.py": "demo",
    "opvolging/tests/story": "story",
}
"""Files, or whole folders, that one process takes: promises one after another, because each needs the machine; a demo is told once.

By file, because only the names of tests reach who shares them (the groups of xdist 3.8 do nothing beside pytest 9.2).
"""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    if hasattr(config, "workerinput"):
        items[:] = in_turn(items)


def in_turn(items: list) -> list:
    """One that takes long, those without a database, the others that take long, the browser, and the rest."""
    heaps: dict[str, list] = {name: [] for name in (*LONG, "together", "plain", "browser", "")}
    for item in items:
        marked = next((name for name in heaps if name and item.get_closest_marker(name)), "")
        heaps[marked or ("together" if unit_of(item.nodeid) != item.nodeid else "")].append(item)
    long = [item for name in (*LONG, "together") for item in heaps[name]]
    return [*long[:1], *heaps["plain"], *long[1:], *heaps["browser"], *heaps[""]]


def unit_of(nodeid: str) -> str:
    """What goes to one process: a test, or files that stay together."""
    path = nodeid.partition("::")[0]
    return TOGETHER.get(path) or TOGETHER.get(path.rpartition("/")[0]) or nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    from xdist.scheduler import LoadScopeScheduling

    class ByUnit(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return unit_of(nodeid)

    return ByUnit(config, log)
