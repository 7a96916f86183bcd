// A plugin that writes over the memory that its worker shares with the host, so that the worker
// seems to lie. Each text says how: "fill N" with the byte N, "noise N" with what N begets,
// "mute" closes the worker's sockets.
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fixture.h"

PATCHBAY_PLUGIN

enum { CONTROL = 3, CHANNEL = 4 }; // the worker's descriptors

static void overwrite(unsigned seed, int is_noise) {
  struct stat status;
  if (fstat(CHANNEL, &status) != 0) return;
  size_t count = (size_t)status.st_size;
  unsigned char *bytes = mmap(NULL, count, PROT_READ | PROT_WRITE, MAP_SHARED, CHANNEL, 0);
  if (bytes == MAP_FAILED) return;
  unsigned state = seed * 2654435761u + 1;
  for (size_t i = 0; i < count; i++) {
    state ^= state << 13, state ^= state >> 17, state ^= state << 5;
    // Noise is thin, so that much of what was there still seems to make sense.
    if (!is_noise) bytes[i] = (unsigned char)seed;
    else if (state % 7 == 0) bytes[i] = (unsigned char)(state >> 8);
  }
  munmap(bytes, count);
}

static patchbay_status lie(patchbay_session *session, const patchbay_text *text) {
  char what[64];
  unsigned number = 0;
  snprintf(what, sizeof what, "%.*s", (int)text->length, text->bytes);
  if (sscanf(what, "fill %u", &number) == 1) overwrite(number, 0);
  if (sscanf(what, "noise %u", &number) == 1) overwrite(number, 1);
  if (!strcmp(what, "mute")) shutdown(CONTROL, 2);
  session->pushes++;
  return PATCHBAY_OK;
}

const patchbay_descriptor *patchbay_plugin(void) {
  descriptor.push_text = lie;
  return &descriptor;
}
