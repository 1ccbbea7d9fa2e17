"""Where a change of an agenda goes: to this meeting only, or to every group in the round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nscp_desktop.rules.agenda import DEFAULT_MINUTES, ItemKind
from nscp_desktop.services import local_agenda, shared_agenda

if TYPE_CHECKING:
    from nscp_desktop.services.agenda import AgendaRow
    from nscp_desktop.store import Store


@dataclass(frozen=True, slots=True)
class AgendaChanges:
    """The deeds of an agenda, sent to one meeting or to the round.

    An item that a meeting has alone is changed there whatever was chosen. Every deed refuses as the
    services do.
    """

    store: Store
    meeting_id: str
    round_id: str
    everywhere: bool

    def shared(self, row: AgendaRow) -> bool:
        """Whether a change of this item goes to every group."""
        return self.everywhere and not row.only_here

    def change(self, row: AgendaRow, **fields: Any) -> None:  # noqa: ANN401 (the fields of an item)
        """Change fields of an item; one that has the usual length of its kind gets that of another kind."""
        if set(fields) == {"kind"} and row.minutes == DEFAULT_MINUTES[row.kind]:
            fields["minutes"] = DEFAULT_MINUTES[ItemKind(fields["kind"])]
        if self.shared(row):
            shared_agenda.edit_item(self.store, row.item_id, seen_in=self.meeting_id, **fields)
        else:
            local_agenda.edit_item(self.store, self.meeting_id, row.item_id, **fields)

    def add(self, title: str, after: str | None) -> str:
        """Add an item after another; gives its id."""
        if self.everywhere:
            return shared_agenda.add_item(
                self.store, self.round_id, title, after=after, seen_in=self.meeting_id
            )
        return local_agenda.add_item(self.store, self.meeting_id, title, after=after)

    def move(self, row: AgendaRow, steps: int) -> None:
        """Move an item so many places down, up when negative."""
        if self.shared(row):
            shared_agenda.move_item(self.store, row.item_id, steps, self.meeting_id)
        else:
            local_agenda.move_item(self.store, self.meeting_id, row.item_id, steps)

    def leave_out(self, row: AgendaRow) -> str:
        """Leave an item out; gives what was done, in words."""
        if self.shared(row):
            shared_agenda.remove_item(self.store, row.item_id)
            return f"{row.title} left out for every group."
        local_agenda.leave_out(self.store, self.meeting_id, row.item_id)
        return f"{row.title} left out."

    def put_back(self, row: AgendaRow) -> str:
        """Put an item back that was left out here; gives what was done, in words."""
        local_agenda.put_back(self.store, self.meeting_id, row.item_id)
        return f"{row.title} is back on the agenda."

    def share(self, row: AgendaRow) -> str:
        """Give an item to every group, or let it be as the round has it; gives what was done, in words."""
        if row.only_here:
            shared_agenda.share_item(self.store, self.meeting_id, row.item_id)
            return f"{row.title} goes to every group."
        local_agenda.make_shared_again(self.store, self.meeting_id, row.item_id)
        return f"{row.title} is shared again."

    def restrict(self, row: AgendaRow, *, restricted: bool) -> None:
        """Put an item into the confidential part of this meeting's minutes, or take it out."""
        local_agenda.restrict_item(self.store, self.meeting_id, row.item_id, restricted=restricted)
