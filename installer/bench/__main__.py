"""Prints every promise that can be measured so far, each as a ratio to a floor of the same run."""

import argparse
import os
import sys
from pathlib import Path

from installer.bench import (
    keeping_rows,
    page_rows,
    paper_rows,
    screen_rows,
    search_rows,
    start_rows,
    store_rows,
    ten_years,
)

PLACE = Path(".bench")
PARTS = {
    "start": start_rows,
    "store": store_rows,
    "keeping": keeping_rows,
    "screen": screen_rows,
    "pages": page_rows,
    "paper": paper_rows,
    "search": search_rows,
}


def main() -> int:
    """Measure and print every row; gives 1 when a promise is broken.

    ``--years 1`` measures on a smaller store, made in half a minute; the promises are about ten.
    ``--only store`` measures one group of rows, and may be given again for another.
    """
    parser = argparse.ArgumentParser(prog="installer bench", description=__doc__)
    parser.add_argument("--years", type=int, default=ten_years.YEARS, help="years of data, ten unless told")
    parser.add_argument("--only", choices=PARTS, action="append", help="only these rows; may be repeated")
    chosen = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    PLACE.mkdir(exist_ok=True)
    store = ten_years.kept(PLACE, chosen.years)
    broken = 0
    for name in chosen.only or PARTS:
        for row in PARTS[name].rows(store):
            print(row, flush=True)
            broken += not row.holds
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
