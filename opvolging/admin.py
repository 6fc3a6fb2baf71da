"""Step 6 in the administration, part by part."""

from opvolging import admin_health, admin_remedies, admin_rhythm, admin_spotlight  # noqa: F401  (each registers its models)
