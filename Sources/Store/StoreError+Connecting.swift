import CPostgres

extension StoreError {
  /// Why there is no connection.
  ///
  /// libpq keeps the server's SQLSTATE to itself unless it is asked for it before it connects, so it connects once more where a server has answered: `FATAL:  role "x" does not exist`, in any language.
  init(connecting handle: OpaquePointer) {
    let untrusted = Self.untrusted(PQerrorMessage(handle))
    let message = untrusted ?? Self.firstLine(of: PQerrorMessage(handle))
    var state: String?
    if message.contains(":  ") {
      PQsetErrorVerbosity(handle, PQERRORS_VERBOSE)
      PQreset(handle)
      state = PQerrorMessage(handle).flatMap { Self.state(in: String(cString: $0)) }
    }
    let isWrong = state.map(Self.isWrongURL) ?? (untrusted != nil || Self.isRefusedByLibrary(message))
    self.init(isWrong ? .configuration : .unavailable, statement: "connect", message: message, sqlState: state)
  }

  /// The SQLSTATE in `FATAL:  28000: role "x" does not exist`.
  static func state(in message: String) -> String? {
    guard let start = message.firstRange(of: ":  ")?.upperBound else { return nil }
    let code = message[start...].prefix { $0 != ":" }
    let isState = code.utf8.count == 5 && code.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
    return isState ? String(code) : nil
  }

  /// No such role or a wrong password (28), no such database, no right to connect to it, options that it does not know.
  private static func isWrongURL(_ state: String) -> Bool {
    state.hasPrefix("28") || ["3D000", "42501", "22023", "42601", "42704"].contains(state)
  }

  /// What libpq says of a server that could not show by its certificate that it is the one that the URL asks for, whichever
  /// of its addresses that was; and what is asked of a certificate.
  private static func untrusted(_ message: UnsafePointer<CChar>?) -> String? {
    let lines = message.map { String(cString: $0).split(separator: "\n") } ?? []
    let line = lines.first { $0.contains("certificate verify failed") || $0.contains("does not match host name") }
    return line.map {
      "\($0); the certificate must be valid today, name the URL's host and be signed by an authority in sslrootcert"
    }
  }

  /// What libpq refuses by itself: a port, a mode or a number that is none, a file of certificates that is not there.
  private static func isRefusedByLibrary(_ message: String) -> Bool {
    message.hasPrefix("invalid ") || message.contains("failed: invalid ") || message.contains("certificate file")
      || message.contains("does not support SSL")
  }
}
