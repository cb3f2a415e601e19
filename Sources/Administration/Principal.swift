public import Domain

/// Who asks: the holder of a key.
public struct Principal: Sendable, Equatable {
  /// The key's name, as the trail has it.
  public let name: String
  public let scopes: Set<KeyScope>

  public init(name: String, scopes: Set<KeyScope>) {
    self.name = name
    self.scopes = scopes
  }
}
