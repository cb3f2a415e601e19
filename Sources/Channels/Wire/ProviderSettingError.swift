/// A setting of a provider that cannot be used; never shows its value.
public struct ProviderSettingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The environment variable.
  public let setting: String
  /// What to write.
  public let reason: String

  public init(setting: String, reason: String) {
    self.setting = setting
    self.reason = reason
  }

  public var description: String { "\(setting): \(reason)" }

  static func requireToken(_ value: String, setting: String) throws(ProviderSettingError) {
    guard !value.isEmpty, value.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }) else {
      throw ProviderSettingError(setting: setting, reason: "it is empty or holds blanks or control characters")
    }
  }
}
