import Channels
import Transport

/// One of the providers that a wire can lead to.
struct Line<Message> {
  let provider: any Provider<Message>
  let pace: Pace
  /// What its requests are signed with; nil for a provider whose requests are whole.
  let keyring: AWSKeyring?

  init(_ provider: any Provider<Message>, pace: Pace) throws(TransportError) {
    self.provider = provider
    self.pace = pace
    keyring = if let keys = provider.keys { AWSKeyring(keys, client: try HTTPClient()) } else { nil }
  }

  /// What ledger, breaker and rate limit call it.
  var name: String { type(of: provider).name }
}
