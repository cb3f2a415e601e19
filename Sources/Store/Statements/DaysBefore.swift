/// Full local days before today, counted back from it.
public struct DaysBefore: Sendable {
  /// How many days ago the first is.
  public let first: Int
  /// How many days ago the day after the last is; 0 for today.
  public let end: Int

  public init(_ first: Int, until end: Int = 0) {
    self.first = first
    self.end = end
  }
}
