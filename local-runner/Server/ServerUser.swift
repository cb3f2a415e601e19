import Domain
import FunctionContract
import FunctionHost
import Glibc
import Processes

/// Whom the server's programs run as: ourselves, or as root an unprivileged user, since PostgreSQL refuses root.
enum ServerUser {
  case ourselves
  case other(name: String, uid: uid_t, gid: gid_t)

  init() throws(RunnerError) {
    guard getuid() == 0 else {
      self = .ourselves
      return
    }
    for name in ["postgres", "nobody"] {
      if let entry = getpwnam(name) {
        self = .other(name: name, uid: entry.pointee.pw_uid, gid: entry.pointee.pw_gid)
        return
      }
    }
    throw RunnerError(.configuration, "root may not run PostgreSQL and there is no user postgres or nobody: add one")
  }

  /// Gives a folder to the user.
  func own(_ path: String) throws(RunnerError) {
    guard case .other(_, let uid, let gid) = self else { return }
    guard chown(path, uid, gid) == 0 else { throw .system(path, Files.reason) }
  }

  /// Whether the user may enter a folder and everything above it.
  func mayEnter(_ path: String) -> Bool {
    guard case .other(_, let uid, let gid) = self else { return true }
    var place = path
    while true {
      var status = stat()
      guard stat(place, &status) == 0 else { return false }
      let bit: mode_t = status.st_uid == uid ? 0o100 : status.st_gid == gid ? 0o010 : 0o001
      if status.st_mode & bit == 0 { return false }
      guard place != "/", let slash = place.lastIndex(of: "/") else { return true }
      place = slash == place.startIndex ? "/" : String(place[..<slash])
    }
  }

  /// The command as this user, from a working folder that everybody may enter.
  func command(_ program: String, _ arguments: [String], within time: Instant.Span) -> Executable {
    var command = [program] + arguments
    if case .other(_, let uid, let gid) = self {
      command = ["/usr/bin/setpriv", "--reuid=\(uid)", "--regid=\(gid)", "--clear-groups", "--"] + command
    }
    return Executable(
      path: "/usr/bin/env", arguments: ["-C", "/"] + command,
      environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"],
      limits: ProcessLimits(wallTime: time))
  }
}
