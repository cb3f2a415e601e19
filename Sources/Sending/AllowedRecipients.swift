import FunctionContract

/// The addresses that a staging installation may write to: whatever learners it holds, nobody else hears from it.
struct AllowedRecipients: Sendable {
  private let addresses: Set<String>
  /// With their `@`.
  private let domains: [String]

  /// Reads addresses and `@domain`s with commas between; throws 78 where there are none, for that would be a guard that is
  /// meant and does not stand.
  init(_ list: String) throws(HandlerFailure) {
    let words = list.split(separator: ",").map { $0.filter { !$0.isWhitespace }.lowercased() }.filter { !$0.isEmpty }
    guard !words.isEmpty else {
      throw HandlerFailure(
        .configuration, "Configuration.Invalid",
        "REKINDLE_ONLY_TO must list addresses, such as qa@school.example, @school.example or +15005550006; unset it to "
          + "write to everybody")
    }
    addresses = Set(words.filter { !$0.hasPrefix("@") })
    domains = words.filter { $0.hasPrefix("@") }
  }

  func contains(_ address: String) -> Bool {
    let address = address.lowercased()
    return addresses.contains(address) || domains.contains(where: address.hasSuffix)
  }
}
