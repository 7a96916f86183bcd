#define _GNU_SOURCE
#include "chttp.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

struct MHD_Daemon *ch_start(const ch_settings *s) {
  unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME;
  struct MHD_OptionItem pool[] = {
      /* A pool of one thread is refused by the library. */
      {s->threads > 1 ? MHD_OPTION_THREAD_POOL_SIZE : MHD_OPTION_END, (intptr_t)s->threads, NULL},
      {MHD_OPTION_END, 0, NULL},
  };
  return MHD_start_daemon(
      flags, 0, NULL, NULL, s->handler, s->context,
      MHD_OPTION_LISTEN_SOCKET, s->listen_socket,
      MHD_OPTION_NOTIFY_COMPLETED, s->completed, s->context,
      MHD_OPTION_CONNECTION_LIMIT, s->connections,
      MHD_OPTION_CONNECTION_TIMEOUT, s->idle_seconds,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, s->connection_memory,
      MHD_OPTION_ARRAY, pool,
      MHD_OPTION_END);
}

int ch_listen(const char *address, uint16_t port, int backlog, const char **error) {
  char service[8];
  char *digit = service + sizeof service;
  *--digit = 0;
  unsigned rest = port;
  do {
    *--digit = (char)('0' + rest % 10);
    rest /= 10;
  } while (rest > 0);

  struct addrinfo hints = {
      .ai_flags = AI_PASSIVE | AI_NUMERICSERV, .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
  struct addrinfo *found = NULL;
  int code = getaddrinfo(address, digit, &hints, &found);
  if (code != 0) {
    *error = code == EAI_SYSTEM ? strerror(errno) : gai_strerror(code);
    return -1;
  }
  int result = -1;
  for (struct addrinfo *at = found; at != NULL && result < 0; at = at->ai_next) {
    int fd = socket(at->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) continue;
    int on = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, at->ai_addr, at->ai_addrlen) == 0 && listen(fd, backlog) == 0) {
      result = fd;
    } else {
      int reason = errno;
      close(fd);
      errno = reason;
    }
  }
  if (result < 0) *error = strerror(errno);
  freeaddrinfo(found);
  return result;
}

uint16_t ch_port(int listen_socket) {
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  if (getsockname(listen_socket, (struct sockaddr *)&address, &length) != 0) return 0;
  return ntohs(address.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&address)->sin6_port
                                             : ((struct sockaddr_in *)&address)->sin_port);
}

int ch_descriptor(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info == NULL ? -1 : info->connect_fd;
}

void ch_set_timeout(struct MHD_Connection *connection, unsigned seconds) {
  MHD_set_connection_option(connection, MHD_CONNECTION_OPTION_TIMEOUT, seconds);
}

int ch_is_gone(int descriptor) {
  struct pollfd watch = {.fd = descriptor, .events = POLLRDHUP};
  return poll(&watch, 1, 0) > 0 && (watch.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
}

int ch_unread(int descriptor) {
  int count = 0;
  return ioctl(descriptor, FIONREAD, &count) == 0 ? count : 0;
}

void ch_close_both_ways(int descriptor) { shutdown(descriptor, SHUT_RDWR); }

void ch_send_raw(int descriptor, const void *bytes, size_t count) {
  ssize_t sent = send(descriptor, bytes, count, MSG_NOSIGNAL | MSG_DONTWAIT);
  (void)sent; /* the client learns as little as if it had gone */
}

struct MHD_Response *ch_response_owning(void *bytes, size_t count) {
  return MHD_create_response_from_buffer(count, bytes, MHD_RESPMEM_MUST_FREE);
}

struct MHD_Response *ch_response_lasting(const void *bytes, size_t count) {
  return MHD_create_response_from_buffer(count, (void *)bytes, MHD_RESPMEM_PERSISTENT);
}

/* The value is read on every request, so it lies in thread-local memory; the key only frees it. */
static __thread void *thread_object;
static pthread_key_t thread_key;
static pthread_once_t thread_once = PTHREAD_ONCE_INIT;
static void (*thread_destroy)(void *);

static void end_thread(void *object) { thread_destroy(object); }
static void make_key(void) { pthread_key_create(&thread_key, end_thread); }

void *ch_thread_object(void) { return thread_object; }

void ch_set_thread_object(void *object, void (*destroy)(void *)) {
  thread_destroy = destroy;
  pthread_once(&thread_once, make_key);
  pthread_setspecific(thread_key, object);
  thread_object = object;
}
