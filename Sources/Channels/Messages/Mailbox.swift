/// An address and the name that is shown for it.
public struct Mailbox: Sendable, Hashable {
  public let address: EmailAddress
  /// nil shows the address alone.
  public let name: String?

  public init(_ address: EmailAddress, name: String? = nil) {
    self.address = address
    self.name = name.flatMap { $0.isEmpty ? nil : $0 }
  }
}
