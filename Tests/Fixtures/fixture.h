/* A plugin that does nothing and does it well: what the broken ones have in common. It includes
 * the contract's header and nothing else of Patchbay. */
#ifndef FIXTURE_H
#define FIXTURE_H

#include <math.h>
#include <stdlib.h>

#include "patchbay.h"

struct patchbay_instance {
  const patchbay_host *host;
};

struct patchbay_session {
  const patchbay_host *host;
  patchbay_sink *sink;
  uint32_t pushes;
};

static patchbay_status create(const patchbay_host *host, const patchbay_value *const *parameters,
                              uint32_t parameter_count, patchbay_instance **instance) {
  *instance = calloc(1, sizeof **instance);
  (*instance)->host = host;
  return PATCHBAY_OK;
}

static void destroy(patchbay_instance *instance) { free(instance); }

static patchbay_status open_session(patchbay_instance *instance, const patchbay_open *open,
                                    patchbay_session **session) {
  *session = calloc(1, sizeof **session);
  (*session)->host = instance->host;
  (*session)->sink = open->sink;
  return PATCHBAY_OK;
}

static patchbay_status push_text(patchbay_session *session, const patchbay_text *text) {
  session->pushes++;
  return PATCHBAY_OK;
}

static patchbay_status finish(patchbay_session *session) {
  const float values[] = {session->pushes};
  session->host->emit_vector(session->sink, 0, 0, values, 1);
  return PATCHBAY_OK;
}

static void close_session(patchbay_session *session) { free(session); }

static patchbay_input text_input = {sizeof text_input, "text", "Any texts.", PATCHBAY_INPUT_TEXT,
                                    PATCHBAY_PORT_MANY};
static const patchbay_input *inputs[] = {&text_input, NULL};

static patchbay_dimension pushes_dimension = {sizeof pushes_dimension, "pushes", "", 0, NAN};
static const patchbay_dimension *dimensions[] = {&pushes_dimension};
static patchbay_output pushes_output = {sizeof pushes_output,    "pushes",   "How many texts came.",
                                        PATCHBAY_OUTPUT_VECTORS, dimensions, 1};
static const patchbay_output *outputs[] = {&pushes_output, NULL};

static const char *modes[] = {"slow", "fast"};
static patchbay_parameter mode_parameter = {
    sizeof mode_parameter, "mode", "How to do nothing.", "", PATCHBAY_CHOICE, 0,
    {sizeof(patchbay_value), PATCHBAY_CHOICE, "mode", 0, 0, "slow"}, NAN, NAN, modes, 2};
static patchbay_parameter level_parameter = {
    sizeof level_parameter, "level", "How much of it.", "", PATCHBAY_NUMBER, 0,
    {sizeof(patchbay_value), PATCHBAY_NUMBER, "level", 0.5, 0, NULL}, 0, 1, NULL, 0};
static const patchbay_parameter *parameters[] = {&mode_parameter, &level_parameter};

static patchbay_descriptor descriptor = {
    .struct_size = sizeof descriptor,
    .abi_major = PATCHBAY_ABI_MAJOR,
    .abi_minor = PATCHBAY_ABI_MINOR,
    .flags = PATCHBAY_THREAD_SAFE,
    .name = "fixture",
    .version = "1.0.0",
    .summary = "Does nothing, well.",
    .author = "",
    .licence = "Apache-2.0",
    .inputs = inputs,
    .input_count = 1,
    .outputs = outputs,
    .output_count = 1,
    .parameters = parameters,
    .parameter_count = 2,
    .create = create,
    .destroy = destroy,
    .open = open_session,
    .push_text = push_text,
    .finish = finish,
    .close = close_session,
};

#endif
