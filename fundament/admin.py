"""Step 2 in the administration, part by part; each registers its models."""

from fundament import admin_agreements, admin_bottlenecks, admin_decisions, admin_targeted  # noqa: F401
