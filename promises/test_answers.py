"""The promises about answers in tenth size, on both databases, each beside a planted mistake that must be seen."""

import pytest

from promises import p3, p4, p5, p6, p10, p11

pytestmark = [pytest.mark.promise, pytest.mark.slow]
SEED = 20261123
CONTROLS = [
    (p3, "sqlite"),
    (p4, "postgres"),
    (p5, "postgres"),
    (p6, "sqlite"),
    (p10, "sqlite"),
    (p10, "postgres"),
    (p11, "sqlite"),
]


def name(value) -> str:
    return value if isinstance(value, str) else value.__name__.rpartition(".")[2]


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
@pytest.mark.parametrize("promise", [p3, p4, p5, p6, p10, p11], ids=name)
def test_promise_is_kept(promise, database):
    line = promise.run(database=database, size="tenth", seed=SEED)
    assert line["ok"], line


@pytest.mark.parametrize(("promise", "database"), CONTROLS, ids=name)
def test_planted_mistake_is_noticed(promise, database):
    line = promise.control(database=database, size="tenth", seed=SEED)
    assert line["ok"], line
