// A plugin that loads well and crashes while it is started.
#include "fixture.h"

PATCHBAY_PLUGIN

static patchbay_status crash(const patchbay_host *host, const patchbay_value *const *parameters,
                             uint32_t parameter_count, patchbay_instance **instance) {
  *(volatile int *)8 = 1;
  return create(host, parameters, parameter_count, instance);
}

const patchbay_descriptor *patchbay_plugin(void) {
  descriptor.create = crash;
  return &descriptor;
}
