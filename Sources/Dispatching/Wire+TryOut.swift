public import Channels
public import Domain
public import Sending
import Transport

extension Wire {
  /// Sends one message outside the ledger, by the first provider, and waits for what becomes of it.
  public func tryOut(_ message: Sender.Message, now: Instant) -> SendOutcome {
    Courier(lines: [lines[0]], client: client).send(message, now: now)
  }
}
