#include "cneighbours.h"

#include <math.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#define AVX2 __attribute__((target("avx2")))
#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq")))
#endif

int cn_best_kernel(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512dq"))
    return CN_AVX512;
  if (__builtin_cpu_supports("avx2")) return CN_AVX2;
#endif
  return CN_PORTABLE;
}

/* ---- Sums of differences ---------------------------------------------------------------------- */

static void scan_portable(int metric, const uint8_t *codes, size_t blocks, size_t block_groups,
                          const uint8_t *query, size_t groups, uint64_t last, uint32_t *sums) {
  uint8_t mask[8];
  memcpy(mask, &last, 8);
  for (size_t block = 0; block < blocks; block++, codes += 64 * block_groups, sums += 8) {
    uint32_t total[8] = {0};
    for (size_t group = 0; group < groups; group++) {
      for (int lane = 0; lane < 8; lane++) {
        const uint8_t *row = codes + 64 * group + 8 * lane;
        for (int place = 0; place < 8; place++) {
          int code = group + 1 == groups ? row[place] & mask[place] : row[place];
          int difference = code - query[8 * group + place];
          if (difference < 0) difference = -difference;
          total[lane] += (uint32_t)(metric == CN_MANHATTAN ? difference : difference * difference);
        }
      }
    }
    memcpy(sums, total, sizeof total);
  }
}

#if defined(__x86_64__)

AVX2 static inline __m256i sum_avx2(int metric, __m256i sum, __m256i codes, __m256i query) {
  if (metric == CN_MANHATTAN) return _mm256_add_epi64(sum, _mm256_sad_epu8(codes, query));
  __m256i difference = _mm256_sub_epi8(_mm256_max_epu8(codes, query), _mm256_min_epu8(codes, query));
  __m256i even = _mm256_and_si256(difference, _mm256_set1_epi16(0xff));
  __m256i odd = _mm256_srli_epi16(difference, 8);
  sum = _mm256_add_epi32(sum, _mm256_madd_epi16(even, even));
  return _mm256_add_epi32(sum, _mm256_madd_epi16(odd, odd));
}

AVX2 static inline __m128i narrow_avx2(int metric, __m256i sum) {
  if (metric != CN_MANHATTAN) sum = _mm256_add_epi32(sum, _mm256_srli_epi64(sum, 32));
  const __m256i even = _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6);
  return _mm256_castsi256_si128(_mm256_permutevar8x32_epi32(sum, even));
}

AVX2 static inline void scan_avx2(int metric, const uint8_t *codes, size_t blocks,
                                  size_t block_groups, const uint8_t *query, size_t groups,
                                  uint64_t last, uint32_t *sums) {
  const __m256i mask = _mm256_set1_epi64x((int64_t)last);
  for (size_t block = 0; block < blocks; block++, codes += 64 * block_groups, sums += 8) {
    __m256i low = _mm256_setzero_si256(), high = low;
    int64_t eight;
    for (size_t group = 0; group + 1 < groups; group++) {
      memcpy(&eight, query + 8 * group, 8);
      const __m256i wanted = _mm256_set1_epi64x(eight);
      const __m256i *at = (const __m256i *)(codes + 64 * group);
      low = sum_avx2(metric, low, _mm256_loadu_si256(at), wanted);
      high = sum_avx2(metric, high, _mm256_loadu_si256(at + 1), wanted);
    }
    memcpy(&eight, query + 8 * (groups - 1), 8);
    const __m256i wanted = _mm256_set1_epi64x(eight);
    const __m256i *at = (const __m256i *)(codes + 64 * (groups - 1));
    low = sum_avx2(metric, low, _mm256_and_si256(mask, _mm256_loadu_si256(at)), wanted);
    high = sum_avx2(metric, high, _mm256_and_si256(mask, _mm256_loadu_si256(at + 1)), wanted);
    _mm_storeu_si128((__m128i *)sums, narrow_avx2(metric, low));
    _mm_storeu_si128((__m128i *)(sums + 4), narrow_avx2(metric, high));
  }
}

AVX512 static inline __m512i sum_avx512(int metric, __m512i sum, __m512i codes, __m512i query) {
  if (metric == CN_MANHATTAN) return _mm512_add_epi64(sum, _mm512_sad_epu8(codes, query));
  __m512i difference = _mm512_sub_epi8(_mm512_max_epu8(codes, query), _mm512_min_epu8(codes, query));
  __m512i even = _mm512_and_si512(difference, _mm512_set1_epi16(0xff));
  __m512i odd = _mm512_srli_epi16(difference, 8);
  sum = _mm512_add_epi32(sum, _mm512_madd_epi16(even, even));
  return _mm512_add_epi32(sum, _mm512_madd_epi16(odd, odd));
}

