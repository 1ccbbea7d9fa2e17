CREATE TABLE legal_hold (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	kind VARCHAR NOT NULL, 
	subject_id VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	set_on DATE NOT NULL, 
	lifted_on DATE, 
	PRIMARY KEY (id)
);
CREATE INDEX ix_legal_hold_subject_id ON legal_hold (subject_id);
CREATE TABLE purged (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	"table" VARCHAR NOT NULL, 
	record VARCHAR NOT NULL, 
	field VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
CREATE INDEX ix_purged_record ON purged (record);
CREATE TABLE retention_rule (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	group_id VARCHAR NOT NULL, 
	what VARCHAR NOT NULL, 
	months INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(group_id) REFERENCES "group" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_retention_rule_group_id ON retention_rule (group_id);
CREATE TABLE struck_line (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	meeting_id VARCHAR NOT NULL, 
	item_id VARCHAR, 
	"table" VARCHAR NOT NULL, 
	record VARCHAR NOT NULL, 
	field VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	became VARCHAR NOT NULL, 
	since VARCHAR, 
	struck_at VARCHAR NOT NULL, 
	gone_at VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(item_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_struck_line_meeting_id ON struck_line (meeting_id);
CREATE TABLE withdrawal (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	issued_id VARCHAR NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	withdrawn_at VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	replaced_by_id VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(issued_id) REFERENCES issued_paper (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(replaced_by_id) REFERENCES issued_paper (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_withdrawal_issued_id ON withdrawal (issued_id);
