import Domain
import FunctionContract

/// One provider as our handlers see it: takes messages as it does, and reports of them signed as it signs.
protocol FakeProvider: Sendable {
  /// As `<CHANNEL>_PROVIDER` and `/webhooks/{provider}` call it.
  var name: String { get }
  var channel: Channel { get }

  /// Where messages are posted; `{…}` stands for one segment.
  var path: String { get }
  /// Whether a message with this body is one of this provider's.
  func takes(_ target: String, _ body: [UInt8]) -> Bool
  /// How a sender proves who it is: the scheme of its `Authorization`.
  var authorization: String { get }

  /// What the fake calls message `number` of the run named `run`: letters, digits, `-` and `_`.
  func messageID(_ run: String, _ number: Int) -> String
  /// Our delivery's id as it stands in a request; empty where there is none.
  func deliveryID(_ body: [UInt8]) -> String
  /// The answer to a request for `target` that was accepted as `message`.
  func acceptance(_ message: AcceptedMessage, _ target: String) -> HTTPResponse
  /// The answer to a request that was refused with 401, 429 or 500.
  func refusal(_ status: Int) -> HTTPResponse
  /// The answer to a request that is no new message: one that comes before a message, repeats one, or is refused for
  /// where it goes; nil where the message is taken.
  func answer(_ target: String, _ body: [UInt8]) -> HTTPResponse?
  /// What is kept of a message that was taken, for `read`.
  func kept(_ target: String, _ body: [UInt8]) -> [UInt8]
  /// The answer to a message that the provider would not take from anybody; nil where it takes it.
  func rejection(of message: ReadMessage) -> HTTPResponse?
  /// The message in a request's body.
  func read(_ body: [UInt8]) -> ReadMessage

  /// What it reports of messages that it accepted, in the order in which it is told.
  func callbacks(of messages: [AcceptedMessage], _ context: CallbackContext) -> [HTTPRequest]

  /// What it serves at `target` to whoever reads its callbacks; nil where there is nothing.
  func document(_ target: String) -> HTTPResponse?

  /// Fresh secrets, under the names by which `LocalSettings` keeps them for the project.
  func freshSecrets() throws(RunnerError) -> [String: String]
  /// The settings of handlers that reach it at `address`.
  func settings(_ secrets: LocalSettings, address: String) -> [String: String]
}

extension FakeProvider {
  func rejection(of message: ReadMessage) -> HTTPResponse? { nil }

  func answer(_ target: String, _ body: [UInt8]) -> HTTPResponse? { nil }

  func kept(_ target: String, _ body: [UInt8]) -> [UInt8] { body }

  func document(_ target: String) -> HTTPResponse? { nil }

  func takes(_ target: String, _ body: [UInt8]) -> Bool { takes(target) }

  /// Whether messages are posted to `target`.
  func takes(_ target: String) -> Bool {
    let expected = path.split(separator: "/")
    let actual = target.split(separator: "/")
    return expected.count == actual.count
      && zip(expected, actual).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
  }
}