AVX512 static inline void scan_avx512(int metric, const uint8_t *codes, size_t blocks,
                                      size_t block_groups, const uint8_t *query, size_t groups,
                                      uint64_t last, uint32_t *sums) {
  const __m512i mask = _mm512_set1_epi64((int64_t)last);
  for (size_t block = 0; block < blocks; block++, codes += 64 * block_groups, sums += 8) {
    __m512i sum = _mm512_setzero_si512();
    int64_t eight;
    for (size_t group = 0; group + 1 < groups; group++) {
      memcpy(&eight, query + 8 * group, 8);
      sum = sum_avx512(metric, sum, _mm512_loadu_si512(codes + 64 * group), _mm512_set1_epi64(eight));
    }
    memcpy(&eight, query + 8 * (groups - 1), 8);
    __m512i codes8 = _mm512_and_si512(mask, _mm512_loadu_si512(codes + 64 * (groups - 1)));
    sum = sum_avx512(metric, sum, codes8, _mm512_set1_epi64(eight));
    if (metric != CN_MANHATTAN) sum = _mm512_add_epi32(sum, _mm512_srli_epi64(sum, 32));
    _mm256_storeu_si256((__m256i *)sums, _mm512_cvtepi64_epi32(sum));
  }
}

/* One function for each metric, so that the choice is not made in the loop. */
#define BOTH(name, set)                                                                          \
  set static void name##_both(int metric, const uint8_t *codes, size_t blocks, size_t block_groups, \
                              const uint8_t *query, size_t groups, uint64_t last,                \
                              uint32_t *sums) {                                                  \
    if (metric == CN_MANHATTAN)                                                                  \
      name(CN_MANHATTAN, codes, blocks, block_groups, query, groups, last, sums);                \
    else                                                                                         \
      name(CN_EUCLIDEAN, codes, blocks, block_groups, query, groups, last, sums);                \
  }
BOTH(scan_avx2, AVX2)
BOTH(scan_avx512, AVX512)
#endif

void cn_scan(int kernel, int metric, const uint8_t *codes, size_t blocks, size_t block_groups,
             const uint8_t *query, size_t groups, uint64_t last, uint32_t *sums) {
  switch (kernel) {
#if defined(__x86_64__)
    case CN_AVX512:
      scan_avx512_both(metric, codes, blocks, block_groups, query, groups, last, sums);
      break;
    case CN_AVX2:
      scan_avx2_both(metric, codes, blocks, block_groups, query, groups, last, sums);
      break;
#endif
    default:
      scan_portable(metric, codes, blocks, block_groups, query, groups, last, sums);
  }
}

/* ---- Small sums --------------------------------------------------------------------------------- */

static size_t next_portable(const uint32_t *sums, size_t start, size_t count, uint32_t limit) {
  while (start < count && sums[start] > limit) start++;
  return start;
}

#if defined(__x86_64__)
AVX2 static size_t next_avx2(const uint32_t *sums, size_t start, size_t count, uint32_t limit) {
  const __m256i most = _mm256_set1_epi32((int32_t)limit);
  for (; start + 8 <= count; start += 8) {
    __m256i eight = _mm256_loadu_si256((const __m256i *)(sums + start));
    __m256i small = _mm256_cmpeq_epi32(_mm256_min_epu32(eight, most), eight);
    int found = _mm256_movemask_ps(_mm256_castsi256_ps(small));
    if (found) return start + (size_t)__builtin_ctz((unsigned)found);
  }
  return next_portable(sums, start, count, limit);
}

AVX512 static size_t next_avx512(const uint32_t *sums, size_t start, size_t count, uint32_t limit) {
  const __m512i most = _mm512_set1_epi32((int32_t)limit);
  for (; start + 16 <= count; start += 16) {
    __mmask16 found = _mm512_cmple_epu32_mask(_mm512_loadu_si512(sums + start), most);
    if (found) return start + (size_t)__builtin_ctz((unsigned)found);
  }
  return next_portable(sums, start, count, limit);
}
#endif

size_t cn_next(int kernel, const uint32_t *sums, size_t start, size_t count, uint32_t limit) {
  switch (kernel) {
#if defined(__x86_64__)
    case CN_AVX512: return next_avx512(sums, start, count, limit);
    case CN_AVX2: return next_avx2(sums, start, count, limit);
#endif
    default: return next_portable(sums, start, count, limit);
  }
}

void cn_cosine_bounds(uint32_t *sums, const float *norms, size_t count, double scale,
                      double slack, double query_norm) {
  for (size_t row = 0; row < count; row++) {
    /* |x - q|^2 = |x|^2 + |q|^2 - 2 x.q gives 1 - cos = (|x - q|^2 - (|x| - |q|)^2) / 2 |x| |q|. */
    double apart = fmax(0, scale * sqrt((double)sums[row]) - slack);
    double norm = norms[row], both = 2 * norm * query_norm;
    double bound = both > 0 ? (apart * apart - (norm - query_norm) * (norm - query_norm)) / both : 0;
    /* Norms are rounded to single precision: 2^-22 of each may be missing. */
    bound -= both > 0 ? 0x1p-22 * (1 + (norm + query_norm) * (norm + query_norm) / both) : 0;
    sums[row] = (uint32_t)(0x1p30 * fmin(fmax(bound, 0), 2));
  }
}
