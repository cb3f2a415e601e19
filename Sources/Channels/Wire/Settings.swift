public import Domain

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

  /// The provider that `<CHANNEL>_PROVIDER` names among `known`; where there is only one, nobody has to name it.
  public func provider<Message>(
    of channel: Channel, among known: [any Provider<Message>.Type]
  ) throws(ProviderSettingError) -> any Provider<Message> {
    let setting = "\(channel.rawValue.uppercased())_PROVIDER"
    let name = self[setting] ?? (known.count == 1 ? known[0].name : "")
    guard let chosen = known.first(where: { $0.name == name }) else {
      throw ProviderSettingError(setting: setting, reason: "write \(known.map { $0.name }.joined(separator: " or "))")
    }
    return try chosen.init(self)
  }
}
