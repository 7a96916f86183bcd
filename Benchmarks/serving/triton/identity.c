/* An identity backend for Triton, for measuring what its server costs around a model.
 *
 * FP32 comes back as it is; BYTES come back as their number, INT32[1], so that a large body is
 * read but not sent back. The functions of Triton's backend API are declared here by hand: its
 * headers are not part of the Python package that brings the server. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef struct TRITONSERVER_Error Error;
typedef struct TRITONBACKEND_Request Request;
typedef struct TRITONBACKEND_Response Response;
typedef struct TRITONBACKEND_Input Input;
typedef struct TRITONBACKEND_Output Output;
typedef struct TRITONBACKEND_ModelInstance ModelInstance;

enum { TYPE_INT32 = 8, TYPE_BYTES = 13 };
enum { MEMORY_CPU = 0, RESPONSE_FINAL = 1, RELEASE_ALL = 1 };

Error *TRITONBACKEND_RequestInputByIndex(Request *, uint32_t index, Input **);
Error *TRITONBACKEND_InputProperties(Input *, const char **name, int *type, const int64_t **shape,
                                     uint32_t *dimensions, uint64_t *bytes, uint32_t *buffers);
Error *TRITONBACKEND_InputBuffer(Input *, uint32_t index, const void **start, uint64_t *bytes,
                                 int *memory, int64_t *memory_id);
Error *TRITONBACKEND_ResponseNew(Response **, Request *);
Error *TRITONBACKEND_ResponseOutput(Response *, Output **, const char *name, int type,
                                    const int64_t *shape, uint32_t dimensions);
Error *TRITONBACKEND_OutputBuffer(Output *, void **start, uint64_t bytes, int *memory,
                                  int64_t *memory_id);
Error *TRITONBACKEND_ResponseSend(Response *, uint32_t flags, Error *);
Error *TRITONBACKEND_RequestRelease(Request *, uint32_t flags);

/* The output `y`, with room for `bytes`; NULL where Triton refuses. */
static void *make_output(Response *response, int type, const int64_t *shape, uint32_t dimensions,
                         uint64_t bytes) {
  Output *output;
  void *start = NULL;
  int memory = MEMORY_CPU;
  int64_t memory_id = 0;
  if (TRITONBACKEND_ResponseOutput(response, &output, "y", type, shape, dimensions) != NULL ||
      TRITONBACKEND_OutputBuffer(output, &start, bytes, &memory, &memory_id) != NULL) {
    return NULL;
  }
  return start;
}

static void copy_input(Input *input, uint32_t buffers, char *to) {
  for (uint32_t index = 0; index < buffers; index++) {
    const void *start;
    uint64_t bytes;
    int memory = MEMORY_CPU;
    int64_t memory_id = 0;
    TRITONBACKEND_InputBuffer(input, index, &start, &bytes, &memory, &memory_id);
    memcpy(to, start, bytes);
    to += bytes;
  }
}

static void answer(Request *request) {
  Input *input;
  Response *response;
  const char *name;
  const int64_t *shape;
  int type;
  uint32_t dimensions, buffers;
  uint64_t bytes;
  if (TRITONBACKEND_RequestInputByIndex(request, 0, &input) != NULL ||
      TRITONBACKEND_InputProperties(input, &name, &type, &shape, &dimensions, &bytes, &buffers) !=
          NULL ||
      TRITONBACKEND_ResponseNew(&response, request) != NULL) {
    fprintf(stderr, "identity: a request cannot be read\n");
    return;
  }
  if (type == TYPE_BYTES) {
    const int64_t one = 1;
    int32_t *count = make_output(response, TYPE_INT32, &one, 1, sizeof *count);
    /* An element is preceded by its length, 4 bytes. */
    if (count != NULL) *count = (int32_t)(bytes - 4);
  } else {
    char *copy = make_output(response, type, shape, dimensions, bytes);
    if (copy != NULL) copy_input(input, buffers, copy);
  }
  TRITONBACKEND_ResponseSend(response, RESPONSE_FINAL, NULL);
}

Error *TRITONBACKEND_ModelInstanceExecute(ModelInstance *instance, Request **requests,
                                          uint32_t count) {
  (void)instance;
  for (uint32_t index = 0; index < count; index++) {
    answer(requests[index]);
    TRITONBACKEND_RequestRelease(requests[index], RELEASE_ALL);
  }
  return NULL;
}
