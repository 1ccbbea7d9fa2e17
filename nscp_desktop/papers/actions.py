"""Actions on paper: the line in minutes, the table of a meeting, matters arising, the action log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nscp_desktop.papers.blocks import (
    Block,
    Column,
    Marked,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    Sort,
    Table,
    Text,
    Tone,
    Voice,
    bold,
    flat,
    quiet,
    words,
)
from nscp_desktop.papers.fingerprint import finished
from nscp_desktop.papers.letterhead import Copy, Edition, Letterhead, furniture
from nscp_desktop.papers.opening import opening
from nscp_desktop.papers.wording import after_to, capital, near, spelled, stopped
from nscp_desktop.rules.year import long_date

if TYPE_CHECKING:
    from datetime import date

    from nscp_desktop.papers.entries import Action

EVERY_ORGANISATION, TOGETHER, DONE = "every organisation", "together", "done"


@dataclass(frozen=True, slots=True)
class ActionLogContent:
    """An action log on a day: ``scope`` says which actions it holds ("every action of 2026/27")."""

    letterhead: Letterhead
    edition: Edition
    as_at: date
    actions: tuple[Action, ...]
    scope: str = ""


def owner_words(action: Action) -> str:
    """Who answers for an action; "" when nobody has been named."""
    if action.owner:
        return action.owner
    return {EVERY_ORGANISATION: "Every organisation", TOGETHER: "The group"}.get(action.kind, "")


def due_words(action: Action) -> str:
    """When an action is due: its own words, else its date, else ""."""
    return action.due_words or (long_date(action.due) if action.due else "")


def marked(action: Action) -> Marked:
    """An action set apart in minutes: who is to do what by when, with the gaps in words."""
    owner, due = owner_words(action), due_words(action)
    deed = action.text.strip().removesuffix(".")
    sentence = f"{owner} to {after_to(deed)}" if owner else capital(deed)
    sentence = stopped(f"{sentence} by {due}" if due else sentence)
    if not owner:
        sentence += " No owner has been named."
    if not due:
        sentence += " No date has been set."
    return Marked(f"Action {action.reference}".strip(), words(sentence), Tone.ACTION)


def overdue(action: Action, today: date) -> bool:
    """Whether an action is still open after its date."""
    return action.state != DONE and action.due is not None and action.due < today


def standing(action: Action, today: date) -> Text:
    """Where an action stands: complete, overdue since, how many replied, and the last word on it."""
    if action.state == DONE:
        lead = words(f"Complete {near(action.closed_on, today)}" if action.closed_on else "Complete")
    elif overdue(action, today) and action.due is not None:
        lead = words(bold("Overdue"), f" since {near(action.due, today)}")
    else:
        lead = words(capital(action.state))
    if action.replied is not None and action.asked is not None:
        replies = f"{action.replied} of {action.asked} replied"
        # An open action of every organisation is told by its replies alone.
        lead = words(lead, f", {replies}") if flat(lead) not in ("Open", "In hand") else words(replies)
    tail = " ".join(stopped(part) for part in (action.note, action.difference) if part)
    return words(lead, "\n" + tail) if tail else lead


def table(actions: tuple[Action, ...]) -> Table:
    """The actions of a meeting: reference, action, owner, due."""
    columns = (Column("Ref", 0, row_head=True), Column("Action", 4), Column("Owner", 1.2), Column("Due", 0.8))
    return Table(
        columns,
        tuple(
            Row(
                (
                    words(action.reference),
                    words(capital(action.text.strip())),
                    words(owner_words(action)) or words(quiet("not yet named")),
                    words(capital(due_words(action))) or words(quiet("no date")),
                )
            )
            for action in actions
        ),
    )


def matters(actions: tuple[Action, ...], today: date) -> Table:
    """Matters arising: reference, action, owner, where it stands on the day of the meeting."""
    columns = (
        Column("Ref", 0, row_head=True),
        Column("Action", 3),
        Column("Owner", 1.2),
        Column("Where it stands", 2.4),
    )
    return Table(
        columns,
        tuple(
            Row(
                (
                    words(action.reference),
                    words(capital(action.text.strip())),
                    words(owner_words(action)) or words(quiet("not yet named")),
                    standing(action, today),
                )
            )
            for action in actions
        ),
    )


def withheld(count: int) -> Paragraph:
    """The sentence that says how many actions a copy leaves out."""
    verb = "is" if count == 1 else "are"
    return Paragraph(
        words(capital(f"{spelled(count, 'action')} {verb} withheld from this copy.")), Voice.QUIET
    )


def shown(actions: tuple[Action, ...], copy: Copy) -> tuple[tuple[Action, ...], int]:
    """The actions a copy may print, and how many it withholds."""
    kept = tuple(action for action in actions if copy is Copy.FULL or not action.restricted)
    return kept, len(actions) - len(kept)


def compose(content: ActionLogContent, copy: Copy = Copy.FULL, size: int = 12) -> Paper:
    """The action log: overdue first, then open, then complete; ``copy`` withholds restricted ones."""
    title = f"Action log, {content.letterhead.short}, {long_date(content.as_at)}"
    foot = furniture(content.letterhead, long_date(content.as_at), "action log", content.edition, copy)
    return finished(title, content.letterhead.partnership, foot, size, lambda _: _blocks(content, copy))


def _blocks(content: ActionLogContent, copy: Copy) -> tuple[Block, ...]:
    actions, left_out = shown(content.actions, copy)
    done = tuple(action for action in actions if action.state == DONE)
    late = tuple(action for action in actions if overdue(action, content.as_at))
    rest = tuple(action for action in actions if action.state != DONE and not overdue(action, content.as_at))
    scope = f"{capital(content.scope)}. " if content.scope else ""
    meta = f"{scope}As it stood on {long_date(content.as_at)}: {len(late)} overdue, {len(rest)} open, {len(done)} complete."
    blocks: list[Block] = [PageBreak(landscape=True)]
    blocks += opening(content.letterhead, content.letterhead.group, "Action log", meta)
    if actions:
        blocks.append(_log((("Overdue", late), ("Open", rest), ("Complete", done)), content.as_at))
    elif not left_out:
        blocks.append(Paragraph(words("No actions have been recorded.")))
    if left_out:
        blocks.append(withheld(left_out))
    return tuple(blocks)


def _log(parts: tuple[tuple[str, tuple[Action, ...]], ...], today: date) -> Table:
    """The log as one table, a section for each part that has any."""
    columns = (
        Column("Ref", 0, row_head=True),
        Column("Action", 3.4),
        Column("Owner", 1.3),
        Column("Due", 0.9),
        Column("Where it stands", 2.2),
    )
    rows: list[Row] = []
    for name, actions in parts:
        if actions:
            rows.append(Row((words(name),), Sort.SECTION))
            rows += [_log_row(action, today) for action in actions]
    return Table(columns, tuple(rows))


def _log_row(action: Action, today: date) -> Row:
    raised = f"raised {near(action.raised_on, today)}" if action.raised_on else ""
    source = ", ".join(part for part in (raised, action.origin, action.theme) if part)
    return Row(
        (
            words(action.reference),
            words(capital(action.text.strip()), quiet("\n" + capital(source)) if source else ""),
            words(owner_words(action)) or words(quiet("not yet named")),
            words(capital(due_words(action))) or words(quiet("no date")),
            standing(action, today),
        )
    )
