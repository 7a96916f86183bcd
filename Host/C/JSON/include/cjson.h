/* cjson.h - simdjson's parser and a writer of bytes, for the Swift module `JSON`.
 *
 * A parsed document is simdjson's tape: 64-bit words, the kind in the upper 8 bits. Arrays and
 * objects carry the index after their end; strings an offset into `strings`, where 4 bytes of
 * length and the bytes stand; numbers are followed by a word with their value. The value of the
 * whole document starts at index 1. Nothing here throws, and nothing is shared between threads.
 */
#ifndef CJSON_H
#define CJSON_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Parsing -------------------------------------------------------------------------------- */

typedef struct cjson_parser cjson_parser;

/* What a parser parsed last. It stays readable for ever; its tape and strings are good until the
 * next parse or the parser's end, both of which change the generation. */
typedef struct cjson_document {
  const uint64_t *tape;
  const uint8_t *strings;
  /* Changes with each parse, so that a value can tell that it is out of date. */
  uint32_t generation;
  /* After CJSON_DUPLICATE_KEY: offset into `strings` of the key that occurs twice. */
  uint64_t duplicate;
} cjson_document;

/* How parsing ended; the rest of the codes are simdjson's. */
#define CJSON_OK 0
#define CJSON_NO_MEMORY 2
#define CJSON_DUPLICATE_KEY 1000
#define CJSON_TOO_MANY 1001

/* Bytes that must be readable behind those parsed, or the parser copies them. */
#define CJSON_PADDING 64

/* NULL when memory is short. */
cjson_parser *cjson_parser_new(void);
void cjson_parser_free(cjson_parser *);
const cjson_document *cjson_parser_document(const cjson_parser *);
/* Parses `length` bytes, of which and behind which `readable` in all may be read. A document of
 * more than `most_values` values (commas are counted) is refused before memory is taken. */
int32_t cjson_parse(cjson_parser *, const uint8_t *bytes, size_t length, size_t readable,
                    size_t most_values);
/* Bytes that the parser holds. */
size_t cjson_parser_memory(const cjson_parser *);
/* Lets go of them; values of the last parse are out of date. */
void cjson_parser_trim(cjson_parser *);
/* A static sentence for a code of simdjson's. */
const char *cjson_error(int32_t code);

/* ---- Walking the tape ----------------------------------------------------------------------- */

/* One of: { [ " l u d t f n, and } ] behind the last member or element. */
static inline uint8_t cjson_kind(const uint64_t *tape, uint32_t at) {
  return (uint8_t)(tape[at] >> 56);
}

/* Index of what follows the value at `at`. */
static inline uint32_t cjson_next(const uint64_t *tape, uint32_t at) {
  switch (tape[at] >> 56) {
    case '[': case '{': return (uint32_t)tape[at];
    case 'l': case 'u': case 'd': return at + 2;
    default: return at + 1;
  }
}

static inline const uint8_t *cjson_string(const uint64_t *tape, const uint8_t *strings,
                                          uint32_t at, size_t *length) {
  const uint8_t *entry = strings + (tape[at] & 0x00FFFFFFFFFFFFFFu);
  uint32_t size;
  memcpy(&size, entry, sizeof size);
  *length = size;
  return entry + sizeof size;
}

static inline double cjson_double(const uint64_t *tape, uint32_t at) {
  double value;
  memcpy(&value, &tape[at + 1], sizeof value);
  return value;
}

/* Index of the member's value, or 0 where the object has no such key. */
static inline uint32_t cjson_find(const uint64_t *tape, const uint8_t *strings, uint32_t object,
                                  const uint8_t *key, size_t key_length) {
  for (uint32_t at = object + 1; cjson_kind(tape, at) == '"'; at = cjson_next(tape, at + 1)) {
    size_t length;
    const uint8_t *bytes = cjson_string(tape, strings, at, &length);
    if (length == key_length && memcmp(bytes, key, length) == 0) return at + 1;
  }
  return 0;
}

/* ---- Tensors -------------------------------------------------------------------------------- */

/* Element types for `cjson_flatten`. */
#define CJSON_FLOAT 1
#define CJSON_DOUBLE 2
#define CJSON_INT8 3
#define CJSON_INT16 4
#define CJSON_INT32 5
#define CJSON_INT64 6
#define CJSON_UINT8 7
#define CJSON_UINT16 8
#define CJSON_UINT32 9
#define CJSON_UINT64 10
#define CJSON_BOOL 11

/* Values that are neither arrays nor objects, in the value at `at`. */
size_t cjson_leaf_count(const uint64_t *tape, uint32_t at);

/* Writes the leaves of the value at `at` in their order. Returns how many were written; *fault is
 * then 0, or the tape index of the first leaf that does not fit the type or the capacity. */
size_t cjson_flatten(const uint64_t *tape, uint32_t at, int32_t type, void *out, size_t capacity,
                     uint32_t *fault);

/* ---- Writing -------------------------------------------------------------------------------- */

/* Bytes that grow. Zeroed: empty. `bytes` comes from malloc. Running out of memory ends the
 * process, as everywhere in Swift. */
typedef struct cjson_bytes {
  uint8_t *bytes;
  size_t count;
  size_t capacity;
  size_t most;   /* bytes that are kept; 0: all */
  int32_t is_cut; /* there were more, and the beginning is lost */
} cjson_bytes;

void cjson_grow(cjson_bytes *, size_t more);
void cjson_free(cjson_bytes);

static inline void cjson_put(cjson_bytes *out, const void *bytes, size_t count) {
  if (out->capacity - out->count < count) cjson_grow(out, count);
  if (count > 0) memcpy(out->bytes + out->count, bytes, count);
  out->count += count;
}

static inline void cjson_put_byte(cjson_bytes *out, uint8_t byte) {
  if (out->capacity == out->count) cjson_grow(out, 1);
  out->bytes[out->count++] = byte;
}

/* A string with its quotes; what is not UTF-8 becomes U+FFFD. */
void cjson_put_string(cjson_bytes *, const uint8_t *bytes, size_t count);
/* Shortest digits that read back as the same value; NaN and infinities are null. */
void cjson_put_double(cjson_bytes *, double);
void cjson_put_float(cjson_bytes *, float);
void cjson_put_int64(cjson_bytes *, int64_t);
void cjson_put_uint64(cjson_bytes *, uint64_t);
/* An array of `count` elements of one of the types above, at any alignment. */
void cjson_put_array(cjson_bytes *, int32_t type, const void *elements, size_t count);

#ifdef __cplusplus
}
#endif

#endif
