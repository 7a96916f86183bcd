/* patchbay.h - the contract between a Patchbay host and a plugin.
 *
 * A plugin is a shared library that exports one symbol, `patchbay_plugin`. It returns a pointer
 * to a static `patchbay_descriptor`; everything else is reached through that descriptor and
 * through the `patchbay_host` that the plugin is given. Media goes in (frames, packets, audio,
 * text); timestamps, vectors, labels and artifacts come out, each with its time in seconds.
 *
 * How to read it: every declaration says what it is, what must hold, who owns the memory, and
 * which thread may call it, in that order.
 *
 * Compatibility. The host compares `PATCHBAY_ABI_MAJOR` for equality and accepts any minor
 * version: structs only grow at their end, and every struct that crosses the line starts with
 * its own size, so either side knows which fields the other one has. A newer plugin in an older
 * host finds fields missing in the host's structs and must check `struct_size` before it reads
 * them. An older plugin in a newer host simply never sees the new fields. Optional features are
 * looked up by name with `get_extension`, on both sides. The same version numbers stand in an
 * ELF note (see PATCHBAY_PLUGIN), so a host can refuse a stranger without running its code.
 *
 * Threads. The host never calls one session from two threads at the same time, and unless
 * PATCHBAY_THREAD_SAFE is set it never calls one instance from two threads at the same time.
 * Successive calls may come from different threads.
 *
 * Text is UTF-8, ends with NUL, and is lent for the call unless said otherwise. Times are
 * seconds of media time, as double. "No value" of a float or double is NaN.
 */
#ifndef PATCHBAY_H
#define PATCHBAY_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define PATCHBAY_ABI_MAJOR 1u
#define PATCHBAY_ABI_MINOR 0u

/* ---- Status -------------------------------------------------------------------------------- */

/* How a call ended. A plugin that returns anything but PATCHBAY_OK says why in one sentence with
 * `patchbay_host.fail` before it returns. Unknown values are treated as PATCHBAY_FAILED. */
typedef int32_t patchbay_status;

#define PATCHBAY_OK 0
#define PATCHBAY_FAILED 1        /* the plugin could not do its work */
#define PATCHBAY_BAD_PARAMETER 2 /* a parameter has a value that the plugin cannot use */
#define PATCHBAY_BAD_INPUT 3     /* the media is not what the plugin can work with */
#define PATCHBAY_UNAVAILABLE 4   /* something the plugin needs (a model, a device) is missing */
#define PATCHBAY_CANCELLED 5     /* the plugin stopped because `is_cancelled` said so */

/* ---- Input ports ---------------------------------------------------------------------------- */

typedef uint32_t patchbay_input_kind;
#define PATCHBAY_INPUT_FRAME 1u
#define PATCHBAY_INPUT_AUDIO 2u
#define PATCHBAY_INPUT_TEXT 3u

typedef uint32_t patchbay_pixel_format;
#define PATCHBAY_GRAY8 1u /* one plane, 1 byte per pixel, full range */
#define PATCHBAY_RGB8 2u  /* one plane, 3 bytes per pixel in the order R, G, B, full range */
#define PATCHBAY_NV12 3u  /* plane 0: luma; plane 1: Cb and Cr interleaved, half width and height */

typedef uint32_t patchbay_sampling;
#define PATCHBAY_ALL_FRAMES 1u    /* every frame that decodes */
#define PATCHBAY_KEYFRAMES 2u     /* frames that decode on their own */
#define PATCHBAY_EVERY_SECONDS 3u /* one frame every `sampling_value` seconds */
#define PATCHBAY_PER_SECOND 4u    /* `sampling_value` frames per second */
#define PATCHBAY_PACKETS_ONLY 5u  /* sizes and key flags of the compressed packets, no pixels */

/* The port may stay empty in a session. */
#define PATCHBAY_PORT_OPTIONAL 1u
/* The port takes frames only where the plugin asked for them with `request_frames`, after the
 * session's packets have been pushed and `finish_packets` was called. Where the source has no
 * packets (pictures sent one by one, raw tensors), frames are pushed by the sampling rule. */
#define PATCHBAY_PORT_ON_DEMAND 2u
/* A text port that takes more than one text in a session. */
#define PATCHBAY_PORT_MANY 4u
/* Frames that serve as examples: pushed before all others, each with time NaN. */
#define PATCHBAY_PORT_EXAMPLES 8u

