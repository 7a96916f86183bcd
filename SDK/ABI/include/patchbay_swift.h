/* What the Swift face needs beyond the contract. A plugin in C does not include this. */
#ifndef PATCHBAY_SWIFT_H
#define PATCHBAY_SWIFT_H

#include "patchbay.h"

/* The note that this build of the Swift face carries. Static. Any thread. */
const patchbay_note *patchbay_keep_note(void);

#endif
