"""The disk cache; the only user of sqlite3."""
