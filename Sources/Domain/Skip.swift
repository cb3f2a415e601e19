/// A slot that is not used, with its reason.
public struct Skip: Sendable, Equatable {
  /// Index into the campaign's steps.
  public var step: Int
  public var stepID: String
  /// The newest occurrence that this record covers, counted from 1.
  public var occurrence: Int
  public var channel: Channel
  public var reason: Reason
  /// The slot of `occurrence`.
  public var slot: Instant
  /// How many occurrences in a row this record stands for: missed slots of a cadence share one.
  public var covers: Int
}
