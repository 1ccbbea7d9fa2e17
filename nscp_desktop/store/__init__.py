"""How records are kept: key, engine, unit of work, change log, undo, drafts, migrations."""
