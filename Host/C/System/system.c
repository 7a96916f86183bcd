#define _GNU_SOURCE
#include "csystem.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/futex.h>
#include <malloc.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

void cs_futex_wait(uint32_t *word, uint32_t expected, int64_t timeout_ns) {
  struct timespec limit = {timeout_ns / 1000000000, timeout_ns % 1000000000};
  syscall(SYS_futex, word, FUTEX_WAIT, expected, timeout_ns < 0 ? NULL : &limit, NULL, 0);
}

void cs_futex_wake(uint32_t *word, int32_t count) {
  syscall(SYS_futex, word, FUTEX_WAKE, count, NULL, NULL, 0);
}

int cs_memfd(const char *name) { return memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING); }

void cs_seal_size(int fd) { fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL); }

int cs_open_nameless(const char *folder) {
  return open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
}

int cs_size_is_sealed(int fd) {
  int seals = fcntl(fd, F_GET_SEALS);
  return seals >= 0 && (seals & F_SEAL_SHRINK) != 0;
}

void cs_punch_hole(int fd, size_t offset, size_t length) {
  fallocate(fd, FALLOC_FL_KEEP_SIZE | FALLOC_FL_PUNCH_HOLE, (off_t)offset, (off_t)length);
}

void *cs_map_twice(int fd, size_t offset, size_t length) {
  char *base = mmap(NULL, 2 * length, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (base == MAP_FAILED) return NULL;
  for (int copy = 0; copy < 2; copy++) {
    void *at = mmap(base + copy * length, length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED,
                    fd, (off_t)offset);
    if (at == MAP_FAILED) {
      munmap(base, 2 * length);
      return NULL;
    }
  }
  return base;
}

int cs_socket_pair(int fds[2]) {
  return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, fds);
}

enum { MOST_FDS = 16 };

ssize_t cs_send_fds(int socket, const void *bytes, size_t length, const int *fds, size_t count,
                    int may_wait) {
  if (count > MOST_FDS) {
    errno = EINVAL;
    return -1;
  }
  union {
    struct cmsghdr header;
    char space[CMSG_SPACE(sizeof(int) * MOST_FDS)];
  } control;
  struct iovec part = {(void *)bytes, length};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  if (count > 0) {
    memset(&control, 0, sizeof control);
    message.msg_control = &control;
    message.msg_controllen = CMSG_SPACE(sizeof(int) * count);
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int) * count);
    memcpy(CMSG_DATA(header), fds, sizeof(int) * count);
  }
  ssize_t sent;
  do sent = sendmsg(socket, &message, MSG_NOSIGNAL | (may_wait ? 0 : MSG_DONTWAIT));
  while (sent < 0 && errno == EINTR);
  return sent;
}

ssize_t cs_receive_fds(int socket, void *bytes, size_t length, int *fds, size_t *count) {
  union {
    struct cmsghdr header;
    char space[CMSG_SPACE(sizeof(int) * MOST_FDS)];
  } control;
  struct iovec part = {bytes, length};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control,
                           .msg_controllen = sizeof control};
  ssize_t received;
  /* A peer that ends with messages unread leaves one ECONNRESET before what it has sent itself. */
  do received = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  while (received < 0 && (errno == EINTR || errno == ECONNRESET));
  size_t capacity = *count, taken = 0;
  if (received >= 0) {
    for (struct cmsghdr *h = CMSG_FIRSTHDR(&message); h; h = CMSG_NXTHDR(&message, h)) {
      if (h->cmsg_level != SOL_SOCKET || h->cmsg_type != SCM_RIGHTS) continue;
      size_t given = (h->cmsg_len - CMSG_LEN(0)) / sizeof(int);
      for (size_t i = 0; i < given; i++) {
        int fd;
        memcpy(&fd, CMSG_DATA(h) + i * sizeof(int), sizeof fd);
        if (taken < capacity) fds[taken++] = fd;
        else close(fd);
      }
    }
  }
  *count = taken;
  return received;
}

int cs_epoll_make(void) { return epoll_create1(EPOLL_CLOEXEC); }

int cs_epoll_add(int poller, int fd, uint64_t key) {
  struct epoll_event event = {.events = EPOLLIN, .data.u64 = key};
  return epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event);
}

void cs_epoll_remove(int poller, int fd) { epoll_ctl(poller, EPOLL_CTL_DEL, fd, NULL); }

int cs_epoll_wait(int poller, uint64_t *keys, int most) {
  struct epoll_event events[64];
  int count = epoll_wait(poller, events, most < 64 ? most : 64, -1);
  for (int i = 0; i < count; i++) keys[i] = events[i].data.u64;
  return count;
}

int cs_spawn(const char *path, char *const argv[], char *const envp[], const int *fds,
             size_t count, int error_fd, pid_t *pid) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none, all;
  int high[MOST_FDS];
  int error = 0;
  if (count > MOST_FDS) return EINVAL;
  /* Copies above the range that the child uses, so that no dup2 overwrites a later source. */
  for (size_t i = 0; i < count; i++) {
    high[i] = fcntl(fds[i], F_DUPFD_CLOEXEC, 3 + MOST_FDS);
    if (high[i] < 0) {
      error = errno;
      for (size_t j = 0; j < i; j++) close(high[j]);
      return error;
    }
  }
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  /* Its own group: Ctrl-C is for the host, which lets the children finish first. */
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(
      &attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, error_fd >= 0 ? error_fd : 2, 2);
  posix_spawn_file_actions_adddup2(&actions, 2, 1);
  for (size_t i = 0; i < count; i++)
    posix_spawn_file_actions_adddup2(&actions, high[i], 3 + (int)i);
  posix_spawn_file_actions_addclosefrom_np(&actions, 3 + (int)count);
  error = posix_spawn(pid, path, &actions, &attributes, argv, envp);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  for (size_t i = 0; i < count; i++) close(high[i]);
  return error;
}

pid_t cs_copy_process(int fd) {
  /* Not fork, whose children are the caller's. What that does besides is for other threads. */
  pid_t pid = (pid_t)syscall(SYS_clone, CLONE_PARENT | SIGCHLD, NULL, NULL, NULL, NULL);
  if (pid != 0) return pid;
  setpgid(0, 0);
  if (dup2(fd, 3) != 3) _exit(127);
  close_range(4, ~0U, 0);
  return 0;
}

int cs_pipe(int fds[2]) {
  if (pipe2(fds, O_CLOEXEC) != 0) return -1;
  return fcntl(fds[0], F_SETFL, O_NONBLOCK);
}

int cs_pidfd(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }

void cs_kill_group(pid_t pid) {
  if (kill(-pid, SIGKILL) != 0) kill(pid, SIGKILL);
}

int cs_reap(pid_t pid, int no_hang, int *code) {
  int status;
  siginfo_t info = {0};
  /* A look first: as long as it is not reaped, its group's number belongs to nobody else. */
  if (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT | (no_hang ? WNOHANG : 0)) == 0) {
    if (info.si_pid == 0) return 0;
    kill(-pid, SIGKILL);
  }
  pid_t ended;
  do ended = waitpid(pid, &status, no_hang ? WNOHANG : 0);
  while (ended < 0 && errno == EINTR);
  if (ended == 0) return 0;
  if (ended < 0) return -1;
  if (WIFSIGNALED(status)) {
    *code = WTERMSIG(status);
    return 2;
  }
  *code = WEXITSTATUS(status);
  return 1;
}

char **cs_environment(void) { return environ; }

void cs_trim_memory(void) { malloc_trim(0); }

void cs_name_thread(const char *name) { prctl(PR_SET_NAME, name); }
