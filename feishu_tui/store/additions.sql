-- Tables that came after version 4. An older cache is given those it lacks in place, so that nothing of it is lost.

-- What pulls changed, until it is old. before, after: the event as it was and as it is, NULL where there was or is none
-- (see changes.py). seen: whether somebody has looked at it since; of what is not there is one row an event.
CREATE TABLE IF NOT EXISTS changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    calendar_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    changed_at REAL NOT NULL,
    seen INTEGER NOT NULL DEFAULT 0,
    before TEXT,
    after TEXT
);

CREATE UNIQUE INDEX IF NOT EXISTS unseen_changes ON changes (calendar_id, event_id) WHERE NOT seen;

-- When the owner of a calendar is taken, of which no more may be known.
CREATE TABLE IF NOT EXISTS busy_times (
    calendar_id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (calendar_id, start, "end")
) WITHOUT ROWID;

-- Stretches of such a calendar that were fetched.
CREATE TABLE IF NOT EXISTS busy_windows (
    calendar_id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    fetched_at REAL NOT NULL,
    PRIMARY KEY (calendar_id, start, "end")
) WITHOUT ROWID;

-- Whose such a calendar is; user_id: their open_id, empty where it could not be found out. reason: why not, a sentence.
CREATE TABLE IF NOT EXISTS busy_owners (
    calendar_id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    asked_at REAL NOT NULL
) WITHOUT ROWID;

-- The members of invited chats as far as they were read. following: the token of the next page, empty after the last.
CREATE TABLE IF NOT EXISTS chat_members (
    calendar_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    attendee_id TEXT NOT NULL,
    fetched_at REAL NOT NULL,
    following TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (calendar_id, event_id, attendee_id)
) WITHOUT ROWID;

-- By which ids the server knows whom and what was met; kind: with, room or chat, as in names.
CREATE TABLE IF NOT EXISTS known_ids (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (kind, name, id)
) WITHOUT ROWID;

-- A series in series_ahead was expanded from the day first to the day last, both included, as days since 1970 in UTC.
CREATE TABLE IF NOT EXISTS series_ahead (
    id INTEGER PRIMARY KEY,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL
);

-- The days of those on which one of its occurrences lies, exceptions left aside.
CREATE TABLE IF NOT EXISTS series_days (
    day INTEGER NOT NULL,
    id INTEGER NOT NULL,
    PRIMARY KEY (day, id)
) WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS days_of_series ON series_days (id);

-- A series that changed has to be looked at again.
CREATE TRIGGER IF NOT EXISTS forget_days AFTER DELETE ON events WHEN OLD.kind = 1 BEGIN
    DELETE FROM series_ahead WHERE id = OLD.id; DELETE FROM series_days WHERE id = OLD.id; END;

CREATE TRIGGER IF NOT EXISTS renew_days AFTER UPDATE ON events WHEN OLD.kind = 1 BEGIN
    DELETE FROM series_ahead WHERE id = OLD.id; DELETE FROM series_days WHERE id = OLD.id; END;

-- How the Chinese characters are read that stand in what is heard: their syllables, a blank between (see spoken.py).
CREATE TABLE IF NOT EXISTS readings (
    character TEXT PRIMARY KEY,
    spoken TEXT NOT NULL
) WITHOUT ROWID;
