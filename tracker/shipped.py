"""Finds the files that come with the program: rulesets, the demonstration ledger."""

from importlib.resources import files
from importlib.resources.abc import Traversable


def shipped(*parts: str) -> Traversable:
    """The shipped file or folder `data/<parts>`.

    In the wheel `data` lies inside `tracker`, so that no package named "data" lands in site-packages;
    in a checkout it stands beside it.
    """
    inside = files("tracker") / "data"
    root = inside if inside.is_dir() else files("tracker").joinpath("..", "data")
    return root.joinpath(*parts)
