/// What is kept of an object in a `JSONScanner`'s array: where the values of the members stand that matter.
public protocol ScannedObject {
  /// The names of those members, which have no characters that JSON would escape, and where each value is noted.
  static var members: [(name: StaticString, place: any WritableKeyPath<Self, JSONScanner.Value> & Sendable)] { get }

  /// An object without members: every value `absent`.
  init()
}
