"""Step 3 in the administration, part by part."""

from toetsing import (
    admin_findings,  # noqa: F401  (registers)
    admin_rounds,  # noqa: F401  (registers concepts and rounds)
)
