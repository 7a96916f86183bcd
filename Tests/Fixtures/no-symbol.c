// A plugin that forgot its entry.
#include "fixture.h"

PATCHBAY_PLUGIN

const patchbay_descriptor *patchbay_plugn(void) { return &descriptor; }
