"""The demo organisation: built through the same actions as the screens use, so that it is a smoke test as well."""
