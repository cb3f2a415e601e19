/// What one verified callback says; what cannot be understood in it never holds up the rest.
public struct CallbackBatch: Sendable, Equatable {
  /// An element that could not be read.
  public struct Parked: Sendable, Equatable {
    /// Its place in the batch, from 0.
    public let index: Int
    public let reason: Reason

    public init(index: Int, reason: Reason) {
      self.index = index
      self.reason = reason
    }
  }

  /// Why an element is parked.
  public enum Reason: String, Error, Sendable {
    case notAnObject = "not_an_object"
    /// No event name, or one that the provider's documentation does not have.
    case unknownEvent = "unknown_event"
    /// No delivery id, or one that this product did not write.
    case noDeliveryID = "no_delivery_id"
    /// A message to us without an id or a number: it could not be told from a repetition.
    case noSender = "no_sender"
    case noTimestamp = "no_timestamp"
    /// A text with a NUL, half a surrogate pair, or bytes that are not UTF-8.
    case unreadableText = "unreadable_text"
    case duplicateKey = "duplicate_key"
  }

  public internal(set) var facts: [CallbackFact] = []
  /// Messages to us.
  public internal(set) var replies: [InboundReply] = []
  /// What became of message templates.
  public internal(set) var templates: [TemplateNews] = []
  /// What the provider says about the account, each as one of its own words; counted.
  public internal(set) var notices: [String] = []
  /// Elements of another environment, and those that mean nothing to us.
  public internal(set) var ignored = 0
  public internal(set) var parked: [Parked] = []

  public init() {}

  /// Messages to us and nothing else.
  public init(replies: [InboundReply]) { self.replies = replies }
}
