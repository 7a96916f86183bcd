#include "cneighbours.h"

#include <math.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

void cn_encode(const float *row, const float *offsets, double scale, size_t dimensions,
               uint8_t *codes, size_t stride, double errors[2]) {
  const double inverse = 1 / scale;
  double sum = 0, squares = 0;
  for (size_t place = 0; place < dimensions; place++) {
    double steps = ((double)row[place] - (double)offsets[place]) * inverse;
    steps = fmin(fmax(steps, 0), 255);
    double code = (double)(int)(steps + 0.5);
    double error = fabs(steps - code);
    sum += error;
    squares += error * error;
    codes[stride * (place / 8) + place % 8] = (uint8_t)code;
  }
  for (size_t place = dimensions; place % 8 != 0; place++)
    codes[stride * (place / 8) + place % 8] = 0;
  errors[0] = scale * sum;
  errors[1] = scale * sqrt(squares);
}

/* ---- CRC-32C ---------------------------------------------------------------------------------- */

static uint32_t crc_portable(uint32_t crc, const uint8_t *bytes, size_t length) {
  for (size_t place = 0; place < length; place++) {
    crc ^= bytes[place];
    for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (0x82f63b78u & -(crc & 1));
  }
  return crc;
}

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) static uint32_t crc_sse(uint32_t crc, const uint8_t *bytes,
                                                          size_t length) {
  uint64_t state = crc;
  for (; length >= 8; bytes += 8, length -= 8) {
    uint64_t word;
    memcpy(&word, bytes, 8);
    state = _mm_crc32_u64(state, word);
  }
  return crc_portable((uint32_t)state, bytes, length);
}
#endif

uint32_t cn_crc32c(uint32_t crc, const void *bytes, size_t length) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("sse4.2")) return ~crc_sse(~crc, bytes, length);
#endif
  return ~crc_portable(~crc, bytes, length);
}
