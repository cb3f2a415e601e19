import Domain
public import JSON

/// Log lines of one invocation: one JSON object each, with no way to pass free text.
///
/// Messages are literals and fields are counts, row ids and codes, so that names, addresses, numbers and secrets cannot
/// reach a log by accident.
public struct Log: Sendable {
  /// How much a line matters, in the names that log stores read.
  public enum Severity: Int, Sendable, Comparable {
    case debug, info, warning, error

    public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
  }

  /// What a line may tell besides its message.
  public enum Field: Sendable, Equatable {
    case count(Int)
    /// The id of a row.
    case id(Int)
    /// A word from a fixed set, such as an SQLSTATE or a provider's status; anything else is written as `redacted`.
    case code(String)
  }

  private let context: [String: JSON]
  private let threshold: Severity
  private let write: @Sendable ([UInt8]) -> Void

  /// Lines of at least `threshold`, each with `context` and handed to `write` with its newline.
  public init(context: [String: JSON], threshold: Severity, write: @escaping @Sendable ([UInt8]) -> Void) {
    self.context = context
    self.threshold = threshold
    self.write = write
  }

  /// A log that writes nothing.
  public static let discarded = Log(context: [:], threshold: .error, write: { _ in })

  /// Whether lines of a severity are written.
  public func writes(_ severity: Severity) -> Bool { severity >= threshold }

  public func debug(_ message: StaticString, _ fields: [String: Field] = [:]) { line(.debug, message, fields) }
  public func info(_ message: StaticString, _ fields: [String: Field] = [:]) { line(.info, message, fields) }
  public func warning(_ message: StaticString, _ fields: [String: Field] = [:]) { line(.warning, message, fields) }
  public func error(_ message: StaticString, _ fields: [String: Field] = [:]) { line(.error, message, fields) }

  /// The last line of an invocation that failed: the failure again, whatever the threshold.
  public func failure(_ failure: HandlerFailure, _ fields: [String: Field] = [:]) {
    var members = fields.mapValues(\.json)
    members["errorType"] = .string(failure.type)
    members["errorMessage"] = .string(failure.message)
    members["exit_code"] = .integer(Int(failure.exitCode.rawValue))
    emit(.error, "failed", members)
  }

  /// A line of another process' standard error: a log line as it is, and the words of a library or of the system inside one.
  public func pass(_ line: String) {
    if line.hasPrefix("{"), line.hasSuffix("}") {
      write(Array("\(line)\n".utf8))
    } else if !line.isEmpty {
      emit(.warning, "words on standard error", ["words": .string(line)])
    }
  }

  private func line(_ severity: Severity, _ message: StaticString, _ fields: [String: Field]) {
    if writes(severity) { emit(severity, message, fields.mapValues(\.json)) }
  }

  private func emit(_ severity: Severity, _ message: StaticString, _ fields: [String: JSON]) {
    var members = fields.merging(context) { _, fixed in fixed }
    members["time"] = .string(WallClock.now.rfc3339)
    members["severity"] = .string("\(severity)".uppercased())
    members["message"] = .string("\(message)")
    write(JSON.object(members).bytes + [UInt8(ascii: "\n")])
  }
}

extension Log.Field {
  fileprivate var json: JSON {
    switch self {
    case .count(let value), .id(let value): .integer(value)
    case .code(let code): .string(Log.Field.isCode(code) ? code : "redacted")
    }
  }

  /// Letters, digits, `_`, `.` and `-`, starting with a letter or short as an SQLSTATE: no address, no phone number.
  private static func isCode(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 64 else { return false }
    let isWord = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    return isWord && (text.utf8.count <= 5 || !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first))
  }
}
