public import JSON

/// Samples by their names: those of a language's own begin with it, as in `de/learner`.
public enum CampaignSamples {
  /// Those with which messages of a language are looked at, by their bare names: its own or, where it has none, the campaign's.
  public static func of(_ language: String?, in samples: [String: JSON]) -> [String: JSON] {
    let own = samples.filter { isOf(language, $0.key) }
    let chosen = own.isEmpty ? samples.filter { isOf(nil, $0.key) } : own
    return Dictionary(chosen.map { (bare($0.key), $0.value) }, uniquingKeysWith: { $1 })
  }

  static func isOf(_ language: String?, _ name: String) -> Bool {
    name.firstIndex(of: "/").map { String(name[..<$0]) } == language
  }

  private static func bare(_ name: String) -> String {
    name.firstIndex(of: "/").map { String(name[name.index(after: $0)...]) } ?? name
  }
}
