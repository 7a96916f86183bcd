// The ELF note of a plugin written in Swift. `patchbay_keep_note` is called by the Swift face, so
// that the linker takes this object, and the note with it, out of the static library.
#include "patchbay_swift.h"

PATCHBAY_PLUGIN

const patchbay_note *patchbay_keep_note(void) { return &patchbay_plugin_note; }
