import CLinux
import Domain
import Glibc

/// The processes that this one has started and not yet reaped.
///
/// Their groups are killed when this process exits, so that no handler goes on without a host that keeps its limits.
enum RunningProcesses {
  private struct State {
    var groups: Set<pid_t> = []
    /// Processes on their way whose numbers are not known yet.
    var starting = 0
    /// Nobody may act on the ends that the exit brings about.
    var isExiting = false
  }

  private static let state = Monitor(State())
  private static let areKilledAtExit: Void = { atexit { RunningProcesses.killAll() } }()

  /// Takes note of the process that `spawn` starts; nil where it starts none.
  static func start(_ spawn: () -> pid_t?) {
    areKilledAtExit
    state.withLock { $0.starting += 1 }
    let pid = spawn()
    state.withLock { state in
      state.starting -= 1
      if let pid { state.groups.insert(pid) }
    }
  }

  /// Waits for the end of a process whose group is ended too: how it ended and what it used.
  static func reap(_ pid: pid_t, mark: String?) -> (status: Int32, usage: rusage) {
    var status: Int32 = 0
    var usage = rusage()
    while wait4(pid, &status, 0, &usage) < 0, errno == EINTR {}
    if Orphans.areOurs {
      while waitpid(-pid, nil, 0) > 0 || errno == EINTR {}
    }
    if let mark { Orphans.end(mark) }
    let isExiting = state.withLock { state in
      state.groups.remove(pid)
      if Orphans.areOurs { reapInherited(state) }
      return state.isExiting
    }
    while isExiting { pause() }
    return (status, usage)
  }

  /// What has lost its parent and ended by itself; nobody else would reap it.
  private static func reapInherited(_ state: State) {
    while state.starting == 0, case let ended = linux_ended_child(0), ended > 0, !state.groups.contains(ended) {
      waitpid(ended, nil, 0)
    }
  }

  private static func killAll() {
    _ = state.wait(until: .now + .seconds(1)) { $0.starting == 0 ? true : nil }
    state.withLock { state in
      state.isExiting = true
      for group in state.groups { kill(-group, SIGKILL) }
    }
  }
}
