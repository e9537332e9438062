"""python -m dvk_data.build: make datasets/*.parquet and their descriptions from datasets/raw/.

python -m dvk_data.build release: also keep what was built as a released version.
python -m dvk_data.build synthetic --models 1000000 --out DIR: write a simulated set of any size.
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
from .synthetic import write_synthetic
from .synthetic.destination import NotSimulated
from .written import write_out

NOT_READ = (
    "The dashboard still shows what was published before, built on earlier data of the project. "
    'Build it anew on these: python run.py update --who "..." --reason "..."'
)


def write_out_views(directory: Path) -> str:
    """Write out the views of large datasets, and return the report to print."""
    write_out(directory, _show)
    return f"Written out: {directory / 'written'}"


ACTIONS = {"build": build, "release": release, "write-out": write_out_views}


def main(arguments: list[str] | None = None) -> int:
    given = sys.argv[1:] if arguments is None else arguments
    if given and given[0] in command.ACTIONS:
        return command.main(given)
    parser = argparse.ArgumentParser(prog="python -m dvk_data.build", description=__doc__)
    parser.add_argument(
        "action",
        nargs="?",
        choices=[*ACTIONS, "synthetic"],
        default="build",
        help="build (default); release: build and keep the version in datasets/released/; "
        "synthetic: write simulated datasets into --out; "
        "write-out: prepare large datasets anew, so that questions about them stay quick",
    )
    parser.add_argument(
        "--datasets",
        type=Path,
        default=base_directory(),
        help="directory that holds raw/, codes.toml and the descriptions (default: datasets/)",
    )
    parser.add_argument("--models", type=_count, help="synthetic: how many named models")
    parser.add_argument("--out", type=Path, help="synthetic: directory to write")
    parser.add_argument("--seed", type=int, default=1, help="synthetic: what all chances follow")
    chosen = parser.parse_args(given)
    try:
        if chosen.action == "synthetic":
            if chosen.models is None or chosen.out is None:
                parser.error("synthetic needs --models and --out")
            write_synthetic(chosen.out, chosen.models, chosen.seed, _show)
            return 0
        print(ACTIONS[chosen.action](chosen.datasets))
        if chosen.datasets == PROJECT / "datasets" and default_directory() != chosen.datasets:
            print(f"\n{NOT_READ}")
    except (BrokenRawData, CannotRelease, NotSimulated) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _count(text: str) -> int:
    if not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of models, such as 1000000")
    return int(text)


def _show(step: str) -> None:
    print(step, flush=True)


if __name__ == "__main__":
    sys.exit(main())
