"""Step 4 in the administration, part by part."""

from communicatie import admin_plan  # noqa: F401  (each registers its models)
