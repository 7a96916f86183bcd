// A plugin that tries what its cell does not allow. Each text says what; the answer is `errno`,
// or 0 where it was let through.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "fixture.h"

PATCHBAY_PLUGIN

static int result(long value) { return value < 0 ? errno : 0; }

static int write_file(const char *path) {
  int file = open(path, O_WRONLY | O_CREAT, 0600);
  if (file >= 0) close(file);
  return result(file);
}

static int read_memory_of_the_host(void) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/mem", getppid());
  return result(open(path, O_RDONLY));
}

static int try(const char *what) {
  siginfo_t info = {.si_code = SI_QUEUE};
  char byte;
  struct iovec part = {&byte, 1};
  if (!strncmp(what, "write ", 6)) return write_file(what + 6);
  if (!strcmp(what, "read file")) return result(open("/proc/self/exe", O_RDONLY));
  if (!strcmp(what, "internet")) return result(socket(AF_INET, SOCK_STREAM, 0));
  if (!strcmp(what, "internet 6")) return result(socket(AF_INET6, SOCK_DGRAM, 0));
  if (!strcmp(what, "packets")) return result(socket(AF_PACKET, SOCK_RAW, 0));
  if (!strcmp(what, "local socket")) return result(socket(AF_UNIX, SOCK_STREAM, 0));
  if (!strcmp(what, "kill")) return result(kill(getppid(), 0));
  if (!strcmp(what, "kill all")) return result(kill(-1, 0));
  if (!strcmp(what, "kill thread")) return result(syscall(SYS_tkill, getppid(), 0));
  if (!strcmp(what, "kill thread of"))
    return result(syscall(SYS_tgkill, getppid(), getppid(), 0));
  if (!strcmp(what, "queue signal"))
    return result(syscall(SYS_rt_sigqueueinfo, getppid(), 0, &info));
  if (!strcmp(what, "kill itself with nothing")) return result(kill(getpid(), 0));
  if (!strcmp(what, "other numbers")) return result(syscall(0x40000000 | SYS_getpid));
  if (!strcmp(what, "read memory"))
    return result(process_vm_readv(getppid(), &part, 1, &part, 1, 0));
  if (!strcmp(what, "read memory file")) return read_memory_of_the_host();
  if (!strcmp(what, "io_uring")) return result(syscall(SYS_io_uring_setup, 1, NULL));
  return -1;
}

static patchbay_status attempt(patchbay_session *session, const patchbay_text *text) {
  char what[512];
  snprintf(what, sizeof what, "%.*s", (int)text->length, text->bytes);
  session->pushes = (uint32_t)try(what);
  return PATCHBAY_OK;
}

const patchbay_descriptor *patchbay_plugin(void) {
  descriptor.push_text = attempt;
  return &descriptor;
}
