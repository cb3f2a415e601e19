import FunctionContract
import FunctionHost
import Store

/// Why a command ends, in words that say what to do, and the runner's exit code.
struct RunnerError: Error {
  static let usageCode = ExitCode.usage.rawValue

  let code: Int32
  let message: String

  init(_ code: ExitCode, _ message: String) {
    self.code = code.rawValue
    self.message = message
  }

  static func usage(_ reason: String, _ command: String) -> RunnerError {
    RunnerError(.usage, "\(reason): see `local-runner help \(command)`")
  }

  /// A failed call of the operating system.
  static func system(_ what: String, _ reason: String) -> RunnerError {
    RunnerError(.unavailable, "\(what): \(reason)")
  }

  init(_ error: StoreError) {
    self.init(error.kind == .unavailable ? .unavailable : .software, "the database: \(error)")
  }

  init(_ error: ManifestError) { self.init(.configuration, "\(error)") }

  init(_ error: HTTPServerError) {
    self.init(.unavailable, "cannot listen on \(error.reason): choose another port with --port, or stop what uses it")
  }
}
