// Reports how bright each picture is: the mean and the spread of its pixels, and "dark" where the
// mean is below a limit. A whole plugin in C, to be copied.
#include <math.h>
#include <stdlib.h>

#include "patchbay.h"

PATCHBAY_PLUGIN

// ---- What it takes, gives, and can be told -------------------------------------------------

static const patchbay_input frame_input = {
    .struct_size = sizeof frame_input,
    .name = "frame",
    .summary = "The pictures to measure.",
    .kind = PATCHBAY_INPUT_FRAME,
    .pixel_format = PATCHBAY_GRAY8,
    .longest_side = 320,
    .sampling = PATCHBAY_EVERY_SECONDS,
    .sampling_value = 1,
    .sampling_parameter = "interval"};
static const patchbay_input *const inputs[] = {&frame_input};

static const patchbay_dimension mean = {sizeof mean, "mean", "", 0, 255};
static const patchbay_dimension spread = {sizeof spread, "spread", "", 0, 128};
static const patchbay_dimension *const dimensions[] = {&mean, &spread};
static const char *const vocabulary[] = {"dark"};

enum { BRIGHTNESS, LABELS };
static const patchbay_output brightness_output = {
    .struct_size = sizeof brightness_output,
    .name = "brightness",
    .summary = "The mean of the pixels, 0 to 255, and their standard deviation.",
    .kind = PATCHBAY_OUTPUT_VECTORS,
    .dimensions = dimensions,
    .dimension_count = 2};
static const patchbay_output labels_output = {
    .struct_size = sizeof labels_output,
    .name = "labels",
    .summary = "The pictures that are dark.",
    .kind = PATCHBAY_OUTPUT_LABELS,
    .vocabulary = vocabulary,
    .vocabulary_count = 1};
static const patchbay_output *const outputs[] = {&brightness_output, &labels_output};

enum { INTERVAL, DARK };
static const patchbay_parameter interval = {
    sizeof interval, "interval", "Time between two pictures.", "s", PATCHBAY_NUMBER, 0,
    {sizeof(patchbay_value), PATCHBAY_NUMBER, "interval", 1, 0, NULL}, 0.04, 3600, NULL, 0};
static const patchbay_parameter dark = {
    sizeof dark, "dark", "Pictures with a mean below this are dark.", "", PATCHBAY_NUMBER, 0,
    {sizeof(patchbay_value), PATCHBAY_NUMBER, "dark", 40, 0, NULL}, 0, 255, NULL, 0};
static const patchbay_parameter *const parameters[] = {&interval, &dark};

// ---- Its work ------------------------------------------------------------------------------

struct patchbay_instance {
  const patchbay_host *host;
};

struct patchbay_session {
  const patchbay_host *host;
  patchbay_sink *sink;
  double dark;
};

static patchbay_status create(const patchbay_host *host, const patchbay_value *const *settings,
                              uint32_t setting_count, patchbay_instance **instance) {
  *instance = malloc(sizeof **instance);
  if (!*instance) return PATCHBAY_FAILED;
  (*instance)->host = host;
  return PATCHBAY_OK;
}

static void destroy(patchbay_instance *instance) { free(instance); }

static patchbay_status open_session(patchbay_instance *instance, const patchbay_open *open,
                                    patchbay_session **session) {
  *session = malloc(sizeof **session);
  if (!*session) return PATCHBAY_FAILED;
  (*session)->host = instance->host;
  (*session)->sink = open->sink;
  (*session)->dark = open->parameters[DARK]->number;
  return PATCHBAY_OK;
}

static patchbay_status push_frame(patchbay_session *session, const patchbay_frame *frame) {
  uint64_t sum = 0, squares = 0, count = (uint64_t)frame->width * frame->height;
  for (uint32_t y = 0; y < frame->height; y++) {
    const uint8_t *row = frame->planes[0] + y * frame->strides[0];
    for (uint32_t x = 0; x < frame->width; x++) {
      sum += row[x];
      squares += (uint32_t)row[x] * row[x];
    }
  }
  double average = (double)sum / count;
  double variance = fmax((double)squares / count - average * average, 0);
  const float values[] = {average, sqrt(variance)};
  session->host->emit_vector(session->sink, BRIGHTNESS, frame->time, values, 2);
  if (average < session->dark)
    session->host->emit_label(session->sink, LABELS, frame->time, "dark", average, NULL);
  return PATCHBAY_OK;
}

static patchbay_status finish(patchbay_session *session) { return PATCHBAY_OK; }

static void close_session(patchbay_session *session) { free(session); }

// ---- What it is ----------------------------------------------------------------------------

static const patchbay_descriptor descriptor = {
    .struct_size = sizeof descriptor,
    .abi_major = PATCHBAY_ABI_MAJOR,
    .abi_minor = PATCHBAY_ABI_MINOR,
    .flags = PATCHBAY_THREAD_SAFE,
    .name = "brightness",
    .version = "1.0.0",
    .summary = "Measures how bright the pictures are.",
    .author = "",
    .licence = "Apache-2.0",
    .inputs = inputs,
    .input_count = 1,
    .outputs = outputs,
    .output_count = 2,
    .parameters = parameters,
    .parameter_count = 2,
    .create = create,
    .destroy = destroy,
    .open = open_session,
    .push_frame = push_frame,
    .finish = finish,
    .close = close_session};

const patchbay_descriptor *patchbay_plugin(void) { return &descriptor; }
