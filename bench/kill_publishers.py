"""Kill publishers at random moments while readers read: python -m bench.kill_publishers [times]

Ends with an error where anything that was published is lost, changed or read half-done.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.intake.publishers import draw_base, kill_publishers

TIMES = 100


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("times", nargs="?", type=int, default=TIMES)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        base = draw_base(Path(folder))
        store = Path(folder) / "published"
        finished = kill_publishers(store, base, chosen.times, seed=chosen.seed)
    print(f"{chosen.times} killed, {finished} of them had published, nothing was lost")


if __name__ == "__main__":
    main()
