DROP INDEX ix_action_group_id;
CREATE INDEX ix_action_standing ON action (group_id, state, due, removed);
DROP INDEX ix_attendance_meeting_id;
CREATE INDEX ix_attendance_meeting_person ON attendance (meeting_id, person_id);
