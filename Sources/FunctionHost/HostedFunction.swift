public import Domain
public import FunctionContract
public import Processes

/// One handler as the host runs it: its manifest, its program, and the processes that it may have.
public final class HostedFunction: Sendable {
  /// How the host keeps processes of a function.
  public enum Mode: Sendable {
    /// A process per event.
    case perEvent
    /// Processes that stay between events, at most the manifest's `concurrency.max`.
    case warm
    /// What the manifest says: warm where `concurrency.warm` is more than 0.
    case manifest
  }

  public let manifest: Manifest
  private let executable: Executable
  private let pool: WarmPool?
  private let spawner: Spawner
  private let running = Monitor(0)

  /// `program` is the handler's executable, `environment` everything that it will see besides the contract's own names.
  public init(
    _ manifest: Manifest, program: String, environment: [String: String], mode: Mode = .manifest,
    log: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.manifest = manifest
    spawner = Spawner(log: log)
    var executable = Executable(
      path: program, environment: environment.filter { manifest.mayRead($0.key) }, limits: ProcessLimits(manifest))
    executable.environment["REKINDLE_TIMEOUT_MS"] = String(executable.limits.wallTime.handlerMilliseconds)
    self.executable = executable
    if mode.isWarm(manifest) {
      executable.arguments = ["--stream"]
      pool = WarmPool(
        executable, size: manifest.concurrency.max, together: manifest.concurrency.together, log: log)
    } else {
      pool = nil
    }
  }

  public var name: String { manifest.name }

  /// Runs one invocation, waiting while `concurrency.max` others run.
  ///
  /// - Parameter time: What the platform allows for waiting and running; at its end, and at that of the manifest's time
  ///   for running, the process group is killed.
  public func invoke(_ input: [UInt8], attempt: Int = 1, within time: Instant.Span? = nil) -> Outcome {
    let end = time.map { Monotonic.now + $0 }
    if let pool { return pool.handle(input, before: end) }
    guard enter(before: end) else { return .unstarted(.deadline) }
    defer { running.withLock { $0 -= 1 } }
    var executable = executable
    if let end { executable.limits.wallTime = min(end - .now, executable.limits.wallTime) }
    executable.environment["REKINDLE_ATTEMPT"] = String(attempt)
    executable.environment["REKINDLE_TIMEOUT_MS"] = String(executable.limits.wallTime.handlerMilliseconds)
    return spawner.run(executable, input: input)
  }

  /// Waits for one of the `concurrency.max` places; false where `end` passes first.
  private func enter(before end: Monotonic?) -> Bool {
    let hasEntered = running.wait(until: end) { running -> Bool? in
      if let end, end <= .now { return false }
      guard running < manifest.concurrency.max else { return nil }
      running += 1
      return true
    }
    return hasEntered ?? false
  }

  /// Waits for running invocations and ends warm processes.
  public func close() {
    pool?.close()
    _ = running.wait { $0 == 0 ? true : nil }
  }
}

extension Instant.Span {
  /// What a handler may plan with: its end must come before the host's.
  fileprivate var handlerMilliseconds: Int { max(0, microseconds / 1000 - 200) }
}

extension HostedFunction.Mode {
  fileprivate func isWarm(_ manifest: Manifest) -> Bool {
    switch self {
    case .perEvent: false
    case .warm: true
    case .manifest: manifest.concurrency.warm > 0
    }
  }
}

extension Manifest {
  fileprivate func mayRead(_ name: String) -> Bool {
    [environment.all, environment.inherited, Manifest.contractEnvironment].contains { $0.contains(name) }
  }
}

extension ProcessLimits {
  /// The manifest's limits.
  init(_ manifest: Manifest) {
    self.init(
      wallTime: .seconds(manifest.limits.timeoutSeconds), memory: manifest.limits.processMemoryMiB << 20,
      output: manifest.limits.outputBytes)
  }
}
