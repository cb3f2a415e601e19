/// What receivers ask about the domain of a sender's address: SPF, DKIM and DMARC.
struct SendingDomain {
  /// What mail services call their keys where they do not make names up: SendGrid's two.
  static let commonSelectors = ["s1", "s2"]

  let name: String
  let selectors: [String]
  /// The text records of a name.
  let texts: (String) throws(Resolver.Silence) -> [String]

  /// SPF, each key of DKIM, and DMARC.
  var findings: [Finding] {
    [finding("SPF of \(name)", policy)]
      + selectors.map { selector in
        finding("DKIM key \(selector)._domainkey.\(name)") { () throws(Resolver.Silence) in try key(selector) }
      } + [finding("DMARC of \(name)", alignment)]
  }

  private typealias Answer = (state: Finding.State, detail: String)

  private func finding(_ subject: String, _ body: () throws(Resolver.Silence) -> Answer) -> Finding {
    do throws(Resolver.Silence) {
      let answer = try body()
      return Finding(subject: subject, state: answer.state, detail: answer.detail)
    } catch {
      return Finding(subject: subject, state: .notable, detail: "no name server answered about \(error.name)")
    }
  }

  private func policy() throws(Resolver.Silence) -> Answer {
    let policies = try texts(name).compactMap { SenderPolicy($0) }
    guard let first = policies.first else {
      return (
        .notable, "none: right only where the mail service uses a return path of its own, such as em123.\(name)"
      )
    }
    if policies.count > 1 { return (.wrong, "\(policies.count) policies, which counts as none: join them in one") }
    guard let lookups = try lookups(of: first, seen: [name]) else {
      return (.wrong, "it takes itself in, or a domain that has no policy: receivers reject it as broken")
    }
    if lookups > SenderPolicy.mostLookups {
      return (.wrong, "it costs \(lookups) questions, and receivers stop at \(SenderPolicy.mostLookups)")
    }
    switch first.end {
    case "+all": return (.wrong, "it ends with +all: everybody may send in this name")
    case nil where first.redirect == nil: return (.notable, "it does not end with ~all or -all, and so forbids nobody")
    default:
      return (.good, "\(lookups) of \(SenderPolicy.mostLookups) questions, \(first.end ?? "by another domain's")")
    }
  }

  /// How many questions a policy and those that it takes in cost; nil where one of them is missing or takes itself in.
  private func lookups(of policy: SenderPolicy, seen: Set<String>) throws(Resolver.Silence) -> Int? {
    var sum = policy.lookups
    for other in policy.included + [policy.redirect].compactMap({ $0 }) where !other.contains("%") {
      if sum > 2 * SenderPolicy.mostLookups { return sum }
      guard !seen.contains(other), let next = try texts(other).lazy.compactMap({ SenderPolicy($0) }).first,
        let further = try lookups(of: next, seen: seen.union([other]))
      else { return nil }
      sum += further
    }
    return sum
  }

  private func key(_ selector: String) throws(Resolver.Silence) -> Answer {
    let records = try texts("\(selector)._domainkey.\(name)").map(SendingDomain.tags)
    guard let record = records.first(where: { $0["p"] != nil }), let key = record["p"] else {
      return (.wrong, "none: set the records that the mail service shows, and name its selectors with --selector")
    }
    if key.isEmpty { return (.wrong, "it was withdrawn: its key is empty") }
    // A modulus of 1024 bits makes 216 letters of base64, one of 2048 makes 392.
    let letters = record["k", default: "rsa"] == "rsa" ? key.utf8.count : .max
    if letters < 200 {
      return (.wrong, "a key of fewer than 1024 bits, which receivers ignore")
    }
    return (.good, letters < 334 ? "1024 bits; 2048 are usual today" : "there")
  }

  private func alignment() throws(Resolver.Silence) -> Answer {
    for place in SendingDomain.parents(of: name) {
      let records = try texts("_dmarc.\(place)").map(SendingDomain.tags).filter { $0["v"]?.uppercased() == "DMARC1" }
      if records.isEmpty { continue }
      if records.count > 1 { return (.wrong, "\(records.count) records at _dmarc.\(place), which counts as none") }
      let policy = place == name ? records[0]["p"] : records[0]["sp"] ?? records[0]["p"]
      guard let policy, ["none", "quarantine", "reject"].contains(policy.lowercased()) else {
        return (.wrong, "the record at _dmarc.\(place) has no p=none, p=quarantine or p=reject")
      }
      return (.good, "p=\(policy.lowercased())" + (place == name ? "" : " of \(place)"))
    }
    return (.wrong, "none: large receivers ask for one of everybody who sends much; begin with v=DMARC1; p=none")
  }

  /// A domain and those above it that have at least two labels.
  private static func parents(of name: String) -> [String] {
    let labels = name.split(separator: ".")
    return (0...max(0, labels.count - 2)).map { labels.dropFirst($0).joined(separator: ".") }
  }

  /// `tag=value` pairs between semicolons, without blanks.
  private static func tags(_ text: String) -> [String: String] {
    let pairs = text.split(separator: ";").compactMap { part -> (String, String)? in
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2 else { return nil }
      return (sides[0].filter { !$0.isWhitespace }.lowercased(), sides[1].filter { !$0.isWhitespace })
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }
}
