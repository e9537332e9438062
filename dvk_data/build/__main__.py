"""python -m dvk_data.build: make datasets/*.parquet and their descriptions from datasets/raw/.

python -m dvk_data.build release: also keep what was built as a released version.
python -m dvk_data.build import FILE: bring in a unit's spreadsheet; also blank, history, withdraw,
restore, update. Each says more with --help.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..catalogue import PROJECT, base_directory, default_directory
from ..published import command
from .datasets import build, release
from .problems import BrokenRawData
from .release import CannotRelease

ACTIONS = {"build": build, "release": release}
NOT_READ = (
    "The dashboard still shows what was published before, built on earlier data of the project. "
    'Build it anew on these: python run.py update --who "..." --reason "..."'
)


def main(arguments: list[str] | None = None) -> int:
    given = sys.argv[1:] if arguments is None else arguments
    if given and given[0] in command.ACTIONS:
        return command.main(given)
    parser = argparse.ArgumentParser(prog="python -m dvk_data.build", description=__doc__)
    parser.add_argument(
        "action",
        nargs="?",
        choices=ACTIONS,
        default="build",
        help="build (default), or release: build and keep the version in datasets/released/",
    )
    parser.add_argument(
        "--datasets",
        type=Path,
        default=base_directory(),
        help="directory that holds raw/, codes.toml and the descriptions (default: datasets/)",
    )
    chosen = parser.parse_args(given)
    try:
        print(ACTIONS[chosen.action](chosen.datasets))
        if chosen.datasets == PROJECT / "datasets" and default_directory() != chosen.datasets:
            print(f"\n{NOT_READ}")
    except (BrokenRawData, CannotRelease) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
