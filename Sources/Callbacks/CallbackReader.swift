public import Channels
public import Domain
public import FunctionContract

/// Reads what one provider tells at `/webhooks/{provider}`.
public protocol CallbackReader {
  /// The provider's part of the path.
  static var provider: String { get }

  /// The methods with which the provider calls, upper-case: `POST`, and `GET` where it has its address confirmed.
  static var methods: [String] { get }

  /// nil where this deployment has not the settings that verify the provider; throws where one cannot be used.
  init?(_ settings: Settings) throws(ProviderSettingError)

  /// What a request says, verified over its very bytes before anything in it is believed, or what must be asked for that.
  ///
  /// `now` dates what the provider does not, and tells how old a signature is.
  func read(_ request: HTTPRequest, now: Instant) throws(CallbackRefusal) -> Callback

  /// The answer by which the provider sends `text` to the writer of a reply; nil where it has no such answer.
  func answer(_ text: String) -> HTTPResponse?
}

extension CallbackReader {
  public static var methods: [String] { ["POST"] }

  public func answer(_ text: String) -> HTTPResponse? { nil }
}
