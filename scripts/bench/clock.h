// What the bare limits share: a clock, and the summary that they print.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double seconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static inline int shorter_first(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

// Prints the wall time of all, then the median and the 99th percentile of single times; all in seconds.
static inline void summarise(double wall, double *times, long count) {
  qsort(times, count, sizeof *times, shorter_first);
  printf("%f %f %f\n", wall, times[count / 2], times[count * 99 / 100]);
}
