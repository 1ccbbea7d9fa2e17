CREATE TABLE search_place (
	id INTEGER PRIMARY KEY,
	"table" VARCHAR NOT NULL,
	record VARCHAR NOT NULL
);
CREATE INDEX ix_search_place_record ON search_place (record);
CREATE VIRTUAL TABLE search_words USING fts5(words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
INSERT INTO search_words (search_words, rank) VALUES ('automerge', 0);
INSERT INTO search_words (search_words, rank) VALUES ('crisismerge', 64);
