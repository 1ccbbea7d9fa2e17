"""Where the program keeps what is the user's: on this machine, never in a folder that roams or is synced.

Nothing here makes a folder; whoever writes first does.
"""

import os
from pathlib import Path

APPLICATION = "NSCP Desktop"
OVERRIDE = "NSCP_DESKTOP_FOLDER"
"""An environment variable that puts everything below elsewhere: for tests, the demo and a stick."""


def local_folder() -> Path:
    """The user's local data folder for this program (``%LOCALAPPDATA%`` and not Roaming on Windows)."""
    elsewhere = os.environ.get(OVERRIDE)
    if elsewhere:
        return Path(elsewhere).expanduser().absolute()
    # Only where a folder is asked for: the first window of a store that is named need not wait for it.
    import platformdirs

    return platformdirs.user_data_path(APPLICATION, appauthor=False, roaming=False)


def default_store() -> Path:
    """The store that opens when no other is named."""
    return local_folder() / "records.nscp"


def log_folder() -> Path:
    """The folder of the log, which holds no personal data (:mod:`nscp_desktop.log`)."""
    return local_folder() / "log"


def practice_folder() -> Path:
    """The folder in which practices have theirs; each is removed when it is left."""
    return local_folder() / "practice"


def window_settings() -> Path:
    """The file that remembers sizes and places of windows, and nothing else."""
    return local_folder() / "windows.ini"
