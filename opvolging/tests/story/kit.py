"""What the tests of the story share: its weeks, and what was asked at a gate."""

from opvolging.demo.clock import Weeks
from opvolging.demo.story import LAST, NOW
from opvolging.tests.test_demo import booked
from trajecten import gate
from trajecten.models import GateRequest

WEEKS = Weeks(NOW[LAST])


def asked(step: int, round: int) -> dict[str, gate.CriterionResult]:
    """What the snapshot of this request says, by code."""
    request = GateRequest.objects.get(project=booked(), step=step, round=round)
    return {result.code: result for result in gate.results_of(request.snapshot)}
