"""Step 5 in the administration, part by part. Self-ratings and personal links are not there: they are for one person."""

from uitrol import admin_support, admin_training, admin_waves  # noqa: F401  (each registers its models)
