CREATE TABLE follow_up (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	meeting_id VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	person_id VARCHAR, 
	organisation_id VARCHAR, 
	board_id VARCHAR, 
	room_id VARCHAR, 
	done_on DATE, 
	PRIMARY KEY (id), 
	FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(board_id) REFERENCES board (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(room_id) REFERENCES room (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_follow_up_meeting_id ON follow_up (meeting_id);
CREATE TABLE pause (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	meeting_id VARCHAR NOT NULL, 
	item_id VARCHAR, 
	starts VARCHAR NOT NULL, 
	ends VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(item_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_pause_meeting_id ON pause (meeting_id);
