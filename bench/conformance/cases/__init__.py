"""The cases, one file per family; each file is a table called CASES."""

import importlib
import pathlib
from dataclasses import replace


def all_cases():
    """All cases in the order of their files; names are unique."""
    found = {}
    for file in sorted(pathlib.Path(__file__).parent.glob("[a-z]*.py")):
        for case in importlib.import_module(f"cases.{file.stem}").CASES:
            if case.name in found:
                raise ValueError(f"two cases are called {case.name}")
            found[case.name] = replace(case, family=file.stem)
    return list(found.values())
