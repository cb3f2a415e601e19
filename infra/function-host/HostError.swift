import FunctionContract

/// Why the host cannot start, in words that say what to change.
struct HostError: Error {
  let exitCode: ExitCode
  let message: String

  init(_ exitCode: ExitCode, _ message: String) {
    self.exitCode = exitCode
    self.message = message
  }
}
