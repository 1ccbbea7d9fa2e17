"""Starts the program as ``python -m nscp_desktop``."""

import sys

from nscp_desktop.app import main

if __name__ == "__main__":
    sys.exit(main())
