/* What the Swift face needs beyond the contract. A plugin in C does not include this. */
#ifndef PATCHBAY_SWIFT_H
#define PATCHBAY_SWIFT_H

#include "patchbay.h"

/* The note that this build of the Swift face carries. Static. Any thread. */
const patchbay_note *patchbay_keep_note(void);

/* Where this thread's property wrappers find their values while a plugin is being made, or NULL.
 * Swift has no thread-local variables of its own on Linux. Lent. Any thread, for itself. */
void *patchbay_swift_filling(void);
void patchbay_swift_set_filling(void *filling);

#endif
