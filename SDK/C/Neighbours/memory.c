#define _GNU_SOURCE
#include "cneighbours.h"

#include <sys/mman.h>

int cn_memory_file(void) { return memfd_create("neighbours", MFD_CLOEXEC); }
