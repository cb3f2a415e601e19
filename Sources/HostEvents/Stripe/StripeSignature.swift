import Cryptography
import Signing

/// The header `Stripe-Signature`: when the request was signed, and the signatures of all secrets that are in use.
struct StripeSignature {
  private static let longest = 4000

  /// The digits of the time, which are signed as they stand.
  let timestamp: Substring
  private let signatures: [Substring]

  /// Reads `t=…,v1=…,v1=…`, nil where the time or every `v1` is missing; other schemes are passed over.
  init?(_ header: String) {
    if header.utf8.count > StripeSignature.longest { return nil }
    let parts = header.split(separator: ",").map {
      $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    }
    func values(_ name: String) -> [Substring] { parts.filter { $0.count == 2 && $0[0] == name }.map { $0[1] } }
    guard let timestamp = values("t").first, (1...11).contains(timestamp.utf8.count),
      timestamp.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
    else { return nil }
    self.timestamp = timestamp
    signatures = values("v1")
    if signatures.isEmpty { return nil }
  }

  /// When it was signed, in seconds since 1970.
  var seconds: Int { Int(timestamp) ?? 0 }

  /// Whether one of the signatures is of one of these secrets, found out without telling how much of any is right.
  func isValid(_ signers: [StripeSigner], body: [UInt8]) -> Bool {
    var isValid = false
    for signer in signers {
      let own = signer.signature(timestamp: timestamp, body: body)
      for signature in signatures { isValid = own.equalsInConstantTime(signature) || isValid }
    }
    return isValid
  }
}
