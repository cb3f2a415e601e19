// Runs a command once: launch STDIN-FILE COMMAND. Prints its wall time in seconds and its peak memory in KB. A small
// parent, since Linux counts what the child shared with its parent before exec as the child's own memory.
#include "clock.h"
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

extern char **environ;

int main(int count, char **words) {
  if (count < 3) return 64;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, words[1], O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  pid_t child;
  int status;
  struct rusage usage;
  double start = seconds();
  if (posix_spawn(&child, words[2], &actions, NULL, words + 2, environ)) return 69;
  wait4(child, &status, 0, &usage);
  printf("%f %ld\n", seconds() - start, usage.ru_maxrss);
  return status ? 1 : 0;
}
