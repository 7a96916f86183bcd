#include "cnumerics.h"

#include <cblas.h>
#include <libavutil/mem.h>
#include <libavutil/tx.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>

/* ---- Fourier transform ---- */

struct cnumerics_fft {
  AVTXContext *context;
  av_tx_fn run;
  int length;
  float *input, *output; /* aligned as libavutil asks */
};

cnumerics_fft *cnumerics_fft_make(int length) {
  cnumerics_fft *fft = calloc(1, sizeof *fft);
  if (!fft) return NULL;
  const float scale = 1;
  fft->length = length;
  fft->input = av_mallocz(sizeof(float) * (size_t)length);
  fft->output = av_mallocz(sizeof(float) * (size_t)(length + 2));
  int code = av_tx_init(&fft->context, &fft->run, AV_TX_FLOAT_RDFT, 0, length, &scale, 0);
  if (code < 0 || !fft->input || !fft->output) {
    cnumerics_fft_free(fft);
    return NULL;
  }
  return fft;
}

void cnumerics_fft_free(cnumerics_fft *fft) {
  av_tx_uninit(&fft->context);
  av_free(fft->input);
  av_free(fft->output);
  free(fft);
}

const float *cnumerics_fft_run(cnumerics_fft *fft, const float *samples, const float *window) {
  float *restrict input = fft->input;
  for (int i = 0; i < fft->length; i++) input[i] = samples[i] * window[i];
  fft->run(fft->context, fft->output, fft->input, sizeof(float));
  return fft->output;
}

void cnumerics_power(const float *restrict spectrum, float *restrict power, size_t count) {
  for (size_t i = 0; i < count; i++)
    power[i] = spectrum[2 * i] * spectrum[2 * i] + spectrum[2 * i + 1] * spectrum[2 * i + 1];
}

/* ---- Loops. Sums run in any order, so that they fit vector instructions. ---- */

float cnumerics_dot(const float *a, const float *b, size_t count) {
#pragma clang fp reassociate(on)
  float sum = 0;
  for (size_t i = 0; i < count; i++) sum += a[i] * b[i];
  return sum;
}

void cnumerics_log(float *values, size_t count, float floor) {
  for (size_t i = 0; i < count; i++) values[i] = logf(values[i] + floor);
}

void cnumerics_clean(const float *restrict samples, float *restrict clean, size_t count,
                     float limit) {
  for (size_t i = 0; i < count; i++) clean[i] = fabsf(samples[i]) <= limit ? samples[i] : 0;
}

/* Two channels at a time, side by side in a vector. */
typedef double pair __attribute__((vector_size(16)));

#if defined(__x86_64__) && defined(__linux__)
__attribute__((target_clones("arch=haswell", "default")))
#endif
void cnumerics_weigh(const double filters[10], double *state, const float *samples, size_t count,
                     size_t channels, double *energies) {
#pragma clang fp contract(fast)
  pair f[10];
  for (int i = 0; i < 10; i++) f[i] = (pair){filters[i], filters[i]};
  for (size_t channel = 0; channel < channels; channel += 2) {
    const size_t other = channel + 1 < channels ? channel + 1 : channel;
    double *first = state + 4 * channel, *second = state + 4 * other;
    pair s0 = {first[0], second[0]}, s1 = {first[1], second[1]};
    pair s2 = {first[2], second[2]}, s3 = {first[3], second[3]};
    /* Going on from what is there, so that pieces of any size make the same sum. */
    pair sum = {energies[channel], energies[other]};
    for (size_t i = 0; i < count; i++) {
      const pair x = {samples[i * channels + channel], samples[i * channels + other]};
      const pair y = f[0] * x + s0;
      s0 = (f[1] * x + s1) - f[3] * y;
      s1 = f[2] * x - f[4] * y;
      const pair z = f[5] * y + s2;
      s2 = (f[6] * y + s3) - f[8] * z;
      s3 = f[7] * y - f[9] * z;
      sum += z * z;
    }
    const pair states[4] = {s0, s1, s2, s3};
    for (int i = 0; i < 4; i++) {
      /* What has died away to nothing would only slow the processor down. */
      first[i] = fabs(states[i][0]) < 1e-30 ? 0 : states[i][0];
      second[i] = fabs(states[i][1]) < 1e-30 ? 0 : states[i][1];
    }
    energies[channel] = sum[0];
    energies[other] = sum[1];
  }
}