/* One input port: what the plugin wants, so that the host adapts the media to it. Static. */
typedef struct patchbay_input {
  uint32_t struct_size;
  const char *name;    /* for programs: [a-z0-9-]+, unique among the inputs, never changes */
  const char *summary; /* for people: one sentence */
  patchbay_input_kind kind;
  uint32_t flags; /* PATCHBAY_PORT_... */

  /* frame */
  patchbay_pixel_format pixel_format; /* ignored with PATCHBAY_PACKETS_ONLY */
  uint32_t longest_side;              /* pixels; larger frames are scaled down; 0: as they are */
  patchbay_sampling sampling;
  double sampling_value;          /* of PATCHBAY_EVERY_SECONDS and PATCHBAY_PER_SECOND */
  const char *sampling_parameter; /* number parameter that overrides sampling_value, or NULL */

  /* audio: float32, planar, nominally -1 to 1 */
  double sample_rate; /* Hz; 0: the source's own */
  uint32_t channels;  /* 1: mixed down; 0: the source's own */
  uint32_t block;     /* samples per channel in one push; 0: as they come */
  uint32_t hop;       /* samples from one block's start to the next; 0: same as block */
} patchbay_input;

/* ---- Output ports --------------------------------------------------------------------------- */

typedef uint32_t patchbay_output_kind;
#define PATCHBAY_OUTPUT_TIMESTAMPS 1u
#define PATCHBAY_OUTPUT_VECTORS 2u
#define PATCHBAY_OUTPUT_LABELS 3u
#define PATCHBAY_OUTPUT_ARTIFACT 4u

/* One dimension of a vector output. Static. */
typedef struct patchbay_dimension {
  uint32_t struct_size;
  const char *name; /* for programs: [a-z0-9-]+ */
  const char *unit; /* "Hz", "LUFS"; "" for none */
  double minimum;   /* NaN: no bound */
  double maximum;   /* NaN: no bound */
} patchbay_dimension;

/* One output port. Static. */
typedef struct patchbay_output {
  uint32_t struct_size;
  const char *name;    /* for programs: [a-z0-9-]+, unique among the outputs, never changes */
  const char *summary; /* for people: one sentence */
  patchbay_output_kind kind;
  /* vectors: the dimensions; a count of 0 means that each vector has its own length */
  const patchbay_dimension *const *dimensions;
  uint32_t dimension_count;
  /* timestamps and labels: every label that can occur; a count of 0 means any text */
  const char *const *vocabulary;
  uint32_t vocabulary_count;
  const char *media_type; /* artifact: such as "image/png"; otherwise NULL */
} patchbay_output;

/* ---- Parameters ----------------------------------------------------------------------------- */

typedef uint32_t patchbay_parameter_type;
#define PATCHBAY_NUMBER 1u  /* double */
#define PATCHBAY_INTEGER 2u /* int64_t */
#define PATCHBAY_BOOLEAN 3u /* integer 0 or 1 */
#define PATCHBAY_TEXT 4u
#define PATCHBAY_CHOICE 5u /* text, one of `choices` */

/* Set by the administrator in the manifest and given to `create`; clients cannot set it. */
#define PATCHBAY_PARAMETER_ADMIN 1u

/* A value of a parameter, with its name. Only the field of its type is read. */
typedef struct patchbay_value {
  uint32_t struct_size;
  patchbay_parameter_type type;
  const char *name;
  double number;
  int64_t integer;
  const char *text; /* never NULL for PATCHBAY_TEXT and PATCHBAY_CHOICE */
} patchbay_value;

/* One parameter: the host validates values against it, and draws help and forms from it. Static. */
typedef struct patchbay_parameter {
  uint32_t struct_size;
  const char *name;    /* for programs: [a-z0-9-]+, unique, never changes */
  const char *summary; /* for people: one sentence */
  const char *unit;    /* "s", "Hz"; "" for none */
  patchbay_parameter_type type;
  uint32_t flags; /* PATCHBAY_PARAMETER_... */
  patchbay_value default_value;
  double minimum; /* number and integer; NaN: no bound */
  double maximum; /* number and integer; NaN: no bound */
  const char *const *choices;
  uint32_t choice_count;
} patchbay_parameter;

/* ---- What is pushed ------------------------------------------------------------------------- */

#define PATCHBAY_FRAME_KEY 1u /* decoded from a keyframe */

/* One picture. Lent for the call, planes included. */
typedef struct patchbay_frame {
  uint32_t struct_size;
  uint32_t port;     /* index into the descriptor's inputs */
  double time;       /* seconds; NaN for an example */
  double duration;   /* seconds until the next frame of the source; NaN if unknown */
  patchbay_pixel_format pixel_format;
  uint32_t flags; /* PATCHBAY_FRAME_... */
  uint32_t width, height;               /* pixels, as pushed */
  uint32_t source_width, source_height; /* pixels, before scaling */
  const uint8_t *planes[3];
  size_t strides[3]; /* bytes from one row to the next; rows may be padded */
} patchbay_frame;

