/* The functions of ONNX Runtime's C interface that Inference uses.
 *
 * The library is not linked: it is loaded when a model is first opened. It hands out one table of
 * function pointers whose positions never change; inference.c says which position is whose. */
#ifndef CINFERENCE_H
#define CINFERENCE_H

#include <stddef.h>
#include <stdint.h>

/* Objects of the library. A status that is not NULL is an error, and owned by who gets it. */
typedef struct ci_status ci_status;
typedef struct ci_env ci_env;
typedef struct ci_session ci_session;
typedef struct ci_session_options ci_session_options;
typedef struct ci_run_options ci_run_options;
typedef struct ci_value ci_value;
typedef struct ci_type_info ci_type_info;
typedef struct ci_tensor_info ci_tensor_info;
typedef struct ci_metadata ci_metadata;
typedef struct ci_allocator ci_allocator;

typedef struct ci_api {
  ci_status *(*create_status)(int code, const char *text);
  int (*get_error_code)(const ci_status *);
  const char *(*get_error_message)(const ci_status *);
  void (*release_status)(ci_status *);

  ci_status *(*create_env)(int severity, const char *log_id, ci_env **);
  ci_status *(*get_allocator)(ci_allocator **); /* shared, never freed */
  ci_status *(*allocator_free)(ci_allocator *, void *);

  ci_status *(*create_session_options)(ci_session_options **);
  ci_status *(*set_intra_op_threads)(ci_session_options *, int);
  ci_status *(*set_inter_op_threads)(ci_session_options *, int);
  ci_status *(*add_config_entry)(ci_session_options *, const char *key, const char *value);
  void (*release_session_options)(ci_session_options *);

  ci_status *(*create_session)(const ci_env *, const char *path, const ci_session_options *,
                               ci_session **);
  ci_status *(*create_session_from_array)(const ci_env *, const void *, size_t,
                                          const ci_session_options *, ci_session **);
  ci_status *(*get_input_count)(const ci_session *, size_t *);
  ci_status *(*get_output_count)(const ci_session *, size_t *);
  ci_status *(*get_input_name)(const ci_session *, size_t, ci_allocator *, char **);
  ci_status *(*get_output_name)(const ci_session *, size_t, ci_allocator *, char **);
  ci_status *(*get_input_type)(const ci_session *, size_t, ci_type_info **);
  ci_status *(*get_output_type)(const ci_session *, size_t, ci_type_info **);
  void (*release_session)(ci_session *);

  ci_status *(*get_tensor_info)(const ci_type_info *, const ci_tensor_info **); /* borrowed */
  void (*release_type_info)(ci_type_info *);
  ci_status *(*get_element_type)(const ci_tensor_info *, int *);
  ci_status *(*get_rank)(const ci_tensor_info *, size_t *);
  ci_status *(*get_dimensions)(const ci_tensor_info *, int64_t *, size_t);
  ci_status *(*get_dimension_names)(const ci_tensor_info *, const char **, size_t); /* borrowed */
  void (*release_tensor_info)(ci_tensor_info *);

  ci_status *(*create_tensor)(ci_allocator *, const int64_t *, size_t rank, int type, ci_value **);
  ci_status *(*get_tensor_data)(ci_value *, void **);
  ci_status *(*get_tensor_shape)(const ci_value *, ci_tensor_info **);
  ci_status *(*fill_strings)(ci_value *, const char *const *, size_t);
  ci_status *(*get_strings_length)(const ci_value *, size_t *);
  ci_status *(*get_strings)(const ci_value *, void *, size_t, size_t *offsets, size_t count);
  void (*release_value)(ci_value *);

  ci_status *(*create_run_options)(ci_run_options **);
  ci_status *(*set_terminate)(ci_run_options *);
  void (*release_run_options)(ci_run_options *);
  ci_status *(*run)(ci_session *, const ci_run_options *, const char *const *input_names,
                    const ci_value *const *inputs, size_t, const char *const *output_names, size_t,
                    ci_value **outputs);

  ci_status *(*get_metadata)(const ci_session *, ci_metadata **);
  ci_status *(*get_producer)(const ci_metadata *, ci_allocator *, char **);
  ci_status *(*get_graph_name)(const ci_metadata *, ci_allocator *, char **);
  ci_status *(*get_domain)(const ci_metadata *, ci_allocator *, char **);
  ci_status *(*get_description)(const ci_metadata *, ci_allocator *, char **);
  ci_status *(*get_version)(const ci_metadata *, int64_t *);
  ci_status *(*get_custom_keys)(const ci_metadata *, ci_allocator *, char ***, int64_t *);
  ci_status *(*get_custom_value)(const ci_metadata *, ci_allocator *, const char *key, char **);
  void (*release_metadata)(ci_metadata *);
} ci_api;

typedef enum ci_outcome {
  CI_LOADED,
  CI_CANNOT_LOAD,   /* text: what the loader said */
  CI_OTHER_LIBRARY, /* it is not ONNX Runtime */
  CI_WRONG_VERSION, /* text: its version */
  CI_BROKEN,        /* its table is not what it should be; text: its version */
} ci_outcome;

/* Loads the library at `path`, a full path, and fills `api`. On success `text` is its version.
 * What is not usable is closed again. */
ci_outcome ci_load(const char *path, ci_api *api, char *text, size_t size);

/* The path of the file that this code lies in: a plugin's library or a program; NULL if unknown. */
const char *ci_own_path(void);

#endif
