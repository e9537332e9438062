"""Everything after one another: python -m bench --datasets DIR [DIR ...]

Small directories first; soak and files only with the largest. Then goals, tables and pictures.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from . import report


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--datasets", type=Path, nargs="+", required=True)
    parser.add_argument("--repeats", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--out", type=Path, default=report.RESULTS)
    options = parser.parse_args(arguments)
    largest = options.datasets[-1]
    steps = [("clicks", datasets, "--repeats", options.repeats) for datasets in options.datasets]
    steps += [("words", largest), ("files", largest), ("start", largest)]
    steps += [("sessions", largest, "--minutes", options.minutes)]
    failed = 0
    for module, datasets, *further in steps:
        command = [sys.executable, "-m", f"bench.{module}", "--datasets", str(datasets)]
        command += ["--out", str(options.out), *map(str, further)]
        print("$", *command[1:], flush=True)
        failed += subprocess.run(command).returncode != 0
    goals = [sys.executable, "-m", "bench.goals", "--out", str(options.out)]
    return int(failed + subprocess.run(goals).returncode > 0)


if __name__ == "__main__":
    sys.exit(main())
