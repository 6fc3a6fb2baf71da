"""The promises about answers, in tenth size, on both databases, each beside a planted mistake that must be seen."""

import pytest

from promises import p3, p4, p5, p6, p10, p11

pytestmark = [pytest.mark.promise, pytest.mark.slow, pytest.mark.xdist_group("promises")]
PROMISES = {"p3": p3, "p4": p4, "p5": p5, "p6": p6, "p10": p10, "p11": p11}


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
@pytest.mark.parametrize("name", PROMISES)
def test_promise_is_kept(name, database):
    assert PROMISES[name].run(database=database, size="tenth")["ok"]


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
@pytest.mark.parametrize("name", PROMISES)
def test_planted_mistake_is_seen(name, database):
    assert PROMISES[name].control(database=database, size="tenth")["ok"]
