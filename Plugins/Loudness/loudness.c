// Measures loudness by EBU R128: momentary and short-term at every hop, and the programme's
// integrated loudness, loudness range and peaks at the end. The measuring is libebur128's.
#include <ebur128.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "patchbay.h"

PATCHBAY_PLUGIN

enum { LOUDNESS, SUMMARY };                    // outputs
enum { HOP, TRUE_PEAK, DUAL_MONO };            // parameters
enum { CHUNK = 4096 };                         // samples per channel, interleaved at a time
static const double SILENCE = -70;             // what minus infinity is reported as

struct patchbay_instance {
  const patchbay_host *host;
};

struct patchbay_session {
  const patchbay_host *host;
  patchbay_sink *sink;
  double hop;  // seconds
  int true_peak, dual_mono;

  // From here on, set by the first block.
  ebur128_state *meter;
  float *interleaved;  // CHUNK samples of all channels
  double start;        // seconds
  uint64_t samples;    // per channel, so far
  uint64_t hops;       // reported so far
  double highest_momentary, highest_short_term;
  int warned;
};

static patchbay_status fail(patchbay_session *session, patchbay_status status,
                            const char *sentence) {
  session->host->fail(session->host, session->sink, sentence);
  return status;
}

static patchbay_status create(const patchbay_host *host, const patchbay_value *const *parameters,
                              uint32_t parameter_count, patchbay_instance **instance) {
  (void)parameters, (void)parameter_count;
  *instance = malloc(sizeof **instance);
  if (!*instance) return PATCHBAY_FAILED;
  (*instance)->host = host;
  return PATCHBAY_OK;
}

static void destroy(patchbay_instance *instance) { free(instance); }

static patchbay_status open_session(patchbay_instance *instance, const patchbay_open *open,
                                    patchbay_session **session) {
  patchbay_session *new = calloc(1, sizeof *new);
  if (!new) return PATCHBAY_FAILED;
  new->host = instance->host;
  new->sink = open->sink;
  new->hop = open->parameters[HOP]->number;
  new->true_peak = open->parameters[TRUE_PEAK]->integer != 0;
  new->dual_mono = open->parameters[DUAL_MONO]->integer != 0;
  new->highest_momentary = new->highest_short_term = SILENCE;
  *session = new;
  return PATCHBAY_OK;
}

// ---- Measuring -----------------------------------------------------------------------------

// Sets the meter up for the sound that the first block shows.
static patchbay_status start(patchbay_session *session, const patchbay_audio *audio) {
  int mode = EBUR128_MODE_M | EBUR128_MODE_S | EBUR128_MODE_I | EBUR128_MODE_LRA |
             EBUR128_MODE_SAMPLE_PEAK | (session->true_peak ? EBUR128_MODE_TRUE_PEAK : 0);
  session->meter = ebur128_init(audio->channels, (unsigned long)audio->sample_rate, mode);
  session->interleaved = malloc(CHUNK * audio->channels * sizeof(float));
  if (!session->meter || !session->interleaved) {
    char sentence[120];
    snprintf(sentence, sizeof sentence, "cannot measure %u channels at %g Hz", audio->channels,
             audio->sample_rate);
    return fail(session, PATCHBAY_BAD_INPUT, sentence);
  }
  if (audio->channels == 1 && session->dual_mono)
    ebur128_set_channel(session->meter, 0, EBUR128_DUAL_MONO);
  session->start = audio->time;
  return PATCHBAY_OK;
}

// A level as it is reported: minus infinity, which is silence, becomes -70.
static double level(double value) { return value > SILENCE ? value : SILENCE; }

static double decibels(double amplitude) { return level(20 * log10(amplitude)); }

// The time of the last sample so far, in seconds.
static double now(const patchbay_session *session) {
  return session->start + (double)session->samples / session->meter->samplerate;
}

