#include "moodmodel.h"

extern const unsigned char mood_model_start[], mood_model_end[];

const unsigned char *mood_model(size_t *size) {
  *size = (size_t)(mood_model_end - mood_model_start);
  return mood_model_start;
}
