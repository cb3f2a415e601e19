/// One of the ways in which a campaign, or one step of it, is sent.
public struct Variant: Sendable, Equatable {
  public var name: String
  /// Of those who are written to, in hundredths of a percent.
  public var share: Int
  /// What steps send instead of their own messages, by the steps' ids.
  public var templates: [String: [StageTemplate]]
  /// On which channels steps send instead of their own, by the steps' ids.
  public var channels: [String: [Channel]]
  /// When channels may be used instead of the campaign's hours, and inside of these.
  public var sendWindows: [Channel: SendWindow]

  public init(
    name: String, share: Int, templates: [String: [StageTemplate]] = [:], channels: [String: [Channel]] = [:],
    sendWindows: [Channel: SendWindow] = [:]
  ) {
    self.name = name
    self.share = share
    self.templates = templates
    self.channels = channels
    self.sendWindows = sendWindows
  }

  /// Whether it differs from another by its name and share alone.
  public func changesTheSame(as other: Variant) -> Bool {
    templates == other.templates && channels == other.channels && sendWindows == other.sendWindows
  }

  /// What the message of `message` is called whose subject this variant changes: no file has such a name.
  public static func message(_ message: String, of variant: String) -> String { "\(message)--\(variant)" }

  /// The message whose subject a variant changes; nil for the name of any other message.
  public static func base(of message: String) -> String? {
    message.firstRange(of: "--").map { String(message[..<$0.lowerBound]) }
  }
}
