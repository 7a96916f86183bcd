// A plugin that loads well and is never done starting.
#include <unistd.h>

#include "fixture.h"

PATCHBAY_PLUGIN

static patchbay_status hang(const patchbay_host *host, const patchbay_value *const *parameters,
                            uint32_t parameter_count, patchbay_instance **instance) {
  for (;;) pause();
}

const patchbay_descriptor *patchbay_plugin(void) {
  descriptor.create = hang;
  return &descriptor;
}
