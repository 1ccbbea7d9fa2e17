"""``python3 installer VERB``: Python runs this folder. Standard library only, as nothing is installed yet.

This file alone must be readable by older Pythons, so that they are told what is missing.
"""

import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - the sentence below is for those who have an older one
    sys.stdout.write(
        "NSCP Desktop needs Python 3.11 or later; this is Python %d.%d. Nothing has been changed.\n"  # noqa: UP031
        % sys.version_info[:2]
    )
    sys.exit(3)

# Run as a folder, Python looks for modules inside it; they are looked for beside it instead, so that they
# are known as `installer.x` here and in the tests, and none can stand in for a standard one.
sys.path[0] = str(Path(__file__).resolve().parent.parent)

from installer.verbs import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
