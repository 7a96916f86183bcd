/* The C libraries of Numerics: libavutil's transforms and OpenBLAS, with what Swift cannot spell,
 * and the few loops that a Swift compiler does not turn into vector instructions. */
#ifndef CNUMERICS_H
#define CNUMERICS_H

#include <stddef.h>

/* ---- A real Fourier transform of one length. One thread at a time. ---- */

typedef struct cnumerics_fft cnumerics_fft;

/* For `length` samples, a power of two from 8 to 131072; NULL: no memory. */
cnumerics_fft *cnumerics_fft_make(int length);
void cnumerics_fft_free(cnumerics_fft *fft);

/* The spectrum of `samples` times `window`: length / 2 + 1 pairs of real and imaginary part. It
 * stays valid until the next call. */
const float *cnumerics_fft_run(cnumerics_fft *fft, const float *samples, const float *window);

/* Squared magnitudes of `count` complex numbers. */
void cnumerics_power(const float *spectrum, float *power, size_t count);

/* ---- Loops ---- */

float cnumerics_dot(const float *a, const float *b, size_t count);
/* The natural logarithm of value + floor, in place. */
void cnumerics_log(float *values, size_t count, float floor);
/* Copies samples; those that are not numbers, or not within +-limit, become 0. */
void cnumerics_clean(const float *samples, float *clean, size_t count, float limit);

/* Two filters in a row over interleaved samples, and the sum of the squares of what comes out.
 * Each filter: b0, b1, b2, a1, a2. state: 4 values per channel. energies: one per channel, added
 * to. */
void cnumerics_weigh(const double filters[10], double *state, const float *samples, size_t count,
                     size_t channels, double *energies);

/* ---- OpenBLAS ---- */

/* Threads for all that follows in this process; 1 before the first call. */
void cnumerics_threads(int count);

/* c = a * b, row-major; a is rows x inner, b is inner x columns, each transposed if told. */
void cnumerics_product(const float *a, int a_transposed, const float *b, int b_transposed,
                       float *c, int rows, int columns, int inner);

/* The `count` largest eigenvalues of a symmetric matrix, ascending, and their vectors, one per
 * row. Overwrites `matrix`. Returns LAPACK's info: 0 is success. */
int cnumerics_eigen(double *matrix, int size, int count, double *values, double *vectors);

/* matrix (rows x columns, row-major, overwritten) = u * diag(values) * vt, with
 * n = min(rows, columns) values, u rows x n, vt n x columns. Returns LAPACK's info. */
int cnumerics_svd(float *matrix, int rows, int columns, float *u, float *values, float *vt);

#endif
