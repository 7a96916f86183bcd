/* Distances in double precision. Eight sums, one for every eighth coordinate, are added up in a
 * fixed order, and no multiplication is fused with an addition, so every instruction set gives the
 * same bits and ties are the same everywhere. */
#pragma clang fp contract(off)
#include "cneighbours.h"

#include <math.h>
#include <string.h>

typedef double eight __attribute__((vector_size(64)));
typedef float eight_floats __attribute__((vector_size(32)));
typedef int64_t eight_words __attribute__((vector_size(64)));

#define INLINE static inline __attribute__((always_inline))

INLINE double total(const eight *sum) {
  const double *s = (const double *)sum;
  return ((s[0] + s[4]) + (s[1] + s[5])) + ((s[2] + s[6]) + (s[3] + s[7]));
}

/* Through memory: returning such a vector has another form on each instruction set. */
INLINE void load(const float *from, size_t count, eight *into) {
  eight_floats values = {0};
  if (count >= 8)
    memcpy(&values, from, sizeof values);
  else
    memcpy(&values, from, count * sizeof *from);
  *into = __builtin_convertvector(values, eight);
}

INLINE double distance(int metric, const float *a, const float *b, size_t dimensions) {
  eight sum = {0}, ours = {0}, theirs = {0};
  for (size_t place = 0; place < dimensions; place += 8) {
    eight x, y;
    load(a + place, dimensions - place, &x);
    load(b + place, dimensions - place, &y);
    if (metric == CN_MANHATTAN) {
      const eight_words unsigned_part = (eight_words){0} + INT64_MAX;
      sum += (eight)((eight_words)(x - y) & unsigned_part);
    } else if (metric == CN_EUCLIDEAN) {
      eight difference = x - y;
      sum += difference * difference;
    } else {
      sum += x * y;
      ours += x * x;
      theirs += y * y;
    }
  }
  if (metric == CN_MANHATTAN) return total(&sum);
  if (metric == CN_EUCLIDEAN) return sqrt(total(&sum));
  double norms = sqrt(total(&ours)) * sqrt(total(&theirs));
  if (!(norms > 0)) return 1;
  return fmin(fmax(1 - total(&sum) / norms, 0), 2);
}

INLINE double norm(const float *a, size_t dimensions) {
  eight sum = {0};
  for (size_t place = 0; place < dimensions; place += 8) {
    eight x;
    load(a + place, dimensions - place, &x);
    sum += x * x;
  }
  return sqrt(total(&sum));
}

#define KERNEL(name, set)                                                                    \
  set static double distance_##name(int metric, const float *a, const float *b, size_t d) {  \
    switch (metric) {                                                                        \
      case CN_MANHATTAN: return distance(CN_MANHATTAN, a, b, d);                             \
      case CN_EUCLIDEAN: return distance(CN_EUCLIDEAN, a, b, d);                             \
      default: return distance(CN_COSINE, a, b, d);                                          \
    }                                                                                        \
  }                                                                                          \
  set static double norm_##name(const float *a, size_t d) { return norm(a, d); }

KERNEL(portable, )
#if defined(__x86_64__)
KERNEL(avx2, __attribute__((target("avx2"))))
KERNEL(avx512, __attribute__((target("avx512f,avx512vl,avx512dq"))))
#endif

double cn_distance(int kernel, int metric, const float *a, const float *b, size_t dimensions) {
  switch (kernel) {
#if defined(__x86_64__)
    case CN_AVX512: return distance_avx512(metric, a, b, dimensions);
    case CN_AVX2: return distance_avx2(metric, a, b, dimensions);
#endif
    default: return distance_portable(metric, a, b, dimensions);
  }
}

double cn_norm(int kernel, const float *a, size_t dimensions) {
  switch (kernel) {
#if defined(__x86_64__)
    case CN_AVX512: return norm_avx512(a, dimensions);
    case CN_AVX2: return norm_avx2(a, dimensions);
#endif
    default: return norm_portable(a, dimensions);
  }
}
