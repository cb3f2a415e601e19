/// The settings that providers are made of, by their names.
public struct Settings: Sendable {
  private let values: [String: String]

  public init(_ values: [String: String]) { self.values = values }

  /// The setting named `name`; nil where it is absent or empty.
  public subscript(name: String) -> String? { values[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// The setting named `name`; throws where it is absent or empty.
  public func require(_ name: String) throws(ProviderSettingError) -> String {
    guard let value = self[name] else {
      throw ProviderSettingError(setting: name, reason: "set this environment variable")
    }
    return value
  }
}
