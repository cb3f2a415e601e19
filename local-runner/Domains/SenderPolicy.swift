/// A domain's sender policy (RFC 7208), as far as a sender can have it wrong.
struct SenderPolicy {
  /// Mechanisms that make receivers ask once more; ten is the most that they do.
  static let mostLookups = 10

  private static let prefix = "v=spf1"
  private static let asking: Set<String> = ["include", "a", "mx", "ptr", "exists"]

  let terms: [String]

  /// Nil where the text is no sender policy.
  init?(_ text: String) {
    let words = text.lowercased().split(separator: " ").map(String.init)
    guard words.first == SenderPolicy.prefix else { return nil }
    terms = Array(words.dropFirst())
  }

  /// How the policy ends for everybody whom it does not name: `-all`, `~all`, `?all`, `+all`; nil where it does not say.
  var end: String? {
    terms.last { $0.hasSuffix("all") && $0.count <= 4 }.map { $0 == "all" ? "+all" : $0 }
  }

  /// Where the policy goes on.
  var redirect: String? { terms.first { $0.hasPrefix("redirect=") }.map { String($0.dropFirst(9)) } }

  /// The policies that it takes in.
  var included: [String] { terms.compactMap { SenderPolicy.value(of: $0, named: "include") } }

  /// How many questions it costs, without those of the policies that it takes in.
  var lookups: Int {
    terms.count { term in
      SenderPolicy.asking.contains(String(SenderPolicy.bare(term).prefix { $0 != ":" && $0 != "/" }))
    } + (redirect == nil ? 0 : 1)
  }

  private static func bare(_ term: String) -> Substring {
    "+-~?".contains(term.first ?? "+") ? term.dropFirst() : term[...]
  }

  private static func value(of term: String, named name: String) -> String? {
    let bare = bare(term)
    return bare.hasPrefix(name + ":") ? String(bare.dropFirst(name.count + 1)) : nil
  }
}
