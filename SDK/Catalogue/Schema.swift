/// The tables of a catalogue, as the steps from each version of the file to the next.
///
/// `PRAGMA user_version` says how many steps a file has taken. A step that was released is never
/// changed; what is new is a step of its own.
enum Schema {
  /// In `PRAGMA application_id`, so that a file of another program is known: "PBcg".
  static let application: Int64 = 0x5042_6367
  static var version: Int64 { Int64(steps.count) }

  static let steps = [tracks, playlists, sources]

  private static let tracks = """
    -- One row. `revision` is the last that was given to a change of any track.
    CREATE TABLE catalogue (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      identity INTEGER NOT NULL,
      revision INTEGER NOT NULL
    );
    INSERT INTO catalogue VALUES (1, random(), 0);

    -- Pictures, each kept once, however many tracks of an album have it.
    CREATE TABLE cover (
      id INTEGER PRIMARY KEY,
      checksum INTEGER NOT NULL,
      media_type TEXT NOT NULL,
      bytes BLOB NOT NULL
    );
    CREATE INDEX cover_checksum ON cover (checksum);

    CREATE TABLE track (
      -- AUTOINCREMENT: the id of a track that was removed is never given to another.
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      path TEXT NOT NULL UNIQUE,
      artist TEXT NOT NULL,
      album TEXT NOT NULL,
      title TEXT NOT NULL,
      date TEXT NOT NULL,       -- ISO 8601, or as much of it as is known: '1977', '1977-10'
      duration REAL,            -- seconds
      cover INTEGER REFERENCES cover (id),
      error TEXT,               -- why the file cannot be used
      file_size INTEGER,        -- bytes, when it was read
      file_time INTEGER,        -- nanoseconds since 1970: its last change, when it was read
      analysis TEXT NOT NULL,   -- 'features=1.0.0 mood=1.1.0'
      revision INTEGER NOT NULL
    );
    CREATE UNIQUE INDEX track_revision ON track (revision);
    CREATE INDEX track_cover ON track (cover) WHERE cover IS NOT NULL;

    CREATE TABLE genre (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE);
    CREATE TABLE track_genre (
      track INTEGER NOT NULL REFERENCES track (id) ON DELETE CASCADE,
      genre INTEGER NOT NULL REFERENCES genre (id),
      PRIMARY KEY (track, genre)
    ) WITHOUT ROWID;
    CREATE INDEX track_genre_genre ON track_genre (genre, track);

    -- Names of numbers and vectors: 'tempo', 'timbre'.
    CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
    CREATE TABLE number (
      track INTEGER NOT NULL REFERENCES track (id) ON DELETE CASCADE,
      name INTEGER NOT NULL REFERENCES name (id),
      value REAL NOT NULL,
      PRIMARY KEY (track, name)
    ) WITHOUT ROWID;
    CREATE TABLE vector (
      track INTEGER NOT NULL REFERENCES track (id) ON DELETE CASCADE,
      name INTEGER NOT NULL REFERENCES name (id),
      floats BLOB NOT NULL,     -- Float32, little-endian
      PRIMARY KEY (track, name)
    );

    -- Tracks that are gone, and when they went.
    CREATE TABLE removed (track INTEGER PRIMARY KEY, revision INTEGER NOT NULL);
    CREATE UNIQUE INDEX removed_revision ON removed (revision);

    -- Folded words of every track that can be used; see `SearchText`.
    CREATE VIRTUAL TABLE words USING fts5 (
      artist, album, title, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
    );
    -- Each word once, and the threes of letters that it is made of, to find what was misspelt.
    CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
    CREATE TABLE trigram (
      letters TEXT NOT NULL, word INTEGER NOT NULL, PRIMARY KEY (letters, word)
    ) WITHOUT ROWID;
    """

  private static let playlists = """
    CREATE TABLE playlist (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE,
      created INTEGER NOT NULL  -- seconds since 1970
    );
    CREATE TABLE playlist_track (
      playlist INTEGER NOT NULL REFERENCES playlist (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      track INTEGER NOT NULL REFERENCES track (id) ON DELETE CASCADE,
      score REAL,
      reason TEXT NOT NULL,
      PRIMARY KEY (playlist, position)
    ) WITHOUT ROWID;
    CREATE INDEX playlist_track_track ON playlist_track (track);
    """

  /// What was stored before has the source 'earlier', which every other one comes before.
  private static let sources = """
    -- Who says what. Of several that say the same thing differently the smallest number counts.
    CREATE TABLE source (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
    INSERT INTO source VALUES (1, 'client'), (2, 'import'), (3, 'tags'), (1000000, 'earlier');

    -- What each source says; `track` has what counts.
    CREATE TABLE detail (
      track INTEGER NOT NULL REFERENCES track (id) ON DELETE CASCADE,
      source INTEGER NOT NULL REFERENCES source (id),
      artist TEXT NOT NULL,
      album TEXT NOT NULL,
      title TEXT NOT NULL,
      date TEXT NOT NULL,
      duration REAL,
      PRIMARY KEY (track, source)
    ) WITHOUT ROWID;
    INSERT INTO detail SELECT id, 1000000, artist, album, title, date, duration FROM track;

    ALTER TABLE track_genre RENAME TO track_genre_before;
    CREATE TABLE track_genre (
      track INTEGER NOT NULL REFERENCES track (id) ON DELETE CASCADE,
      genre INTEGER NOT NULL REFERENCES genre (id),
      source INTEGER NOT NULL REFERENCES source (id),
      PRIMARY KEY (track, genre, source)
    ) WITHOUT ROWID;
    INSERT INTO track_genre SELECT track, genre, 1000000 FROM track_genre_before;
    DROP TABLE track_genre_before;
    CREATE INDEX track_genre_genre ON track_genre (genre, track);

    ALTER TABLE number RENAME TO number_before;
    CREATE TABLE number (
      track INTEGER NOT NULL REFERENCES track (id) ON DELETE CASCADE,
      name INTEGER NOT NULL REFERENCES name (id),
      source INTEGER NOT NULL REFERENCES source (id),
      value REAL NOT NULL,
      PRIMARY KEY (track, name, source)
    ) WITHOUT ROWID;
    INSERT INTO number SELECT track, name, 1000000, value FROM number_before;
    DROP TABLE number_before;

    ALTER TABLE vector RENAME TO vector_before;
    CREATE TABLE vector (
      track INTEGER NOT NULL REFERENCES track (id) ON DELETE CASCADE,
      name INTEGER NOT NULL REFERENCES name (id),
      source INTEGER NOT NULL REFERENCES source (id),
      floats BLOB NOT NULL,     -- Float32, little-endian
      PRIMARY KEY (track, name, source)
    );
    INSERT INTO vector SELECT track, name, 1000000, floats FROM vector_before;
    DROP TABLE vector_before;
    CREATE INDEX vector_name ON vector (name, source);

    -- Folders that tracks were added from, and those below them on other devices.
    CREATE TABLE folder (path TEXT PRIMARY KEY) WITHOUT ROWID;
    """
}
