"""Step 2 in the administration, part by part."""

from fundament import (
    admin_agreements,  # noqa: F401  (registers frameworks, agreements and where they hold)
)
