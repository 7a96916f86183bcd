// A plugin for a contract that does not exist yet. Its constructor must never run.
#include "fixture.h"

__attribute__((used, section(PATCHBAY_NOTE_SECTION), aligned(4)))
static const patchbay_note note = {sizeof PATCHBAY_NOTE_NAME, 12, PATCHBAY_NOTE_TYPE,
                                   PATCHBAY_NOTE_NAME,        9,  3,
                                   sizeof(patchbay_descriptor)};

__attribute__((constructor)) static void start(void) { abort(); }

const patchbay_descriptor *patchbay_plugin(void) {
  descriptor.abi_major = 9;
  descriptor.abi_minor = 3;
  return &descriptor;
}
