// A library without the note: not a plugin, or one that says nothing of its contract. Its
// constructor must never run.
#include "fixture.h"

__attribute__((constructor)) static void start(void) { abort(); }

const patchbay_descriptor *patchbay_plugin(void) { return &descriptor; }
