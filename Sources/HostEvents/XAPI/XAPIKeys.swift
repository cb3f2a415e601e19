public import Channels
import Cryptography
import Encoding
public import FunctionContract

/// Who may send statements, by HTTP's Basic authentication: `REKINDLE_XAPI_KEYS`.
public struct XAPIKeys: Sendable {
  private let keys: [String]

  /// Reads `name:secret,name:secret`; nil where there are none.
  public init?(_ settings: Settings) throws(ProviderSettingError) {
    guard let text = settings["REKINDLE_XAPI_KEYS"] else { return nil }
    keys = text.split(separator: ",").map(String.init)
    for (index, key) in keys.enumerated() {
      let parts = key.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[1].utf8.count >= 16 else {
        throw ProviderSettingError(
          setting: "REKINDLE_XAPI_KEYS",
          reason: "entry \(index + 1) is not name:secret, with a secret of at least 16 characters")
      }
    }
  }

  /// Whether a request carries one of the keys; the time that it takes does not tell how much of one is right.
  public func admit(_ request: HTTPRequest) -> Bool {
    let header = request.headers["authorization"] ?? ""
    guard header.utf8.count <= 1000, header.lowercased().hasPrefix("basic "),
      let bytes = Base64.standard.decode(header.dropFirst("basic ".count))
    else { return false }
    var isKnown = false
    for key in keys { isKnown = Array(key.utf8).equalsInConstantTime(bytes) || isKnown }
    return isKnown
  }
}