#define PATCHBAY_PACKET_KEY 1u

/* One compressed packet of the video stream, without its bytes. */
typedef struct patchbay_packet {
  double time;     /* presentation time, seconds */
  double duration; /* seconds */
  uint32_t size;   /* bytes */
  uint32_t flags;  /* PATCHBAY_PACKET_... */
} patchbay_packet;

/* One block of audio. Lent for the call. The last block of a session may be shorter. */
typedef struct patchbay_audio {
  uint32_t struct_size;
  uint32_t port;
  double time;        /* of the first sample, seconds */
  double sample_rate; /* Hz */
  uint32_t channels;
  uint32_t samples;           /* per channel */
  const float *const *planes; /* `channels` pointers to `samples` values each */
} patchbay_audio;

/* One text. Lent for the call; not NUL-terminated. */
typedef struct patchbay_text {
  uint32_t struct_size;
  uint32_t port;
  const char *bytes; /* valid UTF-8 */
  size_t length;
} patchbay_text;

/* What is known of the media when a session opens. Zero or NaN where unknown. */
typedef struct patchbay_media {
  uint32_t struct_size;
  double duration; /* seconds */
  uint32_t width, height;
  double frame_rate;  /* mean, frames per second */
  double sample_rate; /* Hz */
  uint32_t channels;
} patchbay_media;

/* ---- What the host offers ------------------------------------------------------------------- */

/* Where one session's results go. Owned by the host; valid from `open` until `close` returns. */
typedef struct patchbay_sink patchbay_sink;

#define PATCHBAY_LOG_DEBUG 0
#define PATCHBAY_LOG_INFO 1
#define PATCHBAY_LOG_WARNING 2
#define PATCHBAY_LOG_ERROR 3

/* The host's side of the contract. Valid from `create` until `destroy` returns. The functions
 * that take a sink may be called during any call for that sink's session, on that call's thread;
 * all that they are given is copied before they return. `port` is an index into the
 * descriptor's outputs. Results may come in any order of time. */
typedef struct patchbay_host {
  uint32_t struct_size;
  uint32_t abi_major, abi_minor; /* what the host speaks */
  const char *name;              /* "patchbay" */
  const char *version;

  /* A stretch of media time, in seconds, start <= stop. label may be NULL, score NaN. */
  void (*emit_segment)(patchbay_sink *, uint32_t port, double start, double stop,
                       const char *label, float score);
  /* `count` values at a time. `count` is the number of dimensions that the port declares. */
  void (*emit_vector)(patchbay_sink *, uint32_t port, double time, const float *values,
                      uint32_t count);
  /* A label at a time. box is NULL or {left, top, width, height} as fractions of the picture. */
  void (*emit_label)(patchbay_sink *, uint32_t port, double time, const char *label, float score,
                     const float *box);
  /* A finished document. name is a file name such as "report.png", or NULL. */
  void (*emit_artifact)(patchbay_sink *, uint32_t port, const char *media_type, const char *name,
                        const void *bytes, size_t length);

  /* Asks for the frames of an on-demand input port (index into the inputs) with times in
   * [start, stop). Allowed from the first packet until `finish_packets` returns. Overlapping
   * requests are merged. every: seconds between frames; 0: every frame; NaN: keyframes only. */
  void (*request_frames)(patchbay_sink *, uint32_t port, double start, double stop, double every);

  /* How much of the session's work is done, 0 to 1; the host reckons it from time otherwise. */
  void (*progress)(patchbay_sink *, double fraction);
  /* 1 when nobody waits for the session any more. Cheap; ask it in every long loop. */
  int32_t (*is_cancelled)(patchbay_sink *);
  /* The one sentence that goes with the status about to be returned. sink is NULL in `create`. */
  void (*fail)(const struct patchbay_host *, patchbay_sink *, const char *sentence);
  /* A line for the administrator. May be called from any thread at any time. */
  void (*log)(const struct patchbay_host *, int32_t level, const char *line);
  /* An optional table of functions such as "name/1", or NULL. Static. */
  const void *(*get_extension)(const struct patchbay_host *, const char *name);
} patchbay_host;

/* ---- The plugin ----------------------------------------------------------------------------- */

/* A loaded plugin with its configuration, and one pass over some media. Owned by the plugin. */
typedef struct patchbay_instance patchbay_instance;
typedef struct patchbay_session patchbay_session;

