/// What has become of a draft of words.
public enum WordDraftStatus: String, Sendable, CaseIterable {
  /// Somebody writes it.
  case open
  /// It waits for another key.
  case requested
  /// Another key refused it; it may be changed and asked for again.
  case rejected
  case published
  /// Its writer gave it up.
  case withdrawn

  /// Whether it may still change.
  public var isOpenToChange: Bool { self != .published && self != .withdrawn }
}
