-- The cache of one profile. Times are Unix seconds; all-day dates are the midnight UTC of that day; ends are exclusive.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- A feed is one pull's set of rows: a calendar shows its feed (pulled from the anchor on) and its past (windows before
-- the anchor). Any other feed is a shadow still being filled, or dropped and waiting to be swept away.
CREATE TABLE feeds (
    feed INTEGER PRIMARY KEY AUTOINCREMENT,
    calendar_id TEXT NOT NULL,
    dropped INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE calendars (
    calendar_id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    body TEXT NOT NULL,
    shown INTEGER NOT NULL DEFAULT 1,
    feed INTEGER,
    past INTEGER,
    anchor INTEGER NOT NULL DEFAULT 0,
    sync_token TEXT NOT NULL DEFAULT '',
    synced_at REAL,
    events INTEGER NOT NULL DEFAULT 0,
    error_code INTEGER,
    error TEXT NOT NULL DEFAULT ''
);

-- kind: 0 a single event, 1 the master of a series, 2 an exception. uid: for an exception the uid of its master.
-- reach: the class of its length (see rows.REACHES), NULL for what is not looked up by its own time.
-- last: for a master a bound no occurrence ends after.
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    feed INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    uid TEXT NOT NULL,
    kind INTEGER NOT NULL,
    original_time INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    all_day INTEGER NOT NULL,
    cancelled INTEGER NOT NULL,
    reach INTEGER,
    last INTEGER,
    changed_at REAL NOT NULL,
    body TEXT NOT NULL,
    raw TEXT NOT NULL
);

CREATE UNIQUE INDEX events_by_id ON events (feed, event_id);
CREATE INDEX events_by_time ON events (feed, reach, start, "end") WHERE reach IS NOT NULL;
CREATE INDEX series_by_last ON events (feed, last, start) WHERE kind = 1;
CREATE INDEX exceptions_by_series ON events (feed, uid, original_time) WHERE kind = 2;

-- What a search looks through, in the order of time, series for themselves (see texts.py). id: that of the event.
-- flags: qualities, and the letters that title and rest lack (see letters.py).
-- until: when it ends, for a master its bound. title0 to names14: what can be heard in title and
-- names (see pinyin.marks).
-- rest: place, organizer, attendees, rooms, chats, link and description. ids: of who takes part.
CREATE TABLE texts (
    series INTEGER NOT NULL,
    start INTEGER NOT NULL,
    id INTEGER NOT NULL,
    title TEXT NOT NULL,
    rest TEXT NOT NULL,
    feed INTEGER NOT NULL,
    flags INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    until INTEGER NOT NULL,
    uid TEXT,
    ids TEXT NOT NULL,
    title0 INTEGER NOT NULL, title1 INTEGER NOT NULL, title2 INTEGER NOT NULL,
    title3 INTEGER NOT NULL, title4 INTEGER NOT NULL, title5 INTEGER NOT NULL,
    title6 INTEGER NOT NULL, title7 INTEGER NOT NULL, title8 INTEGER NOT NULL,
    title9 INTEGER NOT NULL, title10 INTEGER NOT NULL, title11 INTEGER NOT NULL,
    title12 INTEGER NOT NULL, title13 INTEGER NOT NULL, title14 INTEGER NOT NULL,
    names0 INTEGER NOT NULL, names1 INTEGER NOT NULL, names2 INTEGER NOT NULL,
    names3 INTEGER NOT NULL, names4 INTEGER NOT NULL, names5 INTEGER NOT NULL,
    names6 INTEGER NOT NULL, names7 INTEGER NOT NULL, names8 INTEGER NOT NULL,
    names9 INTEGER NOT NULL, names10 INTEGER NOT NULL, names11 INTEGER NOT NULL,
    names12 INTEGER NOT NULL, names13 INTEGER NOT NULL, names14 INTEGER NOT NULL,
    PRIMARY KEY (series, start, id)
) WITHOUT ROWID;

CREATE TRIGGER forget_text AFTER DELETE ON events BEGIN
    DELETE FROM texts WHERE series = (OLD.kind = 1) AND start = OLD.start AND id = OLD.id; END;

CREATE TRIGGER renew_text AFTER UPDATE ON events BEGIN
    DELETE FROM texts WHERE series = (OLD.kind = 1) AND start = OLD.start AND id = OLD.id; END;

-- Names that were met, to complete filters by; kind: with, room or chat.
CREATE TABLE names (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (kind, name)
) WITHOUT ROWID;

-- Stretches before the anchor that were fetched.
CREATE TABLE windows (
    calendar_id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    fetched_at REAL NOT NULL,
    PRIMARY KEY (calendar_id, start, "end")
) WITHOUT ROWID;

-- The server's own expansion of a series, for those that cannot be expanded here.
CREATE TABLE instances (
    calendar_id TEXT NOT NULL,
    uid TEXT NOT NULL,
    original_time INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    all_day INTEGER NOT NULL,
    fetched_at REAL NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (calendar_id, uid, original_time)
) WITHOUT ROWID;

-- Stretches over which a series' instances were fetched.
CREATE TABLE series_windows (
    calendar_id TEXT NOT NULL,
    uid TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    fetched_at REAL NOT NULL,
    PRIMARY KEY (calendar_id, uid, start, "end")
) WITHOUT ROWID;

CREATE TABLE details (
    calendar_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    fetched_at REAL NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    all_day INTEGER NOT NULL,
    event TEXT NOT NULL,
    body TEXT NOT NULL,
    raw TEXT NOT NULL,
    invited TEXT NOT NULL,
    PRIMARY KEY (calendar_id, event_id)
);

-- differs_from, differs_until: where the server's instances are shown instead of what is expanded here; NULL for none.
CREATE TABLE checks (
    calendar_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    checked_at REAL NOT NULL,
    differs_from INTEGER,
    differs_until INTEGER,
    body TEXT NOT NULL,
    PRIMARY KEY (calendar_id, event_id)
) WITHOUT ROWID;

CREATE INDEX differing_series ON checks (calendar_id, differs_from, differs_until) WHERE differs_from IS NOT NULL;