static void report_hop(patchbay_session *session) {
  double momentary = SILENCE, short_term = SILENCE;
  ebur128_loudness_momentary(session->meter, &momentary);
  ebur128_loudness_shortterm(session->meter, &short_term);
  momentary = level(momentary), short_term = level(short_term);
  session->highest_momentary = fmax(session->highest_momentary, momentary);
  session->highest_short_term = fmax(session->highest_short_term, short_term);
  const float values[] = {momentary, short_term};
  session->host->emit_vector(session->sink, LOUDNESS, now(session), values, 2);
}

// How many samples there are from the beginning to the end of a hop, counted from 1.
static uint64_t end_of_hop(const patchbay_session *session, uint64_t hop) {
  return (uint64_t)llround((double)hop * session->hop * session->meter->samplerate);
}

// Interleaves `count` samples from `first` on. A sample that is no number counts as silence, for
// one of them would make everything after it no number either.
static void interleave(patchbay_session *session, const patchbay_audio *audio, uint32_t first,
                       uint32_t count) {
  for (uint32_t channel = 0; channel < audio->channels; channel++) {
    const float *samples = audio->planes[channel] + first;
    float *out = session->interleaved + channel;
    for (uint32_t i = 0; i < count; i++, out += audio->channels) {
      *out = isfinite(samples[i]) ? samples[i] : 0;
      if (*out == samples[i] || session->warned) continue;
      session->warned = 1;
      session->host->log(session->host, PATCHBAY_LOG_WARNING,
                         "samples that are not numbers count as silence");
    }
  }
}

static patchbay_status push_audio(patchbay_session *session, const patchbay_audio *audio) {
  if (!session->meter) {
    patchbay_status status = start(session, audio);
    if (status != PATCHBAY_OK) return status;
  }
  if (audio->channels != session->meter->channels ||
      (unsigned long)audio->sample_rate != session->meter->samplerate)
    return fail(session, PATCHBAY_BAD_INPUT,
                "the number of channels or the sample rate changes within the sound");

  for (uint32_t first = 0; first < audio->samples;) {
    if (session->host->is_cancelled(session->sink))
      return fail(session, PATCHBAY_CANCELLED, "cancelled");
    uint64_t left_of_hop = end_of_hop(session, session->hops + 1) - session->samples;
    uint32_t count = audio->samples - first;
    if (count > CHUNK) count = CHUNK;
    if (count > left_of_hop) count = (uint32_t)left_of_hop;
    interleave(session, audio, first, count);
    if (ebur128_add_frames_float(session->meter, session->interleaved, count))
      return fail(session, PATCHBAY_FAILED, "out of memory");
    first += count;
    session->samples += count;
    if (count == left_of_hop) {
      session->hops++;
      report_hop(session);
    }
  }
  return PATCHBAY_OK;
}

static patchbay_status finish(patchbay_session *session) {
  if (!session->meter || session->samples == 0)
    return fail(session, PATCHBAY_BAD_INPUT, "there is no sound to measure");
  if (end_of_hop(session, session->hops) < session->samples) report_hop(session);

  double integrated = SILENCE, range = 0, true_peak = 0, sample_peak = 0;
  ebur128_loudness_global(session->meter, &integrated);
  ebur128_loudness_range(session->meter, &range);
  for (unsigned channel = 0; channel < session->meter->channels; channel++) {
    double peak = 0;
    ebur128_sample_peak(session->meter, channel, &peak);
    sample_peak = fmax(sample_peak, peak);
    if (session->true_peak) ebur128_true_peak(session->meter, channel, &peak);
    true_peak = fmax(true_peak, peak);
  }
  const float values[] = {level(integrated),
                          range,
                          session->true_peak ? decibels(true_peak) : NAN,
                          decibels(sample_peak),
                          session->highest_momentary,
                          session->highest_short_term};
  session->host->emit_vector(session->sink, SUMMARY, session->start, values, 6);
  return PATCHBAY_OK;
}

static void close_session(patchbay_session *session) {
  if (session->meter) ebur128_destroy(&session->meter);
  free(session->interleaved);
  free(session);
}

// ---- What the plugin is --------------------------------------------------------------------

