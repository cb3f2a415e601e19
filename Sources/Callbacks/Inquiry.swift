public import Channels

/// What a reader must be told before it believes a request: it asks nobody itself.
public struct Inquiry: Sendable, Equatable {
  /// What is to be read by GET: https, or on this machine; the reader vouches for the host.
  public let url: String
  /// Whether the answer is good for further requests as well.
  public let mayBeKept: Bool
  /// What the answer makes of the request.
  public let read: @Sendable (Observation) throws(CallbackRefusal) -> Callback

  public init(
    url: String, mayBeKept: Bool, read: @escaping @Sendable (Observation) throws(CallbackRefusal) -> Callback
  ) {
    self.url = url
    self.mayBeKept = mayBeKept
    self.read = read
  }

  /// Whether both ask the same.
  public static func == (one: Inquiry, other: Inquiry) -> Bool {
    one.url == other.url && one.mayBeKept == other.mayBeKept
  }
}
