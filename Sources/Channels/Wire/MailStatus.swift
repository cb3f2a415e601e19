/// What a mail system's enhanced status (RFC 3463) says about a refusal, whether it came as an answer or as a report.
public enum MailStatus: Sendable, Equatable {
  /// Nobody has this address.
  case deadAddress
  /// The sender, its reputation or the content is not wanted there; the address is fine.
  case blocked
  /// A full mailbox, a size, a fault in between: the address is fine.
  case refused
  /// It says that it was refused, and nothing more.
  case unspecific

  /// nil for a text without such a status.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ $0.utf8.count <= 3 && UInt16($0) != nil }) else { return nil }
    self =
      switch (parts[0], parts[1]) {
      case (_, "7"): .blocked
      case ("5", _) where MailStatus.deadAddresses.contains("\(parts[1]).\(parts[2])"): .deadAddress
      case ("5", "0"): .unspecific
      default: .refused
      }
  }

  private static let deadAddresses: Set<String> = ["1.1", "1.2", "1.3", "1.6", "1.10", "2.1", "4.4"]
}
