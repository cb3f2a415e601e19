import FunctionContract

/// `settings.env.example`: what a deployment must decide, for every platform that reads `NAME=value` lines.
enum SettingsExample {
  /// Name of the settings that all functions share, where a platform keeps them under a name.
  static let name = "rekindle-settings"

  static func file(_ manifests: [Manifest]) throws(PlatformError) -> PlatformFile {
    let names = Set(manifests.flatMap(\.environment.settings))
    if let name = names.subtracting(SettingText.all.keys).min() {
      throw PlatformError("say what \(name) means in Sources/PlatformFiles/SettingText.swift")
    }
    return PlatformFile(
      "settings.env.example", text: (secrets(manifests) + [""] + settings(manifests)).joined(separator: "\n") + "\n")
  }

  /// Secrets are named only: each function has its own, and none belongs in this file.
  private static func secrets(_ manifests: [Manifest]) -> [String] {
    ["#", "# Secrets do not belong here. Each function has its own, also where the names are equal ([optional]):"]
      + manifests.filter { !$0.environment.secrets.isEmpty }.map { manifest in
        let names = manifest.environment.secrets.map { manifest.environment.required.contains($0) ? $0 : "[\($0)]" }
        return "#   \(manifest.secretName): \(names.joined(separator: " "))"
      }
  }

  private static func settings(_ manifests: [Manifest]) -> [String] {
    let names = Set(manifests.flatMap(\.environment.settings))
    return names.sorted().flatMap { name -> [String] in
      let users = manifests.filter { $0.environment.all.contains(name) }
      let requiring = users.filter { $0.environment.required.contains(name) }
      let comment =
        requiring.isEmpty
        ? "# Optional, for \(list(users))." : "# Required by \(list(requiring))."
      return lines(sentence(SettingText.all[name] ?? "")) + [comment, requiring.isEmpty ? "#\(name)=" : "\(name)=", ""]
    }.dropLast()
  }

  private static func sentence(_ meaning: String) -> String {
    meaning.prefix(1).uppercased() + meaning.dropFirst() + "."
  }

  /// A meaning as comment lines, broken at blanks.
  private static func lines(_ text: String) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + word.count < 100 {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append("# \(word)")
      }
    }
    return lines
  }

  private static func list(_ manifests: [Manifest]) -> String { manifests.map(\.name).joined(separator: ", ") }
}

extension Manifest.EnvironmentNames {
  /// The names that are no secrets.
  var settings: [String] { all.filter { !secrets.contains($0) } }
}
