/// On which side a table's column stands; sides follow the direction of the writing.
public enum ColumnAlignment: String, Sendable, Equatable, CaseIterable {
  case start
  case center
  /// For amounts, which are never broken.
  case end
}
