/* Folding of text for search, by utf8proc. */
#ifndef CUNICODE_H
#define CUNICODE_H

#include <stddef.h>
#include <stdint.h>

/* Compatibility decomposition (NFKD) of `count` bytes of UTF-8, with upper case folded and
 * combining marks left out. `*folded` is to be given to cunicode_free. Returns its bytes, or a
 * negative number where the text is not UTF-8 or memory is missing. */
ptrdiff_t cunicode_fold(const uint8_t *text, size_t count, uint8_t **folded);

void cunicode_free(uint8_t *folded);

#endif
