// Linux calls that the Glibc module leaves out because they are GNU extensions or variadic.
#pragma once
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>

extern int accept4(int socket, struct sockaddr *peer, socklen_t *size, int flags);
extern int pipe2(int descriptors[2], int flags);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
extern int prlimit(pid_t pid, int resource, const struct rlimit *limit, struct rlimit *old);
extern long syscall(long number, ...);

/// A descriptor that polls readable once the process has ended; -1 on failure.
static inline int linux_pidfd_open(pid_t pid) {
  return (int)syscall(434, pid, 0);
}

/// Has descendants that lose their parent become children of this process.
static inline int linux_adopt_orphans(void) {
  return (int)syscall(SYS_prctl, 36 /* PR_SET_CHILD_SUBREAPER */, 1, 0, 0, 0);
}

/// The child `pid`, or any child where that is 0, once it has ended and until it is reaped; else 0.
static inline pid_t linux_ended_child(pid_t pid) {
  siginfo_t info;
  info.si_pid = 0;
  return waitid(pid ? P_PID : P_ALL, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 ? info.si_pid : 0;
}

/// Soft and hard limit of one resource of another process.
static inline int linux_limit(pid_t pid, int resource, unsigned long value) {
  struct rlimit limit = {value, value};
  return prlimit(pid, resource, &limit, (struct rlimit *)0);
}

static const int linux_limit_data = RLIMIT_DATA;
static const int linux_limit_core = RLIMIT_CORE;

/// Raises the number of descriptors that this process may have to what the system allows, and returns it.
static inline unsigned long linux_raise_files(void) {
  struct rlimit limit = {0, 0};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  getrlimit(RLIMIT_NOFILE, &limit);
  return limit.rlim_cur;
}
