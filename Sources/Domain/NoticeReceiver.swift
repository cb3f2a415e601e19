/// Who is told about incidents: an address of a setting, by its place there.
public struct NoticeReceiver: Sendable, Hashable {
  public enum Medium: String, Sendable {
    case email, webhook
  }

  public let medium: Medium
  /// From 0.
  public let place: Int

  public init(_ medium: Medium, _ place: Int = 0) {
    self.medium = medium
    self.place = place
  }
}
