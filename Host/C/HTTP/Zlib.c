#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

#include "chttp.h"

struct ch_zlib {
  z_stream stream;
  int packs;
  int began;
};

/* Window bits of zlib's interface: 15, +16 for gzip, +32 to tell gzip from zlib, negative: bare. */
enum { WINDOW = 15, GZIP = 16, EITHER = 32 };

ch_zlib *ch_inflate_new(void) {
  ch_zlib *zlib = calloc(1, sizeof *zlib);
  if (zlib == NULL) return NULL;
  if (inflateInit2(&zlib->stream, WINDOW + EITHER) == Z_OK) return zlib;
  free(zlib);
  return NULL;
}

ch_zlib *ch_deflate_new(int gzip) {
  ch_zlib *zlib = calloc(1, sizeof *zlib);
  if (zlib == NULL) return NULL;
  zlib->packs = 1;
  int window = gzip ? WINDOW + GZIP : WINDOW;
  int fastest = 1;
  int code = deflateInit2(&zlib->stream, fastest, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
  if (code == Z_OK) return zlib;
  free(zlib);
  return NULL;
}

void ch_zlib_free(ch_zlib *zlib) {
  if (zlib == NULL) return;
  if (zlib->packs) {
    deflateEnd(&zlib->stream);
  } else {
    inflateEnd(&zlib->stream);
  }
  free(zlib);
}

/* Bytes of input that were lent: zlib counts in 32 bits. */
static unsigned lend(ch_zlib *zlib, const uint8_t *in, size_t in_count, uint8_t *out,
                     size_t out_count) {
  zlib->stream.next_in = (Bytef *)in;
  zlib->stream.avail_in = in_count > UINT_MAX ? UINT_MAX : (unsigned)in_count;
  zlib->stream.next_out = out;
  zlib->stream.avail_out = out_count > UINT_MAX ? UINT_MAX : (unsigned)out_count;
  return zlib->stream.avail_in;
}

static void settle(ch_zlib *zlib, const uint8_t **in, size_t *in_count, uint8_t **out,
                   size_t *out_count) {
  *in_count -= (size_t)(zlib->stream.next_in - *in);
  *in = zlib->stream.next_in;
  *out_count -= (size_t)(zlib->stream.next_out - *out);
  *out = zlib->stream.next_out;
}

int ch_inflate(ch_zlib *zlib, const uint8_t **in, size_t *in_count, uint8_t **out,
               size_t *out_count) {
  lend(zlib, *in, *in_count, *out, *out_count);
  int code = inflate(&zlib->stream, Z_NO_FLUSH);
  if (code == Z_DATA_ERROR && !zlib->began && inflateReset2(&zlib->stream, -WINDOW) == Z_OK) {
    /* Some clients send bare deflate under the name of zlib's format. */
    lend(zlib, *in, *in_count, *out, *out_count);
    code = inflate(&zlib->stream, Z_NO_FLUSH);
  }
  if (zlib->stream.total_in >= 2) zlib->began = 1;
  settle(zlib, in, in_count, out, out_count);
  return code == Z_STREAM_END ? 1 : code == Z_OK || code == Z_BUF_ERROR ? 0 : -1;
}

int ch_deflate(ch_zlib *zlib, const uint8_t **in, size_t *in_count, uint8_t **out,
               size_t *out_count, int last) {
  unsigned lent = lend(zlib, *in, *in_count, *out, *out_count);
  int code = deflate(&zlib->stream, last && lent == *in_count ? Z_FINISH : Z_NO_FLUSH);
  settle(zlib, in, in_count, out, out_count);
  return code == Z_STREAM_END ? 1 : code == Z_OK || code == Z_BUF_ERROR ? 0 : -1;
}
