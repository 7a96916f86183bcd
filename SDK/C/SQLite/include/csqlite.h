/* SQLite, with what Swift cannot call or spell: variadic functions and cast constants. */
#ifndef CSQLITE_H
#define CSQLITE_H

#include <sqlite3.h>
#include <stddef.h>

/* A write was refused for another reason than a full disk, such as a quota. */
static const int csqlite_write_failed = SQLITE_IOERR_WRITE;
/* The index of the log could not grow. */
static const int csqlite_index_failed = SQLITE_IOERR_SHMSIZE;

/* Binds a copy of `count` bytes of UTF-8. */
static inline int csqlite_bind_text(sqlite3_stmt *statement, int index, const char *text,
                                    size_t count) {
  return sqlite3_bind_text64(statement, index, text, count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/* Binds a copy of `count` bytes; NULL and 0 bind a blob without bytes, not a null. */
static inline int csqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes,
                                    size_t count) {
  if (count == 0) return sqlite3_bind_zeroblob(statement, index, 0);
  return sqlite3_bind_blob64(statement, index, bytes, count, SQLITE_TRANSIENT);
}

/* Enforces foreign keys on this connection. */
static inline int csqlite_enforce_foreign_keys(sqlite3 *database) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
}

/* Lets the log and its index lie beside the database when the last connection is closed. */
static inline int csqlite_keep_log(sqlite3 *database) {
  int on = 1;
  return sqlite3_file_control(database, "main", SQLITE_FCNTL_PERSIST_WAL, &on);
}

#endif
