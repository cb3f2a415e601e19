/// Where our own pages are, whose they are, and the language that they are read in.
public struct Site: Sendable {
  /// The public base URL without a slash at its end.
  let url: String
  /// The sender's name; empty where none is set.
  let brand: String
  /// English until it is known who reads.
  var words = PageWords.english

  /// `url` with or without a slash at its end.
  public init(url: String, brand: String) {
    self.url = String(url.reversed().drop { $0 == "/" }.reversed())
    self.brand = brand
  }

  /// The sender as a word in a sentence.
  var sender: String { brand.isEmpty ? words.us : brand }

  /// The same pages in other words.
  func speaking(_ words: PageWords) -> Site {
    var site = self
    site.words = words
    return site
  }
}
