// Drives the echo plugin through the bare contract, in one process, and prints what a session
// costs: the floor under everything that a host adds. Usage: calls libecho.so
#include <dlfcn.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "patchbay.h"

enum { SAMPLES = 16, SIDE = 224 };

static float last[4096];
static uint32_t last_count;

static void emit_segment(patchbay_sink *sink, uint32_t port, double start, double stop,
                         const char *label, float score) {}
static void emit_vector(patchbay_sink *sink, uint32_t port, double time, const float *values,
                        uint32_t count) {
  last_count = count;
  memcpy(last, values, count * sizeof *values);
}
static void emit_label(patchbay_sink *sink, uint32_t port, double time, const char *label,
                       float score, const float *box) {}
static void emit_artifact(patchbay_sink *sink, uint32_t port, const char *type, const char *name,
                          const void *bytes, size_t length) {}
static void request_frames(patchbay_sink *sink, uint32_t port, double start, double stop,
                           double every) {}
static void progress(patchbay_sink *sink, double fraction) {}
static int32_t is_cancelled(patchbay_sink *sink) { return 0; }
static void fail(const patchbay_host *host, patchbay_sink *sink, const char *sentence) {
  fprintf(stderr, "%s\n", sentence);
}
static void write_log(const patchbay_host *host, int32_t level, const char *line) {}
static const void *extension(const patchbay_host *host, const char *name) { return NULL; }

static const patchbay_host host = {
    sizeof host,  PATCHBAY_ABI_MAJOR, PATCHBAY_ABI_MINOR, "calls",      "1",
    emit_segment, emit_vector,        emit_label,         emit_artifact, request_frames,
    progress,     is_cancelled,       fail,               write_log,     extension};

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e9 + time.tv_nsec;
}

static void demand(int holds, const char *what) {
  if (holds) return;
  fprintf(stderr, "calls: %s failed\n", what);
  exit(1);
}

int main(int count, char **arguments) {
  void *library = count == 2 ? dlopen(arguments[1], RTLD_NOW) : NULL;
  demand(library != NULL, "opening the library");
  const patchbay_descriptor *(*entry)(void) = dlsym(library, "patchbay_plugin");
  demand(entry != NULL, "finding patchbay_plugin");
  const patchbay_descriptor *plugin = entry();
  patchbay_instance *instance = NULL;
  demand(plugin->create(&host, NULL, 0, &instance) == PATCHBAY_OK, "create");

  float samples[SAMPLES];
  for (int i = 0; i < SAMPLES; i++) samples[i] = i + 0.5f;
  const float *channels[] = {samples};
  static uint8_t pixels[SIDE * SIDE * 3];
  for (size_t i = 0; i < sizeof pixels; i++) pixels[i] = i * 7;

  patchbay_media media = {sizeof media, NAN, 0, 0, NAN, NAN, 0};
  patchbay_open open = {sizeof open, NULL, NULL, 0, &media};
  patchbay_audio audio = {sizeof audio, 0, 0, 16000, 1, SAMPLES, channels};
  patchbay_frame frame = {sizeof frame, 1,    0,    NAN,  PATCHBAY_RGB8, 0,
                          SIDE,         SIDE, SIDE, SIDE, {pixels},      {SIDE * 3}};

  const int rounds = 9, audio_calls = 200000, frame_calls = 5000;
  double best_audio = INFINITY, best_frame = INFINITY;
  for (int round = 0; round < rounds; round++) {
    double start = now();
    for (int i = 0; i < audio_calls; i++) {
      patchbay_session *session = NULL;
      demand(plugin->open(instance, &open, &session) == PATCHBAY_OK, "open");
      demand(plugin->push_audio(session, &audio) == PATCHBAY_OK, "push_audio");
      demand(plugin->finish(session) == PATCHBAY_OK, "finish");
      plugin->close(session);
    }
    best_audio = fmin(best_audio, (now() - start) / audio_calls);
    demand(last_count == SAMPLES && !memcmp(last, samples, sizeof samples), "echoing samples");

    start = now();
    for (int i = 0; i < frame_calls; i++) {
      patchbay_session *session = NULL;
      demand(plugin->open(instance, &open, &session) == PATCHBAY_OK, "open");
      demand(plugin->push_frame(session, &frame) == PATCHBAY_OK, "push_frame");
      demand(plugin->finish(session) == PATCHBAY_OK, "finish");
      plugin->close(session);
    }
    best_frame = fmin(best_frame, (now() - start) / frame_calls);
    demand(last_count == 3 && last[0] == SIDE && last[1] == SIDE, "measuring a frame");
  }
  plugin->destroy(instance);
  printf("a session with 16 samples: %.0f ns\n", best_audio);
  printf("a session with a frame of 224x224x3 bytes: %.0f ns\n", best_frame);
  return 0;
}
