"""The administration of step 2, part by part."""

from fundament import admin_targeted  # noqa: F401  (registers its models)
