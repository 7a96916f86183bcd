#define _GNU_SOURCE
#include "chttp.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

struct MHD_Daemon *ch_start(const ch_settings *s) {
  return MHD_start_daemon(
      MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_NO_LISTEN_SOCKET, 0, NULL, NULL,
      s->handler, s->context,
      MHD_OPTION_NOTIFY_COMPLETED, s->completed, s->context,
      MHD_OPTION_NOTIFY_CONNECTION, s->connection_changed, s->context,
      MHD_OPTION_CONNECTION_LIMIT, s->connections,
      MHD_OPTION_CONNECTION_TIMEOUT, s->idle_seconds,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, s->connection_memory,
      MHD_OPTION_END);
}

int ch_bell(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void ch_ring(int bell) {
  uint64_t one = 1;
  ssize_t written = write(bell, &one, sizeof one);
  (void)written; /* it rings already */
}

int ch_waiter(struct MHD_Daemon *daemon, int bell) {
  const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD);
  int waiter = epoll_create1(EPOLL_CLOEXEC);
  if (waiter < 0 || info == NULL) return -1;
  struct epoll_event event = {.events = EPOLLIN, .data.fd = info->epoll_fd};
  int failed = epoll_ctl(waiter, EPOLL_CTL_ADD, info->epoll_fd, &event);
  event.data.fd = bell;
  failed |= epoll_ctl(waiter, EPOLL_CTL_ADD, bell, &event);
  if (!failed) return waiter;
  close(waiter);
  return -1;
}

void ch_wait(int waiter, int bell, struct MHD_Daemon *daemon) {
  MHD_UNSIGNED_LONG_LONG limit;
  int timeout = -1;
  if (MHD_get_timeout(daemon, &limit) == MHD_YES) timeout = limit < 60000 ? (int)limit : 60000;
  if (timeout == 0) return;
  struct epoll_event events[2];
  int count = epoll_wait(waiter, events, 2, timeout);
  for (int i = 0; i < count; i++) {
    uint64_t rung;
    if (events[i].data.fd != bell) continue;
    ssize_t taken = read(bell, &rung, sizeof rung);
    (void)taken;
  }
}

int ch_add(struct MHD_Daemon *daemon, int client) {
  struct sockaddr_storage address = {0};
  socklen_t length = sizeof address;
  if (getpeername(client, (struct sockaddr *)&address, &length) != 0) {
    close(client);
    return 0;
  }
  return MHD_add_connection(daemon, client, (struct sockaddr *)&address, length) == MHD_YES;
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

int ch_accept(int listen_socket) {
  int fd = accept4(listen_socket, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (fd >= 0) return fd;
  switch (errno) {
    case EMFILE:
    case ENFILE:
    case ENOBUFS:
    case ENOMEM: return CH_NO_ROOM;
    case EINVAL:
    case EBADF: return CH_LISTENING_ENDED;
    default: return CH_NOBODY; /* EAGAIN, or a client that has gone already */
  }
}

void ch_await_client(int listen_socket) {
  struct pollfd watch = {.fd = listen_socket, .events = POLLIN};
  poll(&watch, 1, -1);
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
