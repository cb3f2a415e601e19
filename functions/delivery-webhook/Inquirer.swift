import Callbacks
import Channels
import Domain
import FunctionContract
import Transport

/// Asks what readers of callbacks have to know, and keeps while the process is warm what may be kept.
final class Inquirer {
  /// Most questions about one request.
  private static let patience = 3
  /// Most answers that are kept: a provider changes its certificate a few times a year.
  private static let mostKept = 8
  /// From a question to its answer.
  private static let timeout = Instant.Span.seconds(5)

  private let client: HTTPClient
  private var kept: [String: Observation] = [:]

  init() throws(HandlerFailure) {
    do throws(TransportError) { client = try HTTPClient() } catch {
      throw HandlerFailure(.software, "Transport.Unavailable", error.description)
    }
  }

  /// The callback with all its questions answered.
  func settle(_ callback: Callback) throws(CallbackRefusal) -> Callback {
    var callback = callback
    for _ in 0..<Inquirer.patience {
      guard case .inquiry(let inquiry) = callback else { return callback }
      callback = try settle(inquiry)
    }
    throw .unverifiable
  }

  /// An answer is kept once the reader has made something of it.
  private func settle(_ inquiry: Inquiry) throws(CallbackRefusal) -> Callback {
    if let answer = kept[inquiry.url] { return try inquiry.read(answer) }
    let answer = client.send(HTTPClient.Request(inquiry.url, timeout: Inquirer.timeout))
    let callback = try inquiry.read(answer)
    guard inquiry.mayBeKept else { return callback }
    if kept.count >= Inquirer.mostKept { kept = [:] }
    kept[inquiry.url] = answer
    return callback
  }
}
