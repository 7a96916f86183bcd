/* cneighbours.h - the inner loops of an exact nearest-neighbour search, and its checksum.
 *
 * Codes. Each coordinate of a row is also kept as one byte. Rows lie in blocks of eight: a block
 * is a sequence of groups of 64 bytes, and a group holds eight successive codes of each of its
 * eight rows, row after row. So one vector register holds the same eight coordinates of eight
 * rows, each row's sum stays in a lane of its own, and nothing has to be added across lanes. A
 * prefix of the coordinates is a prefix of each block. Codes beyond the last coordinate are 0.
 *
 * All functions may be called from any thread; none keeps a pointer.
 */
#ifndef CNEIGHBOURS_H
#define CNEIGHBOURS_H

#include <stddef.h>
#include <stdint.h>

/* Instruction sets, best last. Every result is the same with each of them, to the last bit. */
#define CN_PORTABLE 0
#define CN_AVX2 1
#define CN_AVX512 2

/* The best one that this processor has. */
int cn_best_kernel(void);

#define CN_MANHATTAN 0
#define CN_EUCLIDEAN 1
#define CN_COSINE 2

/* For each row of `blocks` blocks: the sum over the query's codes of the absolute differences
 * (CN_MANHATTAN) or of their squares (otherwise). `block_groups` is the groups of a block;
 * `query` holds 8 * `groups` codes, `groups` <= `block_groups` of which are compared;
 * `last` masks the codes of the last of them. `sums` takes 8 * `blocks` values. */
void cn_scan(int kernel, int metric, const uint8_t *codes, size_t blocks, size_t block_groups,
             const uint8_t *query, size_t groups, uint64_t last, uint32_t *sums);

/* The first index from `start` on whose sum is at most `limit`; `count` if there is none. */
size_t cn_next(int kernel, const uint32_t *sums, size_t start, size_t count, uint32_t limit);

/* Turns sums of squares into lower bounds of the cosine distance, in units of 2^-30. `scale` is
 * the size of one code, `slack` what the codes may be wrong by; norms are Euclidean. */
void cn_cosine_bounds(uint32_t *sums, const float *norms, size_t count, double scale,
                      double slack, double query_norm);

/* The distance of two vectors in double precision, always added up in the same order. The norm
 * of the difference for CN_EUCLIDEAN; 1 - cosine for CN_COSINE, 1 where a vector is zero. */
double cn_distance(int kernel, int metric, const float *a, const float *b, size_t dimensions);
double cn_norm(int kernel, const float *a, size_t dimensions);

/* Codes one row: the nearest whole number to (value - offset) / scale, at least 0 and at most 255.
 * `stride` is the bytes from one group of the row to its next. `errors` takes the sum of the
 * distances between what the codes stand for and the values, moved into the range that codes can
 * stand for; and the root of the sum of their squares. */
void cn_encode(const float *row, const float *offsets, double scale, size_t dimensions,
               uint8_t *codes, size_t stride, double errors[2]);

/* A file without a name in memory: a descriptor, or -1 and errno. */
int cn_memory_file(void);

/* CRC-32C of `length` bytes, going on from `crc` (0 at the start). */
uint32_t cn_crc32c(uint32_t crc, const void *bytes, size_t length);

#endif
