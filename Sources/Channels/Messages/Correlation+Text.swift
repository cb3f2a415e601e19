extension Correlation {
  /// Both in one text, for providers that give back one: `42:production`.
  public var text: String { "\(deliveryID):\(environment)" }

  /// Reads what `text` wrote; nil for anything else, as what another program gave the provider.
  public init?(text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...18).contains(parts[0].utf8.count), let id = Int(parts[0]), id >= 0 else { return nil }
    try? self.init(deliveryID: id, environment: String(parts[1]))
  }
}
