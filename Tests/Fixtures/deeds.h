/* What the unruly plugin can be told to do. */
#ifndef DEEDS_H
#define DEEDS_H

#include "patchbay.h"

struct patchbay_session {
  const patchbay_host *host;
  patchbay_sink *sink;
  int how, where; /* indices into `deed_names` and `places` */
  int64_t amount;
  double time;
};

enum { TIMESTAMPS, VECTORS, LABELS, ARTIFACT };

typedef patchbay_status deed(patchbay_session *);

enum { DEED_COUNT = 37 };
extern const char *const deed_names[DEED_COUNT];
extern deed *const deeds[DEED_COUNT];

#endif
