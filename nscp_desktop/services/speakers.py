"""Guest speakers: somebody on an agenda who has no seat, and the organisation they come from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nscp_desktop.errors import Refused
from nscp_desktop.records import Person
from nscp_desktop.rules.wording import line
from nscp_desktop.services.organisations import new_organisation_in
from nscp_desktop.services.people import new_person_in
from nscp_desktop.services.roll import Roll

if TYPE_CHECKING:
    from nscp_desktop.store import Store


_NOT_YET: Final = re.compile(r"\b(to be \w+|tb[acd]|not (known|named) yet)\b", re.IGNORECASE)


def is_name(lead: str) -> bool:
    """Whether a lead is somebody's name.

    One word is a part, such as "Speaker" or "Co-chair"; "Speaker to be found" and "Speaker TBC" name nobody yet.
    """
    return len(lead.split()) > 1 and _NOT_YET.search(lead) is None


def welcome_speaker(store: Store, name: str, organisation: str) -> str:
    """Note where a guest speaker comes from; gives the person's id.

    Somebody of that name without an organisation is that person; an organisation that no one has is added,
    without a sector. Refuses an empty name or organisation, and a name that is known of another organisation.
    """
    who, where = line(name, "The speaker's name"), line(organisation, "The organisation's name")
    if not who:
        raise Refused("Type who speaks first. Nothing has been changed.")
    if not where:
        raise Refused("Type the organisation's name first. Nothing has been changed.")
    with store.read() as session:
        roll = Roll(session)
        known = roll.organisation(where)
        found = roll.named(who)
    there = next((one for one in found if known and one.organisation_id == known.organisation_id), None)
    if there is not None:
        return there.person_id
    open_ended = next((one for one in found if not one.organisation_id), None)
    if found and open_ended is None:
        raise Refused(
            f"{found[0].words} is already here. Change the organisation under People, or tell the two apart in "
            "the name. Nothing has been changed."
        )
    with store.change(f"Note that {who} speaks for {where}") as session:
        organisation_id = new_organisation_in(session, where) if known is None else known.organisation_id
        if open_ended is None:
            return new_person_in(session, who, organisation_id)
        session.get_one(Person, open_ended.person_id).organisation_id = organisation_id
        return open_ended.person_id
