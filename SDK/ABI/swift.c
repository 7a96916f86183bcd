// What the Swift face needs in C: the ELF note, which `patchbay_keep_note` pulls out of a static
// library and into the plugin, and one thread-local variable.
#include "patchbay_swift.h"

PATCHBAY_PLUGIN

const patchbay_note *patchbay_keep_note(void) { return &patchbay_plugin_note; }

static _Thread_local void *current_filling;

void *patchbay_swift_filling(void) { return current_filling; }
void patchbay_swift_set_filling(void *filling) { current_filling = filling; }
