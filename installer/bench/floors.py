"""The floors of the rows about what is kept: the same facts by hand-written SQL, fetched and left as they come.

What a list or a screen shows is fetched, no more and no less: its columns, its names, its last lines. Nothing
is put in order, made into values or worked out, and each statement is as short as a person would write it.
"""

# ruff: noqa: S608 the pieces put together here stand in this file
from typing import Any

_ACTIONS = """
SELECT a.id, a.reference, a.text, a.kind, a.state, a.due, a.due_words, a.due_said, a.owner_words, a.owner_id,
       p.name, o.name, t.name, a.theme_id, a.group_id, g.name, a.meeting_id, m.date, a.item_id, r.number,
       a.closed_on, a.difference, a.recorded_at, l.said_at, l.text,
       CASE WHEN a.kind = 'every organisation' THEN
         (SELECT count(*) FROM reply WHERE action_id = a.id AND removed = 0) END,
       CASE WHEN a.kind = 'every organisation' THEN
         (SELECT count(*) FROM reply WHERE action_id = a.id AND removed = 0 AND answer != '') END
FROM action a JOIN "group" g ON g.id = a.group_id JOIN meeting m ON m.id = a.meeting_id
LEFT JOIN person p ON p.id = a.owner_id LEFT JOIN seat s ON s.id = a.seat_id
LEFT JOIN organisation o ON o.id = coalesce(a.organisation_id, s.organisation_id, p.organisation_id)
LEFT JOIN theme t ON t.id = a.theme_id LEFT JOIN room r ON r.id = a.room_id
LEFT JOIN progress l ON l.id = (SELECT id FROM progress WHERE action_id = a.id AND removed = 0
                                ORDER BY said_at DESC LIMIT 1)
WHERE a.removed = 0"""

_ON_DAY = (
    "{0}.removed = 0 AND coalesce({0}.starts, '') <= m.date AND coalesce({0}.ends, '9999-12-31') >= m.date"
)

_MEETING = (
    # The heading: the meeting, its group, its round, how many rounds the year has, who chairs.
    """SELECT m.*, g.*, r.*, (SELECT count(*) FROM round WHERE year = r.year AND removed = 0) FROM meeting m
       JOIN "group" g ON g.id = m.group_id JOIN round r ON r.id = m.round_id WHERE m.id = ?""",
    f"""SELECT p.name FROM meeting m JOIN co_chair c ON c.group_id = m.group_id AND {_ON_DAY.format("c")}
        JOIN person p ON p.id = c.person_id WHERE m.id = ?""",
    # The agenda: items as this meeting has them, who leads, the questions.
    """SELECT i.*, own.*, t.name, p.name, o.name FROM meeting m JOIN agenda_item i ON i.round_id = m.round_id
       AND i.removed = 0 AND (i.meeting_id IS NULL OR i.meeting_id = m.id)
       LEFT JOIN meeting_item own ON own.item_id = i.id AND own.meeting_id = m.id AND own.removed = 0
       LEFT JOIN theme t ON t.id = coalesce(own.theme_id, i.theme_id)
       LEFT JOIN person p ON p.id = i.lead_person_id LEFT JOIN organisation o ON o.id = p.organisation_id
       WHERE m.id = ?""",
    """SELECT q.* FROM meeting m JOIN agenda_item i ON i.round_id = m.round_id JOIN question q ON q.item_id = i.id
       AND q.removed = 0 WHERE m.id = ?""",
    # The register: whoever is marked, whoever holds a seat, their deputies, and who came to the last twelve.
    "SELECT * FROM attendance WHERE meeting_id = ? AND removed = 0",
    f"""SELECT p.id, p.name, p.initials, p.role, s.id, s.role, o.id, o.name, x.name, x.position, h.starts
        FROM meeting m JOIN seat s ON s.group_id = m.group_id AND {_ON_DAY.format("s")}
        JOIN holding h ON h.seat_id = s.id AND {_ON_DAY.format("h")} JOIN person p ON p.id = h.person_id
        JOIN organisation o ON o.id = s.organisation_id LEFT JOIN sector x ON x.id = o.sector_id
        WHERE m.id = ?""",
    f"""SELECT s.id, d.person_id FROM meeting m JOIN seat s ON s.group_id = m.group_id
        JOIN nominated_deputy d ON d.seat_id = s.id AND {_ON_DAY.format("d")} WHERE m.id = ?""",
    """SELECT a.meeting_id, x.name FROM attendance a JOIN organisation o ON o.id = a.organisation_id
       JOIN sector x ON x.id = o.sector_id WHERE a.removed = 0 AND a.state IN ('P', 'D') AND a.meeting_id IN
       (SELECT e.id FROM meeting m JOIN meeting e ON e.group_id = m.group_id AND e.date < m.date
        AND e.status = 'held' AND e.removed = 0 WHERE m.id = ? ORDER BY e.date DESC LIMIT 12)
       GROUP BY a.meeting_id, x.name""",
    # What was recorded.
    f"{_ACTIONS} AND a.meeting_id = ?",
    *(
        f"SELECT * FROM {table} WHERE meeting_id = ? AND removed = 0"
        for table in ("decision", "outcome", "challenge", "remark")
    ),
    "SELECT * FROM talk WHERE meeting_id = ? AND removed = 0",
)


def action_log(raw: Any) -> list[Any]:  # noqa: ANN401 the driver has no types
    """Every action as the log shows it, in no order."""
    return list(raw.execute(_ACTIONS).fetchall())


def meeting(raw: Any, meeting_id: str) -> list[Any]:  # noqa: ANN401
    """All that the run screen shows when it opens a meeting."""
    return [raw.execute(statement, (meeting_id,)).fetchall() for statement in _MEETING]
