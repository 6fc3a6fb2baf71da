"""Step 2 in the administration, part by part."""

from fundament import (
    admin_decisions,  # noqa: F401  (registers decisions)
)
