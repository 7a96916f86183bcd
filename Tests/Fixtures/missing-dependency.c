// A plugin that needs a library that is not there.
#include "fixture.h"

PATCHBAY_PLUGIN

int absent(void);

const patchbay_descriptor *patchbay_plugin(void) {
  descriptor.max_sessions = absent();
  return &descriptor;
}
