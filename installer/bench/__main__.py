"""Prints every promise that can be measured so far, each as a ratio to a floor of the same run."""

import argparse
import os
import sys
from pathlib import Path

from installer.bench import paper_rows, screen_rows, start_rows, store_rows, ten_years

PLACE = Path(".bench")


def main() -> int:
    """Measure and print every row; gives 1 when a promise is broken.

    ``--years 1`` measures on a smaller store, made in a minute; the promises are about ten.
    """
    parser = argparse.ArgumentParser(prog="installer bench", description=__doc__)
    parser.add_argument("--years", type=int, default=ten_years.YEARS, help="years of data, ten unless told")
    years = parser.parse_args().years
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    PLACE.mkdir(exist_ok=True)
    store = ten_years.kept(PLACE, years)
    broken = 0
    for part in (start_rows, store_rows, screen_rows, paper_rows):
        for row in part.rows(store):
            print(row, flush=True)
            broken += not row.holds
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
