"""Step 2 in the administration, part by part."""

from fundament import admin_bottlenecks, admin_decisions, admin_targeted  # noqa: F401  (each registers its models)