static const patchbay_input audio_input = {
    .struct_size = sizeof audio_input,
    .name = "audio",
    .summary = "The sound, at its own rate and with all its channels.",
    .kind = PATCHBAY_INPUT_AUDIO};
static const patchbay_input *const inputs[] = {&audio_input};

#define DIMENSION(variable, name, unit, minimum, maximum) \
  static const patchbay_dimension variable = {sizeof variable, name, unit, minimum, maximum}

DIMENSION(momentary, "momentary", "LUFS", -70, NAN);
DIMENSION(short_term, "short-term", "LUFS", -70, NAN);
DIMENSION(integrated, "integrated", "LUFS", -70, NAN);
DIMENSION(range, "range", "LU", 0, NAN);
DIMENSION(true_peak, "true-peak", "dBTP", -70, NAN);
DIMENSION(sample_peak, "sample-peak", "dBFS", -70, NAN);
DIMENSION(highest_momentary, "highest-momentary", "LUFS", -70, NAN);
DIMENSION(highest_short_term, "highest-short-term", "LUFS", -70, NAN);

static const patchbay_dimension *const loudness_dimensions[] = {&momentary, &short_term};
static const patchbay_dimension *const summary_dimensions[] = {
    &integrated, &range, &true_peak, &sample_peak, &highest_momentary, &highest_short_term};

static const patchbay_output loudness_output = {
    .struct_size = sizeof loudness_output,
    .name = "loudness",
    .summary = "Loudness at the end of every hop, over the last 0.4 s and the last 3 s.",
    .kind = PATCHBAY_OUTPUT_VECTORS,
    .dimensions = loudness_dimensions,
    .dimension_count = 2};
static const patchbay_output summary_output = {
    .struct_size = sizeof summary_output,
    .name = "summary",
    .summary = "The whole sound: one vector at its start.",
    .kind = PATCHBAY_OUTPUT_VECTORS,
    .dimensions = summary_dimensions,
    .dimension_count = 6};
static const patchbay_output *const outputs[] = {&loudness_output, &summary_output};

static const patchbay_parameter hop_parameter = {
    sizeof hop_parameter, "hop", "Time from one measurement to the next.", "s", PATCHBAY_NUMBER, 0,
    {sizeof(patchbay_value), PATCHBAY_NUMBER, "hop", 1, 0, NULL}, 0.1, 3600, NULL, 0};
static const patchbay_parameter true_peak_parameter = {
    sizeof true_peak_parameter, "true-peak", "Whether to find the peaks between samples; slower.",
    "", PATCHBAY_BOOLEAN, 0,
    {sizeof(patchbay_value), PATCHBAY_BOOLEAN, "true-peak", 0, 1, NULL}, NAN, NAN, NULL, 0};
static const patchbay_parameter dual_mono_parameter = {
    sizeof dual_mono_parameter, "dual-mono",
    "Whether one channel counts as heard from two loudspeakers, 3 LU louder.",
    "", PATCHBAY_BOOLEAN, 0,
    {sizeof(patchbay_value), PATCHBAY_BOOLEAN, "dual-mono", 0, 0, NULL}, NAN, NAN, NULL, 0};
static const patchbay_parameter *const parameters[] = {&hop_parameter, &true_peak_parameter,
                                                       &dual_mono_parameter};

static const patchbay_descriptor descriptor = {
    .struct_size = sizeof descriptor,
    .abi_major = PATCHBAY_ABI_MAJOR,
    .abi_minor = PATCHBAY_ABI_MINOR,
    .flags = PATCHBAY_THREAD_SAFE,
    .name = "loudness",
    .version = "1.0.0",
    .summary = "Measures loudness by EBU R128.",
    .author = "The Patchbay authors",
    .licence = "Apache-2.0",
    .inputs = inputs,
    .input_count = 1,
    .outputs = outputs,
    .output_count = 2,
    .parameters = parameters,
    .parameter_count = 3,
    .create = create,
    .destroy = destroy,
    .open = open_session,
    .push_audio = push_audio,
    .finish = finish,
    .close = close_session,
};

const patchbay_descriptor *patchbay_plugin(void) { return &descriptor; }
