// A plugin that crashes while it is loaded.
#include "fixture.h"

PATCHBAY_PLUGIN

__attribute__((constructor)) static void start(void) { *(volatile int *)8 = 1; }

const patchbay_descriptor *patchbay_plugin(void) { return &descriptor; }
