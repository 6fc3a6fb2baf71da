"""Step 2 in the administration, part by part."""

from fundament import admin_bottlenecks  # noqa: F401  (registers bottlenecks, bundles and rulings)
