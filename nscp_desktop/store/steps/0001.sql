CREATE TABLE action (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	group_id VARCHAR NOT NULL, 
	meeting_id VARCHAR NOT NULL, 
	item_id VARCHAR, 
	room_id VARCHAR, 
	reference VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	owner_id VARCHAR, 
	seat_id VARCHAR, 
	organisation_id VARCHAR, 
	owner_words VARCHAR NOT NULL, 
	due DATE, 
	due_words VARCHAR NOT NULL, 
	due_said BOOLEAN NOT NULL, 
	theme_id VARCHAR, 
	state VARCHAR NOT NULL, 
	closed_on DATE, 
	difference VARCHAR NOT NULL, 
	recorded_at VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(group_id) REFERENCES "group" (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(item_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(room_id) REFERENCES room (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(owner_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(seat_id) REFERENCES seat (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(theme_id) REFERENCES theme (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_action_group_id ON action (group_id);
CREATE INDEX ix_action_meeting_id ON action (meeting_id);
CREATE TABLE agenda_item (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	round_id VARCHAR NOT NULL, 
	meeting_id VARCHAR, 
	position FLOAT NOT NULL, 
	title VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	duty VARCHAR NOT NULL, 
	minutes INTEGER NOT NULL, 
	lead VARCHAR NOT NULL, 
	lead_person_id VARCHAR, 
	theme_id VARCHAR, 
	paper VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(round_id) REFERENCES round (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(lead_person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(theme_id) REFERENCES theme (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_agenda_item_meeting_id ON agenda_item (meeting_id);
CREATE INDEX ix_agenda_item_round_id ON agenda_item (round_id);
CREATE TABLE alias (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	group_id VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(group_id) REFERENCES "group" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_alias_group_id ON alias (group_id);
CREATE TABLE answer (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	room_id VARCHAR NOT NULL, 
	question_id VARCHAR NOT NULL, 
	position FLOAT NOT NULL, 
	text VARCHAR NOT NULL, 
	best BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(room_id) REFERENCES room (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(question_id) REFERENCES question (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_answer_room_id ON answer (room_id);
CREATE TABLE ask (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	board_id VARCHAR NOT NULL, 
	said VARCHAR NOT NULL, 
	said_on DATE NOT NULL, 
	brought_by_id VARCHAR, 
	consent BOOLEAN NOT NULL, 
	consent_by VARCHAR NOT NULL, 
	consent_on DATE, 
	asked_of VARCHAR NOT NULL, 
	did VARCHAR NOT NULL, 
	did_on DATE, 
	action_id VARCHAR, 
	told_on DATE, 
	told_how VARCHAR NOT NULL, 
	told_words VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(board_id) REFERENCES board (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(brought_by_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(action_id) REFERENCES action (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_ask_board_id ON ask (board_id);
CREATE TABLE attendance (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	meeting_id VARCHAR NOT NULL, 
	person_id VARCHAR NOT NULL, 
	capacity VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	how VARCHAR NOT NULL, 
	deputy_id VARCHAR, 
	organisation_id VARCHAR, 
	arrived TIME, 
	arrived_item_id VARCHAR, 
	"left" TIME, 
	left_item_id VARCHAR, 
	marked_at VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(deputy_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(arrived_item_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(left_item_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_attendance_meeting_id ON attendance (meeting_id);
CREATE INDEX ix_attendance_person_id ON attendance (person_id);
CREATE TABLE board (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	name VARCHAR NOT NULL, 
	district VARCHAR NOT NULL, 
	provider VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE board_link (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	board_id VARCHAR NOT NULL, 
	group_id VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(board_id) REFERENCES board (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(group_id) REFERENCES "group" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_board_link_board_id ON board_link (board_id);
CREATE INDEX ix_board_link_group_id ON board_link (group_id);
CREATE TABLE board_meeting (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	board_id VARCHAR NOT NULL, 
	date DATE NOT NULL, 
	starts TIME, 
	attended BOOLEAN, 
	person_id VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(board_id) REFERENCES board (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_board_meeting_board_id ON board_meeting (board_id);
CREATE TABLE board_priority (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	board_id VARCHAR NOT NULL, 
	year INTEGER NOT NULL, 
	position FLOAT NOT NULL, 
	text VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(board_id) REFERENCES board (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_board_priority_board_id ON board_priority (board_id);
CREATE TABLE challenge (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	meeting_id VARCHAR NOT NULL, 
	item_id VARCHAR NOT NULL, 
	room_id VARCHAR, 
	text VARCHAR NOT NULL, 
	raised_to VARCHAR NOT NULL, 
	theme_id VARCHAR, 
	answer VARCHAR NOT NULL, 
	answered_on DATE, 
	recorded_at VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(item_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(room_id) REFERENCES room (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(theme_id) REFERENCES theme (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_challenge_meeting_id ON challenge (meeting_id);
CREATE TABLE change_log (
	id VARCHAR NOT NULL, 
	deed_id VARCHAR NOT NULL, 
	"table" VARCHAR NOT NULL, 
	record VARCHAR NOT NULL, 
	field VARCHAR NOT NULL, 
	value VARCHAR, 
	salt VARCHAR, 
	digest VARCHAR NOT NULL, 
	replaces VARCHAR NOT NULL, 
	live BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
);
CREATE INDEX ix_change_log_deed_id ON change_log (deed_id);
CREATE INDEX ix_change_log_heads ON change_log (record, live, field);
CREATE TABLE co_chair (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	group_id VARCHAR NOT NULL, 
	person_id VARCHAR NOT NULL, 
	starts DATE, 
	ends DATE, 
	PRIMARY KEY (id), 
	FOREIGN KEY(group_id) REFERENCES "group" (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_co_chair_group_id ON co_chair (group_id);
CREATE TABLE decision (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	meeting_id VARCHAR NOT NULL, 
	item_id VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	theme_id VARCHAR, 
	recorded_at VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(item_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(theme_id) REFERENCES theme (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_decision_meeting_id ON decision (meeting_id);
CREATE TABLE draft (
	"table" VARCHAR NOT NULL, 
	record VARCHAR NOT NULL, 
	field VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	cursor INTEGER NOT NULL, 
	typed_at VARCHAR NOT NULL, 
	PRIMARY KEY ("table", record, field)
);
CREATE TABLE "group" (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	code VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	short VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	active_from DATE, 
	active_to DATE, 
	PRIMARY KEY (id)
);
CREATE TABLE holding (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	seat_id VARCHAR NOT NULL, 
	person_id VARCHAR NOT NULL, 
	starts DATE, 
	ends DATE, 
	PRIMARY KEY (id), 
	FOREIGN KEY(seat_id) REFERENCES seat (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_holding_person_id ON holding (person_id);
CREATE INDEX ix_holding_seat_id ON holding (seat_id);
CREATE TABLE issued_paper (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	meeting_id VARCHAR NOT NULL, 
	paper VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	status VARCHAR NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	printed VARCHAR NOT NULL, 
	issued_at VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_issued_paper_meeting_id ON issued_paper (meeting_id);
CREATE TABLE journal (
	id VARCHAR NOT NULL, 
	device VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	stamp VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	actor VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	label VARCHAR, 
	salt VARCHAR, 
	digest VARCHAR NOT NULL, 
	previous VARCHAR NOT NULL, 
	hash VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
CREATE INDEX ix_journal_chain ON journal (device, number);
CREATE TABLE kept_bytes (
	fingerprint VARCHAR NOT NULL, 
	content BLOB NOT NULL, 
	PRIMARY KEY (fingerprint)
);
CREATE TABLE marking (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	paper VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE meeting (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	group_id VARCHAR NOT NULL, 
	round_id VARCHAR NOT NULL, 
	date DATE NOT NULL, 
	starts TIME NOT NULL, 
	ends TIME NOT NULL, 
	mode VARCHAR NOT NULL, 
	venue VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	moved_to_id VARCHAR, 
	opened_at VARCHAR, 
	closed_at VARCHAR, 
	current_item_id VARCHAR, 
	confidentiality_read_at VARCHAR, 
	register_complete BOOLEAN NOT NULL, 
	minute_taker_id VARCHAR, 
	minutes_state VARCHAR NOT NULL, 
	minutes_version INTEGER NOT NULL, 
	agreed_on DATE, 
	agreed_subject_to VARCHAR NOT NULL, 
	distribution VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(group_id) REFERENCES "group" (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(round_id) REFERENCES round (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(moved_to_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(current_item_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(minute_taker_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_meeting_group_id ON meeting (group_id);
CREATE INDEX ix_meeting_round_id ON meeting (round_id);
CREATE TABLE meeting_item (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	meeting_id VARCHAR NOT NULL, 
	item_id VARCHAR NOT NULL, 
	title VARCHAR, 
	kind VARCHAR, 
	minutes INTEGER, 
	lead VARCHAR, 
	theme_id VARCHAR, 
	position FLOAT, 
	omitted BOOLEAN NOT NULL, 
	restricted BOOLEAN NOT NULL, 
	started_at VARCHAR, 
	ended_at VARCHAR, 
	note VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(item_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(theme_id) REFERENCES theme (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_meeting_item_item_id ON meeting_item (item_id);
CREATE INDEX ix_meeting_item_meeting_id ON meeting_item (meeting_id);
CREATE TABLE nominated_deputy (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	seat_id VARCHAR NOT NULL, 
	person_id VARCHAR NOT NULL, 
	starts DATE, 
	ends DATE, 
	PRIMARY KEY (id), 
	FOREIGN KEY(seat_id) REFERENCES seat (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_nominated_deputy_seat_id ON nominated_deputy (seat_id);
CREATE TABLE officer (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	person_id VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_officer_person_id ON officer (person_id);
CREATE TABLE organisation (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	name VARCHAR NOT NULL, 
	short VARCHAR NOT NULL, 
	sector_id VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(sector_id) REFERENCES sector (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE outcome (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	meeting_id VARCHAR NOT NULL, 
	item_id VARCHAR, 
	room_id VARCHAR, 
	text VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	organisation_id VARCHAR, 
	theme_id VARCHAR, 
	action_id VARCHAR, 
	recorded_at VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(item_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(room_id) REFERENCES room (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(theme_id) REFERENCES theme (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(action_id) REFERENCES action (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_outcome_meeting_id ON outcome (meeting_id);
CREATE TABLE partnership (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	code VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	short VARCHAR NOT NULL, 
	area VARCHAR NOT NULL, 
	time_zone VARCHAR NOT NULL, 
	year_starts_month INTEGER NOT NULL, 
	front_door_name VARCHAR NOT NULL, 
	front_door_number VARCHAR NOT NULL, 
	days_to_issue_minutes INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE person (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	name VARCHAR NOT NULL, 
	initials VARCHAR NOT NULL, 
	email VARCHAR NOT NULL, 
	organisation_id VARCHAR, 
	role VARCHAR NOT NULL, 
	same_as VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(same_as) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE progress (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	action_id VARCHAR NOT NULL, 
	meeting_id VARCHAR, 
	said_at VARCHAR NOT NULL, 
	person_id VARCHAR, 
	text VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(action_id) REFERENCES action (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_progress_action_id ON progress (action_id);
CREATE TABLE question (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	item_id VARCHAR NOT NULL, 
	position FLOAT NOT NULL, 
	text VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(item_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_question_item_id ON question (item_id);
CREATE TABLE remark (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	meeting_id VARCHAR NOT NULL, 
	item_id VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	recorded_at VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(item_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_remark_meeting_id ON remark (meeting_id);
CREATE TABLE reply (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	action_id VARCHAR NOT NULL, 
	organisation_id VARCHAR NOT NULL, 
	answer VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	answered_on DATE, 
	PRIMARY KEY (id), 
	FOREIGN KEY(action_id) REFERENCES action (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_reply_action_id ON reply (action_id);
CREATE TABLE representative (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	board_id VARCHAR NOT NULL, 
	person_id VARCHAR NOT NULL, 
	deputy BOOLEAN NOT NULL, 
	starts DATE, 
	ends DATE, 
	PRIMARY KEY (id), 
	FOREIGN KEY(board_id) REFERENCES board (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_representative_board_id ON representative (board_id);
CREATE TABLE room (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	meeting_id VARCHAR NOT NULL, 
	item_id VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	lead_id VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(item_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(lead_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_room_meeting_id ON room (meeting_id);
CREATE TABLE room_place (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	meeting_id VARCHAR NOT NULL, 
	item_id VARCHAR NOT NULL, 
	person_id VARCHAR NOT NULL, 
	room_id VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(item_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(room_id) REFERENCES room (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_room_place_meeting_id ON room_place (meeting_id);
CREATE INDEX ix_room_place_room_id ON room_place (room_id);
CREATE TABLE round (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	year INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	month DATE NOT NULL, 
	title VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE seat (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	group_id VARCHAR NOT NULL, 
	organisation_id VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	starts DATE, 
	ends DATE, 
	PRIMARY KEY (id), 
	FOREIGN KEY(group_id) REFERENCES "group" (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_seat_group_id ON seat (group_id);
CREATE TABLE sector (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	name VARCHAR NOT NULL, 
	words VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE setting (
	"key" VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	PRIMARY KEY ("key")
);
CREATE TABLE talk (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	ask_id VARCHAR NOT NULL, 
	meeting_id VARCHAR, 
	item_id VARCHAR, 
	talked_on DATE NOT NULL, 
	text VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(ask_id) REFERENCES ask (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(item_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_talk_ask_id ON talk (ask_id);
CREATE INDEX ix_talk_meeting_id ON talk (meeting_id);
CREATE TABLE template (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	name VARCHAR NOT NULL, 
	starts VARCHAR NOT NULL, 
	ends VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE template_item (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	template_id VARCHAR NOT NULL, 
	position FLOAT NOT NULL, 
	title VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	duty VARCHAR NOT NULL, 
	minutes INTEGER NOT NULL, 
	lead VARCHAR NOT NULL, 
	paper VARCHAR NOT NULL, 
	questions VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(template_id) REFERENCES template (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_template_item_template_id ON template_item (template_id);
CREATE TABLE theme (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	code VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	words VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	parent_id VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(parent_id) REFERENCES theme (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE wording (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	"key" VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
