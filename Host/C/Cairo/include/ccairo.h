/* Cairo, opened at first use: a host that draws nothing does not carry it.
 *
 * The few functions that drawing a chart takes, over an image of 8-bit red, green and blue.
 * A canvas belongs to one thread at a time. Colours are 0xRRGGBB, lengths are pixels. */
#ifndef CCAIRO_H
#define CCAIRO_H

#include <stddef.h>
#include <stdint.h>

typedef struct ca_canvas ca_canvas;

/* A white canvas, or NULL and a sentence in `why`, which is static. `scale` device pixels make
 * one pixel of all lengths below. */
ca_canvas *ca_new(int width, int height, double scale, const char **why);
void ca_free(ca_canvas *canvas);

void ca_rectangle(
    ca_canvas *canvas, double left, double top, double width, double height, uint32_t colour);
/* Joins `count` points, x and y in turn. */
void ca_line(
    ca_canvas *canvas, const double *points, size_t count, double width, uint32_t colour);
/* `anchor`: how much of the text's width lies left of `x`, 0 to 1. `y` is the base line. */
void ca_text(
    ca_canvas *canvas, const char *text, double x, double y, double size, double anchor,
    uint32_t colour);

/* Hands the picture to `write` as PNG, in pieces. 0, or -1 and a sentence in `why`. */
int ca_png(
    ca_canvas *canvas, void *context,
    void (*write)(void *context, const unsigned char *bytes, unsigned length), const char **why);

#endif
