// A plugin with nothing wrong. Copies of it are broken in ways that no compiler would.
#include "fixture.h"

PATCHBAY_PLUGIN

const patchbay_descriptor *patchbay_plugin(void) { return &descriptor; }
