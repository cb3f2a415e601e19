/// A stylesheet that stands in the page itself, and the digest by which the page's policy allows it.
public struct Stylesheet: Sendable {
  let css: StaticString
  /// Base64 of its SHA-256, as a policy names it.
  public let digest: StaticString

  /// `digest` is base64 of the SHA-256 of `css`; a test keeps the two together.
  public init(css: StaticString, digest: StaticString) {
    self.css = css
    self.digest = digest
  }
}
