import Domain
import FunctionContract
import Glibc

/// One line of JSON for every message that a fake provider accepted, in order: what tests compare the ledger with.
///
/// Each line is one append, so that a killed runner leaves whole lines.
final class AcceptanceLog: Sendable {
  private let descriptor: Int32

  init(path: String) throws(RunnerError) {
    descriptor = open(path, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .system(path, Files.reason) }
  }

  deinit { close(descriptor) }

  func append(_ message: AcceptedMessage) {
    // Ids hold letters, digits, `-` and `_` only, as the sink reads no others: nothing needs escaping.
    var line =
      "{\"at\":\"\(message.acceptedAt.rfc3339)\",\"channel\":\"\(message.channel.rawValue)\",\"delivery\":\"\(message.deliveryID)\",\"id\":\"\(message.id)\"}\n"
    line.withUTF8 { _ = write(descriptor, $0.baseAddress, $0.count) }
  }
}
