"""scripts/packages: what is there is found, however long the list of libraries is."""

import os
import subprocess

from django.conf import settings


def ask(folder, libraries: list[str]) -> int:
    """What «pdf --ask» answers on a machine with these libraries (0: nothing is missing)."""
    listing, program = folder / "list", folder / "ldconfig"
    listing.write_text("\n".join(libraries))
    program.write_text(f"#!/bin/sh\nexec cat {listing}\n")
    program.chmod(0o755)
    script = settings.BASE_DIR / "scripts" / "packages"
    path = f"{folder}:{os.environ['PATH']}"
    return subprocess.run([script, "pdf", "--ask"], env={"PATH": path}, capture_output=True, check=False).returncode  # noqa: S603  (our own script)


PANGO = ["libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"]


def test_libraries_at_the_top_of_a_long_list_are_found(tmp_path):
    """A pipe that stops reading at the first hit would call them missing."""
    assert ask(tmp_path, PANGO + [f"libother{n}.so.1" for n in range(50_000)]) == 0


def test_missing_library_is_said(tmp_path):
    assert ask(tmp_path, PANGO[1:]) == 1
