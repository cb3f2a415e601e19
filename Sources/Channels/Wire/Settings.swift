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

  /// The provider that `<CHANNEL>_PROVIDER` names among `known`, and behind it the one that takes over from it, where
  /// `<CHANNEL>_PROVIDER_FALLBACK` names one; where nobody names the first it is `usual`, or the only one.
  public func providers<Message>(
    of channel: Channel, among known: [any Provider<Message>.Type], usual: String? = nil
  ) throws(ProviderSettingError) -> [any Provider<Message>] {
    let name = "\(channel.rawValue.uppercased())_PROVIDER"
    let fallback = "\(channel.rawValue.uppercased())_PROVIDER_FALLBACK"
    let first = try type(named: self[name] ?? usual ?? (known.count == 1 ? known[0].name : ""), known, setting: name)
    guard let second = self[fallback] else { return [try first.init(self)] }
    if second == first.name {
      throw ProviderSettingError(setting: fallback, reason: "name another provider than \(name) does")
    }
    return try [first.init(self), type(named: second, known, setting: fallback).init(self)]
  }

  private func type<Message>(
    named name: String, _ known: [any Provider<Message>.Type], setting: String
  ) throws(ProviderSettingError) -> any Provider<Message>.Type {
    guard let chosen = known.first(where: { $0.name == name }) else {
      throw ProviderSettingError(setting: setting, reason: "write \(known.map { $0.name }.joined(separator: " or "))")
    }
    return chosen
  }
}
