public import Domain

/// One meeting of a series that takes place otherwise than the series has it.
public struct MovedMeeting: Sendable, Equatable {
  /// Its planned start.
  public let occurrence: Instant
  public let start: Instant
  public let end: Instant
  /// Where to join; nil where the series says.
  public let url: String?

  /// Refuses one that ends before it starts.
  public init(occurrence: Instant, start: Instant, end: Instant, url: String? = nil) throws(InvitationError) {
    if end <= start { throw .endsBeforeItStarts }
    if let url { try Meeting.requireLink(url) }
    self.occurrence = occurrence
    self.start = start
    self.end = end
    self.url = url
  }
}
