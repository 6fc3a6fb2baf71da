"""The promises about mail in tenth size: real processes, real databases, a real mail server."""

import pytest

from promises import p1, p1b, p1c, p2, p25

# With several test processes these still run one after another, each needs the machine: trajecten/tests/order.py.
pytestmark = [pytest.mark.promise, pytest.mark.slow]
SEED = 20261123
databases = pytest.mark.parametrize("database", ["sqlite", "postgres"])


@databases
@pytest.mark.parametrize("promise", [p1, p1b, p1c, p2, p25], ids=lambda module: module.__name__.rpartition(".")[2])
def test_promise_is_kept(promise, database):
    line = promise.run(database=database, size="tenth", seed=SEED)
    assert line["ok"], line


@pytest.mark.parametrize("promise", [p1b, p1c, p2, p25], ids=lambda module: module.__name__.rpartition(".")[2])
def test_planted_mistake_is_noticed(promise):
    lines = promise.controls(database="sqlite", size="tenth", seed=SEED)
    assert [line for line in lines if not line["ok"]] == []
