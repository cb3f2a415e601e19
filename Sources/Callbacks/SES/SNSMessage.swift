import Cryptography
import Domain
import Encoding
import JSON
import Signing

/// A message that Amazon SNS posts, not yet believed.
struct SNSMessage: Sendable {
  enum Kind: String {
    case notification = "Notification"
    case subscription = "SubscriptionConfirmation"
    case unsubscription = "UnsubscribeConfirmation"
  }

  let kind: Kind
  /// Its members that are texts.
  private let members: [String: String]

  /// Refuses what is no JSON or of no known kind, and, as raw deliveries are, what is not signed.
  init(_ body: [UInt8]) throws(CallbackRefusal) {
    let json: JSON
    do throws(JSONError) { json = try JSON.parse(body, limits: .callback) } catch { throw .malformed(at: error.offset) }
    guard let object = json.object else { throw .malformed(at: 0) }
    members = object.compactMapValues(\.string)
    guard members["Signature"] != nil, members["SigningCertURL"] != nil else { throw .unsigned }
    guard let kind = members["Type"].flatMap(Kind.init(rawValue:)) else { throw .malformed(at: 0) }
    self.kind = kind
  }

  subscript(name: String) -> String { members[name] ?? "" }

  var sent: Instant? { Instant(rfc3339: self["Timestamp"]) }

  /// Whether `certificate`, a PEM text, is good `now` and its key has signed the message.
  func isSigned(by certificate: [UInt8], now: Instant) -> Bool {
    guard let certificate = Certificate(pem: certificate), certificate.isCurrent(at: now.seconds),
      let digest = SNSSignature.digest(ofVersion: self["SignatureVersion"]), self["Signature"].utf8.count <= 1024,
      let signature = Base64.standard.decode(self["Signature"])
    else { return false }
    return certificate.signed(signature, over: SNSSignature.text(of: members), digest)
  }
}
