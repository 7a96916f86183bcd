#define _GNU_SOURCE
#include "cinference.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The version of the table that is asked for. All positions below exist since version 11, and the
 * library hands out the same table for every version up to its own. */
#define TABLE_VERSION 13

/* What `OrtGetApiBase` returns. */
struct base {
  void *const *(*get_table)(uint32_t version);
  const char *(*get_version)(void);
};

/* The positions are part of the library's published binary interface: it only ever appends. */
static const struct {
  size_t offset;
  int position;
} functions[] = {
#define AT(position, name) {offsetof(ci_api, name), position}
    AT(0, create_status),
    AT(1, get_error_code),
    AT(2, get_error_message),
    AT(3, create_env),
    AT(7, create_session),
    AT(8, create_session_from_array),
    AT(9, run),
    AT(10, create_session_options),
    AT(24, set_intra_op_threads),
    AT(25, set_inter_op_threads),
    AT(30, get_input_count),
    AT(31, get_output_count),
    AT(33, get_input_type),
    AT(34, get_output_type),
    AT(36, get_input_name),
    AT(37, get_output_name),
    AT(39, create_run_options),
    AT(46, set_terminate),
    AT(48, create_tensor),
    AT(51, get_tensor_data),
    AT(52, fill_strings),
    AT(53, get_strings_length),
    AT(54, get_strings),
    AT(55, get_tensor_info),
    AT(60, get_element_type),
    AT(61, get_rank),
    AT(62, get_dimensions),
    AT(63, get_dimension_names),
    AT(65, get_tensor_shape),
    AT(76, allocator_free),
    AT(78, get_allocator),
    AT(93, release_status),
    AT(95, release_session),
    AT(96, release_value),
    AT(97, release_run_options),
    AT(98, release_type_info),
    AT(99, release_tensor_info),
    AT(100, release_session_options),
    AT(111, get_metadata),
    AT(112, get_producer),
    AT(113, get_graph_name),
    AT(114, get_domain),
    AT(115, get_description),
    AT(116, get_custom_value),
    AT(117, get_version),
    AT(118, release_metadata),
    AT(123, get_custom_keys),
    AT(130, add_config_entry),
#undef AT
};

static const size_t function_count = sizeof functions / sizeof *functions;
_Static_assert(sizeof functions / sizeof *functions == sizeof(ci_api) / sizeof(void *),
               "every function has a position");

/* Copies the functions; 0 if one is missing or lies in another library. */
static int fill(ci_api *api, void *const *table, const void *base_function) {
  Dl_info library, place;
  if (dladdr(base_function, &library) == 0) return 0;
  for (size_t i = 0; i < function_count; i++) {
    void *function = table[functions[i].position];
    if (function == NULL || dladdr(function, &place) == 0) return 0;
    if (place.dli_fbase != library.dli_fbase) return 0;
    memcpy((char *)api + functions[i].offset, &function, sizeof function);
  }
  return 1;
}

/* A status must come back as it was made. */
static int echoes(const ci_api *api) {
  ci_status *status = api->create_status(7, "echo");
  if (status == NULL) return 0;
  int same = api->get_error_code(status) == 7 && !strcmp(api->get_error_message(status), "echo");
  api->release_status(status);
  return same;
}

static ci_outcome give_up(void *library, ci_outcome outcome) {
  dlclose(library);
  return outcome;
}

ci_outcome ci_load(const char *path, ci_api *api, char *text, size_t size) {
  /* Later versions send usage data unless this is set before they are loaded. */
  const char *disabled = getenv("ORT_DISABLE_TELEMETRY");
  if (disabled == NULL || strcmp(disabled, "1") != 0) setenv("ORT_DISABLE_TELEMETRY", "1", 1);
  snprintf(text, size, "%s", "");
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) {
    const char *why = dlerror();
    snprintf(text, size, "%s", why ? why : "it cannot be loaded");
    return CI_CANNOT_LOAD;
  }
  const struct base *(*get_base)(void);
  void *symbol = dlsym(library, "OrtGetApiBase");
  if (symbol == NULL) return give_up(library, CI_OTHER_LIBRARY);
  memcpy(&get_base, &symbol, sizeof symbol);
  const struct base *base = get_base();
  if (base == NULL || base->get_version == NULL || base->get_table == NULL)
    return give_up(library, CI_BROKEN);
  const char *version = base->get_version();
  snprintf(text, size, "%s", version ? version : "unknown");
  int major = 0, minor = 0;
  if (sscanf(text, "%d.%d", &major, &minor) != 2 || major != 1 || minor < TABLE_VERSION)
    return give_up(library, CI_WRONG_VERSION);
  void *const *table = base->get_table(TABLE_VERSION);
  if (table == NULL || !fill(api, table, symbol) || !echoes(api))
    return give_up(library, CI_BROKEN);
  return CI_LOADED;
}

const char *ci_own_path(void) {
  Dl_info place;
  void *function;
  const char *(*self)(void) = ci_own_path;
  memcpy(&function, &self, sizeof function);
  return dladdr(function, &place) != 0 ? place.dli_fname : NULL;
}
