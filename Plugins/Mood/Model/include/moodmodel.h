/* The trained network in the ONNX format. */
#ifndef MOODMODEL_H
#define MOODMODEL_H

#include <stddef.h>

/* Its bytes, which stay; `size` takes their number. */
const unsigned char *mood_model(size_t *size);

#endif
