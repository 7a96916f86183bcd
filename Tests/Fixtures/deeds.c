// The deeds of the unruly plugin, one function each.
#include "deeds.h"

#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// ---- Ways to end ---------------------------------------------------------------------------

static patchbay_status behave(patchbay_session *s) {
  const float values[] = {1, 2, 3};
  s->host->emit_segment(s->sink, TIMESTAMPS, s->time, s->time + 1, "stretch", 0.5f);
  s->host->emit_vector(s->sink, VECTORS, s->time, values, 3);
  s->host->emit_label(s->sink, LABELS, s->time, "behaved", NAN, NULL);
  return PATCHBAY_OK;
}

static patchbay_status segfault(patchbay_session *s) {
  *(volatile int *)8 = 1;
  return PATCHBAY_OK;
}

static patchbay_status call_abort(patchbay_session *s) { abort(); }
static patchbay_status call_exit(patchbay_session *s) { exit(0); }
static patchbay_status call_exit_at_once(patchbay_session *s) { _exit(3); }

static patchbay_status kill_itself(patchbay_session *s) {
  raise(SIGKILL);
  return PATCHBAY_OK;
}

static patchbay_status divide(patchbay_session *s) {
  raise(SIGFPE);
  return PATCHBAY_OK;
}

static patchbay_status hang(patchbay_session *s) {
  for (;;) pause();
  return PATCHBAY_OK;
}

static patchbay_status spin(patchbay_session *s) {
  for (volatile unsigned turns = 0;; turns++) continue;
  return PATCHBAY_OK;
}

// So that no optimizer finds out that nobody ever looks at the memory.
static char *volatile kept;

static patchbay_status fill_memory(patchbay_session *s) {
  for (;;) {
    char *block = malloc(16 << 20);
    if (!block) {
      s->host->fail(s->host, s->sink, "the memory is full");
      return PATCHBAY_FAILED;
    }
    memset(block, 1, 16 << 20);
    kept = block;
  }
}

static patchbay_status overflow_stack(patchbay_session *s) {
  volatile char room[4096];
  room[0] = 1;
  return s ? overflow_stack(s) + room[0] : PATCHBAY_OK;
}

// ---- Results that break the contract -------------------------------------------------------

static patchbay_status flood(patchbay_session *s) {
  for (int64_t i = 0; i < s->amount; i++)
    s->host->emit_label(s->sink, LABELS, (double)i, "one of very many labels of some length", 1,
                        NULL);
  return PATCHBAY_OK;
}

static patchbay_status huge_artifact(patchbay_session *s) {
  void *bytes = calloc(1, (size_t)s->amount);
  s->host->emit_artifact(s->sink, ARTIFACT, "text/plain", "huge.txt", bytes, (size_t)s->amount);
  free(bytes);
  return PATCHBAY_OK;
}

static patchbay_status wrong_dimensions(patchbay_session *s) {
  const float values[] = {1, 2};
  s->host->emit_vector(s->sink, VECTORS, s->time, values, 2);
  return PATCHBAY_OK;
}

static patchbay_status no_values(patchbay_session *s) {
  s->host->emit_vector(s->sink, VECTORS, s->time, NULL, 3);
  return PATCHBAY_OK;
}

static patchbay_status time_not_a_number(patchbay_session *s) {
  s->host->emit_label(s->sink, LABELS, NAN, "never", 1, NULL);
  return PATCHBAY_OK;
}

static patchbay_status infinite_time(patchbay_session *s) {
  s->host->emit_segment(s->sink, TIMESTAMPS, 0, INFINITY, "for ever", 1);
  return PATCHBAY_OK;
}

static patchbay_status backwards(patchbay_session *s) {
  s->host->emit_segment(s->sink, TIMESTAMPS, 2, 1, "backwards", 1);
  return PATCHBAY_OK;
}

static patchbay_status unknown_port(patchbay_session *s) {
  s->host->emit_label(s->sink, 77, s->time, "nowhere", 1, NULL);
  return PATCHBAY_OK;
}

static patchbay_status wrong_kind(patchbay_session *s) {
  s->host->emit_label(s->sink, VECTORS, s->time, "not a vector", 1, NULL);
  return PATCHBAY_OK;
}

static patchbay_status bad_utf8(patchbay_session *s) {
  s->host->emit_label(s->sink, LABELS, s->time, "caf\xe9 \xff\xfe", 1, NULL);
  return PATCHBAY_OK;
}

static patchbay_status no_label(patchbay_session *s) {
  s->host->emit_label(s->sink, LABELS, s->time, NULL, 1, NULL);
  return PATCHBAY_OK;
}

static patchbay_status wild_progress(patchbay_session *s) {
  s->host->progress(s->sink, NAN);
  s->host->progress(s->sink, -INFINITY);
  s->host->progress(s->sink, 7);
  return behave(s);
}

