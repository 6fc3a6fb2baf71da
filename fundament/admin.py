"""Step 2 in the administration, part by part."""

from fundament import (  # noqa: F401  (each registers its models)
    admin_agreements,
    admin_bottlenecks,
    admin_decisions,
    admin_targeted,
)
