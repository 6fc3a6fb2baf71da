"""Runs one function in a process of a world, and prints what it returned: `python -m promises.inside module:name '[1]'`."""

import importlib
import json
import sys


def main() -> None:
    import django

    django.setup()
    module, _colon, name = sys.argv[1].partition(":")
    arguments = json.loads(sys.argv[2]) if len(sys.argv) > 2 else []
    print(json.dumps(getattr(importlib.import_module(module), name)(*arguments)), flush=True)


if __name__ == "__main__":
    main()
