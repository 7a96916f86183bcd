// A plugin whose loading never ends.
#include <unistd.h>

#include "fixture.h"

PATCHBAY_PLUGIN

__attribute__((constructor)) static void start(void) {
  for (;;) pause();
}

const patchbay_descriptor *patchbay_plugin(void) { return &descriptor; }
