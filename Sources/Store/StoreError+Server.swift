import CPostgres

extension StoreError {
  /// The error that `result` carries, or, where there is none, what the connection says.
  init(_ result: OpaquePointer?, on connection: OpaquePointer, statement: String) {
    guard let result, let state = Self.field(result, "C") else {
      self.init(.unavailable, statement: statement, message: Self.firstLine(of: PQerrorMessage(connection)))
      return
    }
    let isAway = PQstatus(connection) == CONNECTION_BAD || Self.isStandbysRefusal(state, connection)
    let message = Self.field(result, "M") ?? "no message"
    self.init(
      isAway ? .unavailable : Kind(sqlState: state), statement: statement,
      message: state.hasPrefix("22") ? Self.masked(message) : message, sqlState: state,
      constraint: Self.field(result, "n"), copyLine: Self.field(result, "W").flatMap(Self.copyLine),
      hint: state.hasPrefix("42") ? Self.field(result, "H") : nil)
  }

  /// A standby has several words for what only its primary can do.
  private static func isStandbysRefusal(_ state: String, _ connection: OpaquePointer) -> Bool {
    guard state == "0A000" || state == "55000" else { return false }
    return PQparameterStatus(connection, "in_hot_standby").map { String(cString: $0) == "on" } ?? false
  }

  private static func field(_ result: OpaquePointer, _ code: Unicode.Scalar) -> String? {
    PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) }
  }

  static func firstLine(of message: UnsafePointer<CChar>?) -> String {
    guard let message else { return "no connection" }
    let line = String(cString: message).split(separator: "\n").first.map(String.init) ?? ""
    return line.isEmpty ? "the connection is closed" : line
  }

  /// Replaces what stands between double quotes: messages of class 22 quote the refused value.
  static func masked(_ message: String) -> String {
    guard let first = message.firstIndex(of: "\""), let last = message.lastIndex(of: "\""), first < last else {
      return message
    }
    return message[...first] + "…" + message[last...]
  }

  /// The line in a context such as `COPY users, line 7, column id: "x"`.
  static func copyLine(_ context: String) -> Int? {
    guard context.hasPrefix("COPY "), let range = context.firstRange(of: ", line ") else { return nil }
    return Int(context[range.upperBound...].prefix { $0.isNumber })
  }
}

extension StoreError.Kind {
  /// The class of a SQLSTATE (docs/correctness.md).
  init(sqlState: String) {
    switch sqlState {
    case "40001", "40P01", "55P03", "57014": self = .retryable
    case "57P01", "57P02", "57P03", "57P05", "25P03", "25006": self = .unavailable
    default:
      switch sqlState.prefix(2) {
      case "08", "53", "58": self = .unavailable
      case "21", "22", "23", "54", "P0": self = .data
      default: self = .permanent
      }
    }
  }
}
