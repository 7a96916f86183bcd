/* chttp.h - libmicrohttpd and zlib for the Swift module `Serving`: variadic functions, macros and
 * thread-local memory, which Swift cannot call or spell.
 */
#ifndef CHTTP_H
#define CHTTP_H

#include <microhttpd.h>
#include <stddef.h>
#include <stdint.h>

/* ---- The daemon ----------------------------------------------------------------------------- */

typedef struct ch_settings {
  unsigned connections;
  unsigned idle_seconds;
  size_t connection_memory; /* bytes */
  void *context;            /* given to all callbacks */
  MHD_AccessHandlerCallback handler;
  MHD_RequestCompletedCallback completed;
  MHD_NotifyConnectionCallback connection_changed;
} ch_settings;

/* A daemon that serves what it is given with `ch_add`, on the thread that calls `MHD_run`; NULL on
 * failure. */
struct MHD_Daemon *ch_start(const ch_settings *settings);
/* Hands it a connected socket, which it owns afterwards. 0: it could not be served, and is closed.
 * On the daemon's thread. */
int ch_add(struct MHD_Daemon *daemon, int client);

/* What wakes a daemon's thread from others: `ch_ring`. -1 on failure. */
int ch_bell(void);
void ch_ring(int bell);
/* A descriptor for `ch_wait`; -1 on failure. */
int ch_waiter(struct MHD_Daemon *daemon, int bell);
/* Waits until the daemon has something to do, or the bell rings. */
void ch_wait(int waiter, int bell, struct MHD_Daemon *daemon);

/* A socket that listens on `address` (a number or a name) and `port` (0: a free one), or -1 with
 * *error set to a static or errno-derived sentence. */
int ch_listen(const char *address, uint16_t port, int backlog, const char **error);
/* The port that a socket is bound to. */
uint16_t ch_port(int listen_socket);

enum {
  CH_NOBODY = -1,
  CH_NO_ROOM = -2, /* the process may open no more files, or memory is short */
  CH_LISTENING_ENDED = -3,
};

/* Takes one waiting client: its socket, or one of the above. Does not block.
 * CH_LISTENING_ENDED after `ch_close_both_ways(listen_socket)`. */
int ch_accept(int listen_socket);
/* Waits until a client waits, or listening has ended. */
void ch_await_client(int listen_socket);

/* ---- Connections ---------------------------------------------------------------------------- */

int ch_descriptor(struct MHD_Connection *connection);
/* Seconds of silence after which a connection is closed; 0: never. */
void ch_set_timeout(struct MHD_Connection *connection, unsigned seconds);
/* 1 where the other side has closed the connection or part of it. Does not block. */
int ch_is_gone(int descriptor);
/* Bytes that have arrived and were not read. */
int ch_unread(int descriptor);
void ch_close_both_ways(int descriptor);
/* Writes into the socket past the library; what does not fit at once is dropped. */
void ch_send_raw(int descriptor, const void *bytes, size_t count);

/* ---- Responses ------------------------------------------------------------------------------ */

/* `bytes` comes from malloc and is freed with the response. */
struct MHD_Response *ch_response_owning(void *bytes, size_t count);
/* `bytes` must outlive the process. */
struct MHD_Response *ch_response_lasting(const void *bytes, size_t count);

/* ---- Thread-local memory -------------------------------------------------------------------- */

/* One pointer for each thread; NULL at first. */
void *ch_thread_object(void);
/* `destroy` is called with the pointer when the thread ends. */
void ch_set_thread_object(void *object, void (*destroy)(void *));

/* ---- zlib ----------------------------------------------------------------------------------- */

typedef struct ch_zlib ch_zlib;

/* Unpacks gzip, zlib and bare deflate, whichever it is. NULL when memory is short. */
ch_zlib *ch_inflate_new(void);
/* Packs as gzip, or as zlib ("deflate"). */
ch_zlib *ch_deflate_new(int gzip);
void ch_zlib_free(ch_zlib *);
/* Works on as much as fits. Advances *in and *out and lowers the counts. 0: go on; 1: the end;
 * -1: the bytes are damaged. `last` (packing): no input follows. */
int ch_inflate(ch_zlib *, const uint8_t **in, size_t *in_count, uint8_t **out, size_t *out_count);
int ch_deflate(ch_zlib *, const uint8_t **in, size_t *in_count, uint8_t **out, size_t *out_count,
               int last);

#endif
