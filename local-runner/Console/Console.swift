import Glibc

/// What people read: results on standard output, everything about the way there on standard error.
enum Console {
  static func say(_ text: String) { write(text + "\n", to: 1) }

  static func note(_ text: String) { write(text + "\n", to: 2) }

  static func complain(_ text: String) { write("local-runner: \(text)\n", to: 2) }

  /// Whether a person watches standard error.
  static let isTerminal = isatty(2) == 1

  static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { return }
      sent += max(0, count)
    }
  }
}
