/// Where our own pages are and whose they are.
public struct Site: Sendable {
  /// The public base URL without a slash at its end.
  let url: String
  /// The sender's name; empty where none is set.
  let brand: String

  /// `url` with or without a slash at its end.
  public init(url: String, brand: String) {
    self.url = String(url.reversed().drop { $0 == "/" }.reversed())
    self.brand = brand
  }

  /// The sender as a word in a sentence.
  var sender: String { brand.isEmpty ? "us" : brand }
}
