import Domain
import FunctionHost
import Processes

/// A handler of a few lines of shell.
struct Script {
  private let body: String

  init(_ body: String) { self.body = body }

  func executable(
    wallTime: Instant.Span = .seconds(10), memory: Int? = nil, output: Int = 1 << 20,
    environment: [String: String] = [:]
  ) -> Executable {
    Executable(
      path: "/bin/sh", arguments: ["-c", body],
      environment: ["PATH": "/usr/bin:/bin"].merging(environment) { $1 },
      limits: ProcessLimits(wallTime: wallTime, memory: memory, output: output))
  }
}

/// Lines that a process logged.
final class Lines: Sendable {
  private let lines = Monitor<[String]>([])
  var all: [String] { lines.withLock { $0 } }
  func append(_ line: String) { lines.withLock { $0.append(line) } }
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