static patchbay_status unasked_frames(patchbay_session *s) {
  s->host->request_frames(s->sink, 1, 0, 10, 1);
  s->host->request_frames(s->sink, 77, 10, 0, NAN);
  return behave(s);
}

// ---- Ways to fail --------------------------------------------------------------------------

static patchbay_status fail(patchbay_session *s) {
  s->host->fail(s->host, s->sink, "the fixture failed as it was told");
  return PATCHBAY_FAILED;
}

static patchbay_status fail_silently(patchbay_session *s) { return PATCHBAY_FAILED; }
static patchbay_status unknown_status(patchbay_session *s) { return 77; }
static patchbay_status cancel_unasked(patchbay_session *s) { return PATCHBAY_CANCELLED; }

static patchbay_status fail_at_length(patchbay_session *s) {
  char *sentence = malloc(1 << 20);
  memset(sentence, 'a', (1 << 20) - 1);
  sentence[(1 << 20) - 1] = 0;
  s->host->fail(s->host, s->sink, sentence);
  free(sentence);
  return PATCHBAY_FAILED;
}

// ---- Bad manners ---------------------------------------------------------------------------

static patchbay_status write_to_stderr(patchbay_session *s) {
  for (int64_t i = 0; i < s->amount; i++)
    fprintf(stderr, "line %lld of what nobody wants to know\n", (long long)i);
  return behave(s);
}

static patchbay_status last_words(patchbay_session *s) {
  fprintf(stderr, "\nthread 'main' panicked at src/lib.rs:7:5:\n");
  fprintf(stderr, "the model in /opt/models/deep.onnx is empty\n");
  write_to_stderr(s);
  abort();
}

static patchbay_status write_to_stdout(patchbay_session *s) {
  for (int64_t i = 0; i < s->amount; i++) printf("line %lld\n", (long long)i);
  fflush(stdout);
  return behave(s);
}

static patchbay_status write_to_the_log(patchbay_session *s) {
  for (int64_t i = 0; i < s->amount; i++)
    s->host->log(s->host, PATCHBAY_LOG_WARNING, "one of very many lines");
  return behave(s);
}

static patchbay_status leak(patchbay_session *s) {
  void *lost = malloc((size_t)s->amount);
  if (lost) memset(lost, 1, (size_t)s->amount);
  kept = lost;
  return behave(s);
}

static patchbay_status close_descriptors(patchbay_session *s) {
  for (int i = 3; i < 1024; i++) close(i);
  return behave(s);
}

static patchbay_status block_signals(patchbay_session *s) {
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, NULL);
  signal(SIGTERM, SIG_IGN);
  return hang(s);
}

static void *crash(void *unused) {
  segfault(NULL);
  return NULL;
}

static patchbay_status crash_in_a_thread(patchbay_session *s) {
  pthread_t thread;
  pthread_create(&thread, NULL, crash, NULL);
  pthread_join(thread, NULL);
  return PATCHBAY_OK;
}

// ---- The table -----------------------------------------------------------------------------

#define DEEDS(DEED)                                                                           \
  DEED("behave", behave)                                                                      \
  DEED("segfault", segfault) DEED("abort", call_abort) DEED("exit", call_exit)                \
  DEED("exit-at-once", call_exit_at_once) DEED("kill", kill_itself) DEED("divide", divide)    \
  DEED("hang", hang) DEED("spin", spin) DEED("memory", fill_memory)                           \
  DEED("stack", overflow_stack) DEED("flood", flood) DEED("huge-artifact", huge_artifact)     \
  DEED("wrong-dimensions", wrong_dimensions) DEED("no-values", no_values)                     \
  DEED("time-not-a-number", time_not_a_number) DEED("infinite-time", infinite_time)           \
  DEED("backwards", backwards) DEED("unknown-port", unknown_port)                             \
  DEED("wrong-kind", wrong_kind) DEED("bad-utf8", bad_utf8) DEED("no-label", no_label)        \
  DEED("wild-progress", wild_progress) DEED("unasked-frames", unasked_frames)                 \
  DEED("fail", fail) DEED("fail-silently", fail_silently)                                     \
  DEED("unknown-status", unknown_status) DEED("cancel-unasked", cancel_unasked)               \
  DEED("fail-at-length", fail_at_length) DEED("stderr", write_to_stderr)                      \
  DEED("stdout", write_to_stdout) DEED("log", write_to_the_log) DEED("leak", leak)            \
  DEED("close-descriptors", close_descriptors) DEED("block-signals", block_signals)           \
  DEED("crash-in-a-thread", crash_in_a_thread) DEED("last-words", last_words)

#define NAME(name, function) name,
#define FUNCTION(name, function) function,

const char *const deed_names[DEED_COUNT] = {DEEDS(NAME)};
deed *const deeds[DEED_COUNT] = {DEEDS(FUNCTION)};
