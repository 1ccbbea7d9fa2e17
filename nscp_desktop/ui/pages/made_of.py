"""What the program is made of, and under which licences; the texts of those that ship with it below."""

from __future__ import annotations

from typing import Final

from nscp_desktop import assets

TEXTS: Final = (
    ("The British English dictionary", ("dictionaries", "en_GB-LICENCE.txt")),
    ("Source Sans 3", ("fonts", "OFL.txt")),
    ("Lucide", ("icons", "LICENSE.txt")),
)


def licences() -> str:
    """Give it as Markdown."""
    parts = [assets.text("help", "licences.md").rstrip()]
    for name, place in TEXTS:
        indented = "\n".join(f"    {line}" for line in assets.text(*place).splitlines())
        parts.append(f"## {name}\n\n{indented}")
    return "\n\n".join(parts) + "\n"
