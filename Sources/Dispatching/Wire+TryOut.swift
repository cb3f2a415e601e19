public import Channels
public import Domain
public import Sending
import Transport

extension Wire {
  /// Sends one message outside the ledger, by the first provider, and waits for what becomes of it.
  public func tryOut(_ message: Sender.Message, now: Instant) -> SendOutcome {
    do throws(AWSKeyring.Failure) {
      client.credentials = try lines[0].keyring?.current()
    } catch {
      return .failed(code: error.code, effect: .none, detail: nil)
    }
    var exchange = lines[0].provider.exchange(for: message, now: now)
    for tag in 1...4 {
      client.submit(exchange.request, tag: tag)
      var answer: Completion?
      while answer == nil { answer = client.poll(timeout: .seconds(1)).first { $0.tag == tag } }
      guard let answer else { return .notAttempted }
      switch exchange.read(answer.observation, now) {
      case .over(let outcome): return outcome
      case .next(let further, _): exchange = further
      }
    }
    return .ambiguous(code: "too_many_requests")
  }
}