/* What a session is opened with. Lent for the call. */
typedef struct patchbay_open {
  uint32_t struct_size;
  patchbay_sink *sink;
  const patchbay_value *const *parameters; /* every one that is not ADMIN, in declared order */
  uint32_t parameter_count;
  const patchbay_media *media;
} patchbay_open;

/* Sessions of one instance may be called from several threads at the same time. */
#define PATCHBAY_THREAD_SAFE 1u
/* Every call returns within about a millisecond and never blocks; the host may then call the
 * plugin from the thread that serves the network. */
#define PATCHBAY_PROMPT 2u

/* What a plugin is. Static: valid and unchanged as long as the library is loaded. The first
 * three fields never move. The function pointers may be NULL where marked. */
typedef struct patchbay_descriptor {
  uint32_t struct_size;
  uint32_t abi_major, abi_minor; /* what the plugin was built against */
  uint32_t flags;                /* PATCHBAY_THREAD_SAFE, PATCHBAY_PROMPT */
  const char *name;              /* for programs: [a-z0-9-]+, never changes */
  const char *version;           /* such as "1.4.0" */
  const char *summary;           /* for people: one sentence */
  const char *author;
  const char *licence; /* SPDX identifier, such as "Apache-2.0" */

  const patchbay_input *const *inputs;
  uint32_t input_count;
  const patchbay_output *const *outputs;
  uint32_t output_count;
  const patchbay_parameter *const *parameters;
  uint32_t parameter_count;
  uint32_t max_sessions; /* open at the same time on one instance; 0: any number */

  /* Makes an instance from the ADMIN parameters. Called once per process; may be slow (loads
   * the model). On success *instance is not NULL; on failure nothing is left behind. */
  patchbay_status (*create)(const patchbay_host *, const patchbay_value *const *parameters,
                            uint32_t parameter_count, patchbay_instance **instance);
  /* Ends an instance whose sessions are all closed. */
  void (*destroy)(patchbay_instance *);

  /* Begins a pass. On success *session is not NULL and `close` will be called exactly once,
   * whatever fails in between; on failure nothing is left behind. */
  patchbay_status (*open)(patchbay_instance *, const patchbay_open *, patchbay_session **session);
  /* Take media, in order of time within one port. After a failure only `close` follows.
   * NULL where the plugin has no input of that kind. */
  patchbay_status (*push_frame)(patchbay_session *, const patchbay_frame *);
  patchbay_status (*push_audio)(patchbay_session *, const patchbay_audio *);
  patchbay_status (*push_text)(patchbay_session *, const patchbay_text *);
  /* Packets in order of decoding, many in one call. */
  patchbay_status (*push_packets)(patchbay_session *, uint32_t port, const patchbay_packet *,
                                  size_t count);
  /* All packets have been pushed; frames that were requested follow. NULL if not needed. */
  patchbay_status (*finish_packets)(patchbay_session *);
  /* All media has been pushed: emit what is left. */
  patchbay_status (*finish)(patchbay_session *);
  /* Ends the pass, after success, failure or cancellation. */
  void (*close)(patchbay_session *);

  /* An optional table of functions such as "name/1", or NULL. May itself be NULL. */
  const void *(*get_extension)(const char *name);
} patchbay_descriptor;

/* The one exported symbol. Callable from any thread, always returns the same pointer. */
const patchbay_descriptor *patchbay_plugin(void);

/* ---- The ELF note --------------------------------------------------------------------------- */

#define PATCHBAY_NOTE_SECTION ".note.patchbay"
#define PATCHBAY_NOTE_NAME "Patchbay"
#define PATCHBAY_NOTE_TYPE 1u

/* Contents of the note: three words after the padded name. */
typedef struct patchbay_note {
  uint32_t name_size, descriptor_size, type;
  char name[12];
  uint32_t abi_major, abi_minor, struct_size;
} patchbay_note;

/* Write PATCHBAY_PLUGIN once, at file level, in one source file of the plugin. */
#define PATCHBAY_PLUGIN                                                                       \
  __attribute__((used, section(PATCHBAY_NOTE_SECTION), aligned(4)))                           \
  const patchbay_note patchbay_plugin_note = {                                                \
      sizeof PATCHBAY_NOTE_NAME, 12, PATCHBAY_NOTE_TYPE, PATCHBAY_NOTE_NAME,                  \
      PATCHBAY_ABI_MAJOR, PATCHBAY_ABI_MINOR, (uint32_t)sizeof(patchbay_descriptor)};

#ifdef __cplusplus
}
#endif

#endif
