"""Step 4 in the administration, part by part."""

from communicatie import admin_page, admin_plan, admin_roles  # noqa: F401  (each registers its models)
