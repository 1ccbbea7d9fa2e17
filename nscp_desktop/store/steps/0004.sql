CREATE TABLE overrun_choice (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	meeting_id VARCHAR NOT NULL, 
	item_id VARCHAR, 
	way VARCHAR NOT NULL, 
	subject_id VARCHAR, 
	"before" INTEGER NOT NULL, 
	minutes INTEGER NOT NULL, 
	ends VARCHAR NOT NULL, 
	chosen_at VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(item_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(subject_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_overrun_choice_meeting_id ON overrun_choice (meeting_id);
CREATE TABLE parked_item (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	meeting_id VARCHAR NOT NULL, 
	item_id VARCHAR NOT NULL, 
	parked_at VARCHAR NOT NULL, 
	taken_id VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(item_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(taken_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_parked_item_meeting_id ON parked_item (meeting_id);
CREATE INDEX ix_parked_item_taken_id ON parked_item (taken_id);
