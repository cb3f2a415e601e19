/// Numbers whose messages the fake providers of WhatsApp refuse, each as the provider does: none of them is anybody's.
enum MagicNumber: String {
  /// Nobody is on WhatsApp there.
  case unknown = "+15005550001"
  /// Its owner wants no more marketing.
  case stopped = "+15005550004"
  /// The provider has paused the template, whichever it is.
  case paused = "+15005550015"

  init?(_ number: String) { self.init(rawValue: number) }
}
