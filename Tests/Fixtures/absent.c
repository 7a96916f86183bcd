// The library that `missing-dependency.c` needs. It is taken away once that one is linked.
int absent(void) { return 1; }
