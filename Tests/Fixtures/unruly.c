// A plugin that does as it is told: `how` says what, `where` in which call, and `at-start` what
// to do in `create`. In `push` the deed is done at every piece of media.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "deeds.h"
#include "patchbay.h"

PATCHBAY_PLUGIN

struct patchbay_instance {
  const patchbay_host *host;
};

static const char *const places[] = {"open", "push", "finish", "close"};
enum { OPEN, PUSH, FINISH, CLOSE, PLACE_COUNT };

static int find(const char *name, const char *const *list, int count) {
  for (int i = 0; i < count; i++)
    if (!strcmp(name, list[i])) return i;
  return 0;
}

static patchbay_status create(const patchbay_host *host, const patchbay_value *const *parameters,
                              uint32_t parameter_count, patchbay_instance **instance) {
  patchbay_session none = {.host = host, .amount = 1};
  none.how = find(parameters[0]->text, deed_names, DEED_COUNT);
  if (none.how) {
    patchbay_status status = deeds[none.how](&none);
    if (status != PATCHBAY_OK) return status;
  }
  *instance = calloc(1, sizeof **instance);
  (*instance)->host = host;
  return PATCHBAY_OK;
}

static void destroy(patchbay_instance *instance) { free(instance); }

static patchbay_status act(patchbay_session *s, int where) {
  return s->where == where ? deeds[s->how](s) : PATCHBAY_OK;
}

static patchbay_status open_session(patchbay_instance *instance, const patchbay_open *open,
                                    patchbay_session **session) {
  patchbay_session *s = calloc(1, sizeof *s);
  s->host = instance->host;
  s->sink = open->sink;
  s->how = find(open->parameters[0]->text, deed_names, DEED_COUNT);
  s->where = find(open->parameters[1]->text, places, PLACE_COUNT);
  s->amount = open->parameters[2]->integer;
  patchbay_status status = act(s, OPEN);
  if (status != PATCHBAY_OK) {
    free(s);
    return status;
  }
  *session = s;
  return PATCHBAY_OK;
}

static patchbay_status push_frame(patchbay_session *s, const patchbay_frame *frame) {
  s->time = frame->time;
  return act(s, PUSH);
}

static patchbay_status push_audio(patchbay_session *s, const patchbay_audio *audio) {
  s->time = audio->time;
  return act(s, PUSH);
}

static patchbay_status push_text(patchbay_session *s, const patchbay_text *text) {
  return act(s, PUSH);
}

static patchbay_status finish(patchbay_session *s) { return act(s, FINISH); }

static void close_session(patchbay_session *s) {
  act(s, CLOSE);
  free(s);
}

static const patchbay_input audio_input = {
    .struct_size = sizeof audio_input, .name = "audio", .summary = "Any sound.",
    .kind = PATCHBAY_INPUT_AUDIO, .flags = PATCHBAY_PORT_OPTIONAL};
static const patchbay_input frame_input = {
    .struct_size = sizeof frame_input, .name = "frame", .summary = "Any pictures.",
    .kind = PATCHBAY_INPUT_FRAME, .flags = PATCHBAY_PORT_OPTIONAL,
    .pixel_format = PATCHBAY_RGB8, .sampling = PATCHBAY_ALL_FRAMES};
static const patchbay_input text_input = {
    .struct_size = sizeof text_input, .name = "text", .summary = "Any texts.",
    .kind = PATCHBAY_INPUT_TEXT, .flags = PATCHBAY_PORT_OPTIONAL | PATCHBAY_PORT_MANY};
static const patchbay_input *const inputs[] = {&audio_input, &frame_input, &text_input};

static const patchbay_dimension one = {sizeof one, "one", "", NAN, NAN};
static const patchbay_dimension two = {sizeof two, "two", "", NAN, NAN};
static const patchbay_dimension three = {sizeof three, "three", "", NAN, NAN};
static const patchbay_dimension *const dimensions[] = {&one, &two, &three};

static const patchbay_output timestamps_output = {
    .struct_size = sizeof timestamps_output, .name = "timestamps", .summary = "Stretches.",
    .kind = PATCHBAY_OUTPUT_TIMESTAMPS};
static const patchbay_output vectors_output = {
    .struct_size = sizeof vectors_output, .name = "vectors", .summary = "Three numbers.",
    .kind = PATCHBAY_OUTPUT_VECTORS, .dimensions = dimensions, .dimension_count = 3};
static const patchbay_output labels_output = {
    .struct_size = sizeof labels_output, .name = "labels", .summary = "Labels.",
    .kind = PATCHBAY_OUTPUT_LABELS};
static const patchbay_output artifact_output = {
    .struct_size = sizeof artifact_output, .name = "artifact", .summary = "A document.",
    .kind = PATCHBAY_OUTPUT_ARTIFACT, .media_type = "text/plain"};
static const patchbay_output *const outputs[] = {&timestamps_output, &vectors_output,
                                                 &labels_output, &artifact_output};

static const patchbay_parameter at_start_parameter = {
    sizeof at_start_parameter, "at-start", "What to do when it is loaded.", "", PATCHBAY_CHOICE,
    PATCHBAY_PARAMETER_ADMIN,
    {sizeof(patchbay_value), PATCHBAY_CHOICE, "at-start", 0, 0, "behave"}, NAN, NAN,
    deed_names, DEED_COUNT};
static const patchbay_parameter how_parameter = {
    sizeof how_parameter, "how", "What to do.", "", PATCHBAY_CHOICE, 0,
    {sizeof(patchbay_value), PATCHBAY_CHOICE, "how", 0, 0, "behave"}, NAN, NAN, deed_names,
    DEED_COUNT};
static const patchbay_parameter where_parameter = {
    sizeof where_parameter, "where", "In which call.", "", PATCHBAY_CHOICE, 0,
    {sizeof(patchbay_value), PATCHBAY_CHOICE, "where", 0, 0, "push"}, NAN, NAN, places,
    PLACE_COUNT};
static const patchbay_parameter amount_parameter = {
    sizeof amount_parameter, "amount", "How many results, lines or bytes.", "", PATCHBAY_INTEGER,
    0, {sizeof(patchbay_value), PATCHBAY_INTEGER, "amount", 0, 1000000, NULL}, 0, NAN, NULL, 0};
static const patchbay_parameter *const parameters[] = {&at_start_parameter, &how_parameter,
                                                       &where_parameter, &amount_parameter};

static const patchbay_descriptor descriptor = {
    .struct_size = sizeof descriptor,
    .abi_major = PATCHBAY_ABI_MAJOR,
    .abi_minor = PATCHBAY_ABI_MINOR,
    .flags = PATCHBAY_THREAD_SAFE,
    .name = "unruly",
    .version = "1.0.0",
    .summary = "Misbehaves as it is told.",
    .author = "",
    .licence = "Apache-2.0",
    .inputs = inputs,
    .input_count = 3,
    .outputs = outputs,
    .output_count = 4,
    .parameters = parameters,
    .parameter_count = 4,
    .create = create,
    .destroy = destroy,
    .open = open_session,
    .push_frame = push_frame,
    .push_audio = push_audio,
    .push_text = push_text,
    .finish = finish,
    .close = close_session,
};

const patchbay_descriptor *patchbay_plugin(void) { return &descriptor; }
