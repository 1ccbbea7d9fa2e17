"""NSCP Desktop: runs a Local Safeguarding Children Group's meeting and has the minutes ready at its close."""

__version__ = "0.3.0"
