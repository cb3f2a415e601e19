import Cryptography
import Encoding

/// Signs and verifies Twilio's callbacks: `X-Twilio-Signature` under an account's auth token or a shared key.
///
/// The signature is base64 of an HMAC over the configured public URL, followed by every parameter of the form,
/// decoded, sorted by name and by value, without repetitions (twilio.com/docs/usage/security).
public struct TwilioSigner: Sendable {
  /// What a shared key signs with, as `X-Twilio-Webhooks-Signature-Settings` names it, in small letters.
  public enum Algorithm: String, Sendable {
    case sha1 = "hmac_sha1"
    case sha256 = "hmac_sha256"
  }

  private let secret: [UInt8]
  private let digest: Digest

  public init(authToken: String) { self.init(secret: authToken, .sha1) }

  /// A signer with the secret of a shared key.
  public init(secret: String, _ algorithm: Algorithm) {
    self.secret = Array(secret.utf8)
    digest = algorithm == .sha1 ? .sha1 : .sha256
  }

  /// The signature of a request to `url` with the decoded form fields `parameters`, none for GET and JSON bodies.
  public func signature(url: String, parameters: [(name: String, value: String)] = []) -> String {
    signature(of: Array(url.utf8) + TwilioSigner.canonical(parameters))
  }

  /// Whether `signature` fits the request, the URL spelled in any way that Twilio's own verifiers accept.
  ///
  /// Those are: without a port, with the scheme's own port, and with `'` in the query written as `%27`.
  public func isValid(_ signature: String, url: String, parameters: [(name: String, value: String)] = []) -> Bool {
    let form = TwilioSigner.canonical(parameters)
    var isValid = false
    for spelling in TwilioSigner.spellings(of: url) {
      isValid = self.signature(of: Array(spelling.utf8) + form).equalsInConstantTime(signature) || isValid
    }
    return isValid
  }

  private func signature(of message: [UInt8]) -> String {
    Base64.standard.encode(digest.authenticationCode(of: message, key: secret))
  }

  private static func canonical(_ parameters: [(name: String, value: String)]) -> [UInt8] {
    let fields = parameters.map { (Array($0.name.utf8), Array($0.value.utf8)) }
      .sorted { $0.0 == $1.0 ? $0.1.lexicographicallyPrecedes($1.1) : $0.0.lexicographicallyPrecedes($1.0) }
    var bytes: [UInt8] = []
    var last: ([UInt8], [UInt8])?
    for field in fields {
      if let last, last == field { continue }
      last = field
      bytes += field.0 + field.1
    }
    return bytes
  }

  private static func spellings(of url: String) -> [String] {
    let url = url.prefix { $0 != "#" }
    guard let scheme = url.firstRange(of: "://") else { return [String(url)] }
    let authorityEnd = url[scheme.upperBound...].firstIndex { $0 == "/" || $0 == "?" } ?? url.endIndex
    let authority = url[scheme.upperBound..<authorityEnd]
    let rest = url[authorityEnd...]
    let host = withoutPort(authority)
    let ownPort = url[..<scheme.lowerBound] == "https" ? "443" : "80"
    let authorities = [String(authority), String(host), "\(host):\(ownPort)"]
    let rests = [String(rest), withEscapedApostrophes(rest)]
    return authorities.flatMap { authority in
      rests.map { "\(url[..<scheme.upperBound])\(authority)\($0)" }
    }
  }

  private static func withoutPort(_ authority: Substring) -> Substring {
    guard let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]"),
      !authority[colon...].contains("@")
    else { return authority }
    return authority[..<colon]
  }

  private static func withEscapedApostrophes(_ rest: Substring) -> String {
    guard let query = rest.firstIndex(of: "?") else { return String(rest) }
    return rest[..<query]
      + rest[query...].split(separator: "'", omittingEmptySubsequences: false).joined(separator: "%27")
  }
}
