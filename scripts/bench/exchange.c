// A handler without a host: exchange once|warm EVENT-FILE COUNT COMMAND [ARGUMENT...]
// Sends the event COUNT times, one after another, and waits for each reply: to a new process each time, or line by line
// to one process that stays.
#define _GNU_SOURCE
#include "clock.h"
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;
static char event[1 << 20], reply[1 << 20];
static long length;
static int to, from;
static pid_t child;

static void check(int is_good, const char *what) {
  if (is_good) return;
  fprintf(stderr, "exchange: %s\n", what);
  exit(1);
}

static void start(char **command) {
  int input[2], output[2];
  check(!pipe2(input, O_CLOEXEC) && !pipe2(output, O_CLOEXEC), "no pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input[0], 0);
  posix_spawn_file_actions_adddup2(&actions, output[1], 1);
  check(!posix_spawn(&child, command[0], &actions, NULL, command, environ), "the command cannot be started");
  posix_spawn_file_actions_destroy(&actions);
  close(input[0]), close(output[1]);
  to = input[1], from = output[0];
}

static void give(void) {
  for (long sent = 0; sent < length;) {
    ssize_t count = write(to, event + sent, length - sent);
    check(count > 0, "the handler does not read");
    sent += count;
  }
}

// Reads up to the end of a line, or to the end of the output where there is none.
static void take(int to_the_end) {
  long held = 0;
  ssize_t count;
  while ((count = read(from, reply + held, sizeof reply - held)) > 0) {
    held += count;
    if (!to_the_end && reply[held - 1] == '\n') return;
  }
  check(held > 0, "the handler does not answer");
}

static void finish(void) {
  int status;
  close(to);
  take(1);
  close(from);
  waitpid(child, &status, 0);
  check(status == 0, "the handler failed");
}

int main(int words, char **word) {
  if (words < 5) return 64;
  int is_warm = !strcmp(word[1], "warm");
  FILE *file = fopen(word[2], "rb");
  check(file && (length = (long)fread(event, 1, sizeof event, file)) > 0, "there is no event");
  long count = atol(word[3]);
  double *times = calloc(count, sizeof *times), first = seconds();
  signal(SIGPIPE, SIG_IGN);
  if (is_warm) start(word + 4);
  for (long i = 0; i < count; i++) {
    double begin = seconds();
    if (!is_warm) start(word + 4);
    give();
    is_warm ? take(0) : finish();
    times[i] = seconds() - begin;
  }
  summarise(seconds() - first, times, count);
  if (is_warm) kill(child, SIGTERM);
  return 0;
}