/* ---- OpenBLAS ---- */

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void one_thread(void) { openblas_set_num_threads(1); }

void cnumerics_threads(int count) {
  pthread_once(&once, one_thread);
  openblas_set_num_threads(count);
}

void cnumerics_product(const float *a, int a_transposed, const float *b, int b_transposed,
                       float *c, int rows, int columns, int inner) {
  pthread_once(&once, one_thread);
  cblas_sgemm(CblasRowMajor, a_transposed ? CblasTrans : CblasNoTrans,
              b_transposed ? CblasTrans : CblasNoTrans, rows, columns, inner, 1, a,
              a_transposed ? rows : inner, b, b_transposed ? inner : columns, 0, c, columns);
}

/* LAPACK, which is in OpenBLAS too; Debian's header for it has no declarations of its own. */
extern void dsyevr_(const char *job, const char *range, const char *part, const int *size,
                    double *matrix, const int *stride, const double *low, const double *high,
                    const int *first, const int *last, const double *tolerance, int *found,
                    double *values, double *vectors, const int *vector_stride, int *support,
                    double *work, const int *work_size, int *integers, const int *integer_size,
                    int *info);
extern void sgesdd_(const char *job, const int *rows, const int *columns, float *matrix,
                    const int *stride, float *values, float *u, const int *u_stride, float *vt,
                    const int *vt_stride, float *work, const int *work_size, int *integers,
                    int *info);

enum { NO_MEMORY = -1000 };

int cnumerics_eigen(double *matrix, int size, int count, double *values, double *vectors) {
  pthread_once(&once, one_thread);
  const double none = 0;
  const int first = size - count + 1, query = -1;
  int found = 0, info = 0, integer_size = 0;
  double best = 0;
  /* All `size` values need room, however few are wanted. */
  double *all = malloc(sizeof(double) * (size_t)size);
  int *support = malloc(sizeof(int) * 2 * (size_t)size);
  dsyevr_("V", "I", "U", &size, matrix, &size, &none, &none, &first, &size, &none, &found, all,
          vectors, &size, support, &best, &query, &integer_size, &query, &info);
  const int work_size = (int)best;
  double *work = malloc(sizeof(double) * (size_t)work_size);
  int *integers = malloc(sizeof(int) * (size_t)integer_size);
  if (!all || !support || !work || !integers) {
    info = NO_MEMORY;
  } else {
    dsyevr_("V", "I", "U", &size, matrix, &size, &none, &none, &first, &size, &none, &found, all,
            vectors, &size, support, work, &work_size, integers, &integer_size, &info);
    for (int i = 0; i < count; i++) values[i] = all[i];
  }
  free(all), free(support), free(work), free(integers);
  return info;
}

int cnumerics_svd(float *matrix, int rows, int columns, float *u, float *values, float *vt) {
  pthread_once(&once, one_thread);
  /* LAPACK counts by columns, so it sees the transposed matrix: its u is our vt. */
  const int least = rows < columns ? rows : columns, query = -1;
  int info = 0;
  float best = 0;
  int *integers = malloc(sizeof(int) * 8 * (size_t)least);
  if (!integers) return NO_MEMORY;
  sgesdd_("S", &columns, &rows, matrix, &columns, values, vt, &columns, u, &least, &best, &query,
          integers, &info);
  const int work_size = (int)best + 1;
  float *work = malloc(sizeof(float) * (size_t)work_size);
  if (!work) {
    free(integers);
    return NO_MEMORY;
  }
  sgesdd_("S", &columns, &rows, matrix, &columns, values, vt, &columns, u, &least, work,
          &work_size, integers, &info);
  free(work), free(integers);
  return info;
}
