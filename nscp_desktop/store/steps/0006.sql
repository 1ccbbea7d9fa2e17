CREATE TABLE attached_paper (
	id VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	item_id VARCHAR NOT NULL, 
	meeting_id VARCHAR, 
	shared_id VARCHAR, 
	omitted BOOLEAN NOT NULL, 
	position FLOAT NOT NULL, 
	title VARCHAR NOT NULL, 
	file_name VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	person_id VARCHAR, 
	attached_at VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(item_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(shared_id) REFERENCES attached_paper (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_attached_paper_item_id ON attached_paper (item_id);
CREATE INDEX ix_attached_paper_meeting_id ON attached_paper (meeting_id);
