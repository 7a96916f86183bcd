/* What Swift cannot call or spell: variadic system calls, macros, atomics in shared memory. */
#ifndef CSYSTEM_H
#define CSYSTEM_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* ---- Atomics on memory that another process maps too. */
static inline uint64_t cs_load_u64(const uint64_t *p) {
  return __atomic_load_n(p, __ATOMIC_ACQUIRE);
}
static inline void cs_store_u64(uint64_t *p, uint64_t v) {
  __atomic_store_n(p, v, __ATOMIC_RELEASE);
}
static inline uint32_t cs_load_u32(const uint32_t *p) {
  return __atomic_load_n(p, __ATOMIC_SEQ_CST);
}
static inline void cs_store_u32(uint32_t *p, uint32_t v) {
  __atomic_store_n(p, v, __ATOMIC_SEQ_CST);
}
static inline uint32_t cs_exchange_u32(uint32_t *p, uint32_t v) {
  return __atomic_exchange_n(p, v, __ATOMIC_SEQ_CST);
}
static inline void cs_fence(void) { __atomic_thread_fence(__ATOMIC_SEQ_CST); }

/* ---- Futexes shared between processes. `timeout_ns` below 0: no limit. */
void cs_futex_wait(uint32_t *word, uint32_t expected, int64_t timeout_ns);
void cs_futex_wake(uint32_t *word, int32_t count);

/* ---- Shared memory. All return -1 and set errno on failure. */
int cs_memfd(const char *name);
/* Forbids every later change of the size. */
void cs_seal_size(int fd);
int cs_size_is_sealed(int fd);
void cs_punch_hole(int fd, size_t offset, size_t length);
/* Maps `length` bytes at `offset` twice, one copy right behind the other; NULL on failure. */
void *cs_map_twice(int fd, size_t offset, size_t length);

/* A new file in `folder` that has no name and goes away when it is closed. -1 and errno. */
int cs_open_nameless(const char *folder);

/* ---- Sockets that pass descriptors. */
int cs_socket_pair(int fds[2]);
/* With may_wait 0 a full socket is an error, EAGAIN. */
ssize_t cs_send_fds(int socket, const void *bytes, size_t length, const int *fds, size_t count,
                    int may_wait);
/* Descriptors arrive close-on-exec; `*count` is their capacity on entry. */
ssize_t cs_receive_fds(int socket, void *bytes, size_t length, int *fds, size_t *count);

/* ---- Waiting for many descriptors. */
int cs_epoll_make(void);
int cs_epoll_add(int poller, int fd, uint64_t key);
void cs_epoll_remove(int poller, int fd);
/* Waits and stores the keys of at most `most` readable or closed descriptors. */
int cs_epoll_wait(int poller, uint64_t *keys, int most);

/* ---- Processes. */
/* Starts `path` in a process group of its own. fds[i] becomes descriptor 3 + i; `error_fd` (or
 * -1) becomes stderr; stdin is /dev/null, stdout goes where stderr goes; nothing else is open.
 * Returns 0 or an errno value. */
int cs_spawn(const char *path, char *const argv[], char *const envp[], const int *fds,
             size_t count, int error_fd, pid_t *pid);
/* A copy of this process, which must have one thread, in a process group of its own; `fd` becomes
 * its descriptor 3, and all above are closed. It is no child of this process but of its parent.
 * Returns the copy's number, 0 in the copy, or -1 and errno. */
pid_t cs_copy_process(int fd);
/* A pipe, close-on-exec, whose read end does not block. */
int cs_pipe(int fds[2]);
/* A descriptor that becomes readable when the process ends. */
int cs_pidfd(pid_t pid);
/* Ends the process and all that it started, but those that left its group. */
void cs_kill_group(pid_t pid);
/* Waits for the process, and ends what is left of its group. 0: still running (only with no_hang); 1: exited, *code is its status;
 * 2: killed by a signal, *code is the signal; -1: not our child. */
int cs_reap(pid_t pid, int no_hang, int *code);
/* This process's environment, as `environ`. */
char **cs_environment(void);
void cs_name_thread(const char *name);
/* Gives memory that was freed back to the system. */
void cs_trim_memory(void);

/* ---- Taking rights away from this process for good. 0, or -1 and errno. */
/* Files can be read, but written only below the given folders. */
int cs_confine_files(const char *const *writable, size_t count);
/* No sockets but local ones (unless allow_network), no reaching into other processes. */
int cs_confine_calls(int allow_network);

#endif
