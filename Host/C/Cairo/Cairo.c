#include "ccairo.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Declared here and not taken from cairo.h, so that building needs no headers of Cairo and of
 * all that it can draw to. The interface of libcairo.so.2 has been stable since 2005. */
typedef struct _cairo cairo_t;
typedef struct _cairo_surface cairo_surface_t;
typedef struct {
  double x_bearing, y_bearing, width, height, x_advance, y_advance;
} cairo_text_extents_t;
typedef int (*cairo_write_func_t)(void *, const unsigned char *, unsigned);

enum { status_success = 0 };
enum { format_rgb24 = 1, line_join_round = 1, slant_normal = 0, weight_normal = 0 };

static struct {
  cairo_surface_t *(*image_surface_create)(int, int, int);
  int (*surface_status)(cairo_surface_t *);
  int (*surface_write_to_png_stream)(cairo_surface_t *, cairo_write_func_t, void *);
  void (*surface_destroy)(cairo_surface_t *);
  cairo_t *(*create)(cairo_surface_t *);
  int (*status)(cairo_t *);
  const char *(*status_to_string)(int);
  void (*destroy)(cairo_t *);
  void (*scale)(cairo_t *, double, double);
  void (*set_source_rgb)(cairo_t *, double, double, double);
  void (*set_line_width)(cairo_t *, double);
  void (*set_line_join)(cairo_t *, int);
  void (*rectangle)(cairo_t *, double, double, double, double);
  void (*fill)(cairo_t *);
  void (*move_to)(cairo_t *, double, double);
  void (*line_to)(cairo_t *, double, double);
  void (*stroke)(cairo_t *);
  void (*select_font_face)(cairo_t *, const char *, int, int);
  void (*set_font_size)(cairo_t *, double);
  void (*text_extents)(cairo_t *, const char *, cairo_text_extents_t *);
  void (*show_text)(cairo_t *, const char *);
} api;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int is_open;

struct ca_canvas {
  cairo_surface_t *surface;
  cairo_t *context;
};

static int find(void *library, const char *name, void *pointer) {
  void *symbol = dlsym(library, name);
  memcpy(pointer, &symbol, sizeof symbol);
  return symbol != NULL;
}

static void open_library(void) {
  void *library = dlopen("libcairo.so.2", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return;
#define FIND(name) find(library, "cairo_" #name, &api.name)
  is_open = FIND(image_surface_create) && FIND(surface_status) &&
            FIND(surface_write_to_png_stream) && FIND(surface_destroy) && FIND(create) &&
            FIND(status) && FIND(status_to_string) && FIND(destroy) && FIND(scale) &&
            FIND(set_source_rgb) && FIND(set_line_width) && FIND(set_line_join) &&
            FIND(rectangle) && FIND(fill) && FIND(move_to) && FIND(line_to) && FIND(stroke) &&
            FIND(select_font_face) && FIND(set_font_size) && FIND(text_extents) &&
            FIND(show_text);
#undef FIND
}

ca_canvas *ca_new(int width, int height, double scale, const char **why) {
  pthread_once(&once, open_library);
  if (!is_open) {
    *why = "libcairo.so.2 is missing; install the package libcairo2, or write a .svg";
    return NULL;
  }
  ca_canvas *canvas = calloc(1, sizeof *canvas);
  if (canvas == NULL) {
    *why = "out of memory";
    return NULL;
  }
  canvas->surface =
      api.image_surface_create(format_rgb24, (int)(width * scale), (int)(height * scale));
  canvas->context = api.create(canvas->surface);
  int status = api.status(canvas->context);
  if (status != status_success) {
    *why = api.status_to_string(status);
    ca_free(canvas);
    return NULL;
  }
  api.scale(canvas->context, scale, scale);
  api.set_line_join(canvas->context, line_join_round);
  api.select_font_face(canvas->context, "sans-serif", slant_normal, weight_normal);
  ca_rectangle(canvas, 0, 0, width, height, 0xffffff);
  return canvas;
}

void ca_free(ca_canvas *canvas) {
  if (canvas == NULL) return;
  api.destroy(canvas->context);
  api.surface_destroy(canvas->surface);
  free(canvas);
}

static void choose(ca_canvas *canvas, uint32_t colour) {
  api.set_source_rgb(
      canvas->context, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0,
      (colour & 0xff) / 255.0);
}

void ca_rectangle(
    ca_canvas *canvas, double left, double top, double width, double height, uint32_t colour) {
  choose(canvas, colour);
  api.rectangle(canvas->context, left, top, width, height);
  api.fill(canvas->context);
}

void ca_line(
    ca_canvas *canvas, const double *points, size_t count, double width, uint32_t colour) {
  if (count == 0) return;
  choose(canvas, colour);
  api.set_line_width(canvas->context, width);
  api.move_to(canvas->context, points[0], points[1]);
  for (size_t i = 1; i < count; i++)
    api.line_to(canvas->context, points[2 * i], points[2 * i + 1]);
  api.stroke(canvas->context);
}

void ca_text(
    ca_canvas *canvas, const char *text, double x, double y, double size, double anchor,
    uint32_t colour) {
  cairo_text_extents_t extents;
  choose(canvas, colour);
  api.set_font_size(canvas->context, size);
  api.text_extents(canvas->context, text, &extents);
  api.move_to(canvas->context, x - anchor * extents.x_advance, y);
  api.show_text(canvas->context, text);
}

struct sink {
  void *context;
  void (*write)(void *, const unsigned char *, unsigned);
};

static int on_write(void *closure, const unsigned char *bytes, unsigned length) {
  const struct sink *sink = closure;
  sink->write(sink->context, bytes, length);
  return status_success;
}

int ca_png(
    ca_canvas *canvas, void *context,
    void (*write)(void *context, const unsigned char *bytes, unsigned length), const char **why) {
  struct sink sink = {context, write};
  int status = api.status(canvas->context);
  if (status == status_success)
    status = api.surface_write_to_png_stream(canvas->surface, on_write, &sink);
  if (status == status_success) return 0;
  *why = api.status_to_string(status);
  return -1;
}
