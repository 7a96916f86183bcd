// Takes rights away from this process, and from everything that it loads later: Landlock for
// files, seccomp for sockets and for reaching into other processes.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "csystem.h"

#ifndef LANDLOCK_ACCESS_FS_REFER
#define LANDLOCK_ACCESS_FS_REFER (1ULL << 13)
#endif
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif

#if defined(__x86_64__)
#define OUR_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OUR_ARCH AUDIT_ARCH_AARCH64
#endif

static int allow_below(int rules, const char *path, uint64_t rights) {
  int folder = open(path, O_PATH | O_CLOEXEC);
  if (folder < 0) return -1;
  struct landlock_path_beneath_attr below = {.allowed_access = rights, .parent_fd = folder};
  int result = (int)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &below, 0);
  close(folder);
  return result;
}

int cs_confine_files(const char *const *writable, size_t count) {
  int version =
      (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return -1;
  uint64_t rights = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                    LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                    LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                    LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                    LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
  if (version >= 2) rights |= LANDLOCK_ACCESS_FS_REFER;
  if (version >= 3) rights |= LANDLOCK_ACCESS_FS_TRUNCATE;
  struct landlock_ruleset_attr attributes = {.handled_access_fs = rights};
  int rules = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
  if (rules < 0) return -1;
  uint64_t on_file = LANDLOCK_ACCESS_FS_WRITE_FILE;
  if (version >= 3) on_file |= LANDLOCK_ACCESS_FS_TRUNCATE;
  allow_below(rules, "/dev/null", on_file);
  for (size_t i = 0; i < count; i++) allow_below(rules, writable[i], rights);
  int result = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (result == 0) result = (int)syscall(SYS_landlock_restrict_self, rules, 0);
  close(rules);
  return result;
}

/* Set in the number of every system call of the x32 ABI. */
#define X32 0x40000000

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define IF_EQUAL(value, then, otherwise) \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), (then), (otherwise))
#define RETURN(action) BPF_STMT(BPF_RET | BPF_K, (action))
#define DENY RETURN(SECCOMP_RET_ERRNO | EPERM)
/* The system call takes a process as its first argument, which must be this one. */
#define ONLY_SELF(call) IF_EQUAL(SYS_##call, 0, 4), LOAD(args[0]), IF_EQUAL(self, 1, 0), DENY, ALLOW
#define NEVER(call) IF_EQUAL(SYS_##call, 0, 1), DENY
#define ALLOW RETURN(SECCOMP_RET_ALLOW)

int cs_confine_calls(int allow_network) {
  uint32_t self = (uint32_t)getpid();
  struct sock_filter filter[] = {
      /* System calls have other numbers in a foreign architecture and in x32: none of them. */
      LOAD(arch),
      IF_EQUAL(OUR_ARCH, 1, 0),
      DENY,
      LOAD(nr),
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32, 0, 1),
      DENY,
      NEVER(ptrace),
      NEVER(process_vm_readv),
      NEVER(process_vm_writev),
      NEVER(pidfd_send_signal),
      NEVER(pidfd_getfd),
      NEVER(io_uring_setup),  /* it would make sockets past this filter */
      NEVER(tkill),           /* by thread, of whatever process; tgkill says of which */
      ONLY_SELF(kill),
      ONLY_SELF(tgkill),
      ONLY_SELF(rt_sigqueueinfo),
      ONLY_SELF(rt_tgsigqueueinfo),
      /* prlimit names itself with 0. */
      IF_EQUAL(SYS_prlimit64, 0, 4),
      LOAD(args[0]),
      IF_EQUAL(0, 1, 0),
      DENY,
      ALLOW,
      /* Sockets: none but local ones, unless the network is allowed. */
      IF_EQUAL(SYS_socket, 0, 3),
      LOAD(args[0]),
      IF_EQUAL(AF_UNIX, 1, 0),
      allow_network ? (struct sock_filter)ALLOW : (struct sock_filter)DENY,
      ALLOW,
  };
  struct sock_fprog program = {sizeof filter / sizeof filter[0], filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}
