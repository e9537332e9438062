"""python -m dvk_data.build: make datasets/*.parquet and their descriptions from datasets/raw/.

python -m dvk_data.build release: also keep what was built as a released version.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..catalogue import base_directory
from .datasets import build, release
from .problems import BrokenRawData
from .release import CannotRelease

ACTIONS = {"build": build, "release": release}


def main(arguments: list[str] | None = None) -> int:
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
    chosen = parser.parse_args(arguments)
    try:
        print(ACTIONS[chosen.action](chosen.datasets))
    except (BrokenRawData, CannotRelease) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
