/// Standard error as it arrives: whole lines forwarded, the last few kept for the report.
struct LogLines {
  private static let longestLine = 64 << 10
  private static let tailBytes = 8 << 10

  private let budget: Int
  private let forward: @Sendable (String) -> Void
  private var used = 0
  private var line: [UInt8] = []
  private var kept: [UInt8] = []

  init(budget: Int, forward: @escaping @Sendable (String) -> Void) {
    self.budget = budget
    self.forward = forward
  }

  /// The last lines, at most 8 KiB.
  var tail: String { String(decoding: kept.suffix(Self.tailBytes), as: UTF8.self) }

  mutating func append(_ bytes: some Collection<UInt8>) {
    for byte in bytes {
      if byte == 0x0A {
        endLine()
      } else if line.count < Self.longestLine {
        line.append(byte)
      }
    }
  }

  /// Forwards what stands after the last line break.
  mutating func finish() {
    if !line.isEmpty { endLine() }
  }

  /// Starts a new invocation: a fresh budget and tail.
  mutating func reset() {
    used = 0
    kept.removeAll(keepingCapacity: true)
  }

  private mutating func endLine() {
    used += line.count + 1
    if used <= budget {
      forward(String(decoding: line, as: UTF8.self))
    } else if used - line.count - 1 <= budget {
      forward("(more than \(budget) bytes of log in one invocation: the rest is dropped)")
    }
    kept.append(contentsOf: line)
    kept.append(0x0A)
    if kept.count > 2 * Self.tailBytes { kept.removeFirst(kept.count - Self.tailBytes) }
    line.removeAll(keepingCapacity: true)
  }
}
