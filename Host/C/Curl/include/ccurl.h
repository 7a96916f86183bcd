/* HTTP requests with libcurl. The library is opened at the first use, so that programs that
 * never ask another host neither load it nor need it. */
#ifndef CCURL_H
#define CCURL_H

#include <stddef.h>
#include <stdint.h>

/* One connection, kept open between requests. Belongs to one thread at a time. */
typedef struct cu_client cu_client;

/* Fills `buffer` with the next bytes of the request's body. 0: the body is complete; cu_abort:
 * give the request up. May block. */
typedef size_t (*cu_read)(void *context, char *buffer, size_t room);
/* Takes bytes of the body of an answer with this status. Returns 0 to give the request up. */
typedef int (*cu_write)(void *context, long status, const char *bytes, size_t count);
static const size_t cu_abort = 0x10000000;

/* Sets the word that `cancelled` points to. From any thread. */
static inline void cu_set(int32_t *cancelled) { __atomic_store_n(cancelled, 1, __ATOMIC_RELEASE); }

typedef struct cu_request {
  const char *method;
  const char *url;
  const char *const *headers; /* "Name: value" */
  size_t header_count;
  cu_read read;        /* NULL: no body */
  int64_t body_length; /* -1: not known, sent in chunks */
  cu_write write;
  void *context; /* of the functions */
  double connect_seconds;
  void *client;       /* set by cu_perform */
  const int32_t *cancelled; /* looked at about once a second and at every event; not 0: give up */
} cu_request;

typedef struct cu_response {
  long status; /* 0: no answer */
  char content_type[128];
  char error[320]; /* why there is no answer */
  int is_unreachable; /* name, connection or TLS failed, as opposed to what came later */
} cu_response;

/* NULL if libcurl is missing or out of memory; `*why` then says so. */
cu_client *cu_new(const char **why);
void cu_free(cu_client *client);
/* 1: an answer with any status has come in full; 0: see `error`. */
int cu_perform(cu_client *client, cu_request *request, cu_response *response);

#endif
