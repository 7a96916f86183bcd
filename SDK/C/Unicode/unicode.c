#include "cunicode.h"

#include <stdlib.h>
#include <utf8proc.h>

ptrdiff_t cunicode_fold(const uint8_t *text, size_t count, uint8_t **folded) {
  return utf8proc_map(text, (utf8proc_ssize_t)count, folded,
                      UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                          UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
}

void cunicode_free(uint8_t *folded) { free(folded); }
