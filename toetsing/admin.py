"""Step 3 in the administration, part by part."""

from toetsing import admin_findings, admin_rounds  # noqa: F401  (each registers its models)
