/// How long the parts of a WhatsApp message may be, in UTF-16 units, and how many there may be (docs/providers/whatsapp.md).
public enum WhatsAppLimits {
  public static let body = 1024
  public static let header = 60
  public static let footer = 60
  public static let label = 25
  public static let payload = 128
  /// Buttons of one template; a URL button counts as one.
  public static let buttons = 10
  public static let templateName = 512
  /// A message inside a conversation: the shortest limit among the providers.
  public static let freeText = 1600

  static func require(_ text: String, _ part: String, atMost limit: Int) throws(RenderingError) {
    if text.utf16.count > limit { throw .tooLong(part: part, count: text.utf16.count, allowed: limit) }
  }
}
