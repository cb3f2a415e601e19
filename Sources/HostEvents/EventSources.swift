public import Callbacks
public import Channels
public import Domain
public import FunctionContract
import JSON
import Signing

/// Who may send events: hosts with the secrets of `REKINDLE_EVENT_SECRETS`, and payment providers with their own.
public struct EventSources: Sendable {
  /// What a request tells.
  public enum Told: Sendable {
    case events([HostElement])
    case payments([PaymentElement])

    /// How many elements that is.
    public var count: Int {
      switch self {
      case .events(let elements): elements.count
      case .payments(let elements): elements.count
      }
    }

    /// What several requests of one source tell, in their order.
    public init(joining told: [Told]) {
      var events: [HostElement] = []
      var payments: [PaymentElement] = []
      for told in told {
        switch told {
        case .events(let elements): events += elements
        case .payments(let elements): payments += elements
        }
      }
      self = payments.isEmpty ? .events(events) : .payments(payments)
    }
  }

  /// From signing to us, either way (Standard Webhooks).
  static let tolerance = Instant.Span.minutes(5)

  /// Those of them that are payment providers.
  public let payments: PaymentProviders
  private let signers: [String: [StandardWebhookSigner]]

  /// Reads `lms:whsec_…,lms:whsec_…,crm:whsec_…`: a source that stands there twice is changing its secret.
  ///
  /// Errors name the entry by its number and never show its text.
  public init(_ settings: Settings) throws(ProviderSettingError) {
    let name = "REKINDLE_EVENT_SECRETS"
    var signers: [String: [StandardWebhookSigner]] = [:]
    for (index, entry) in (settings[name] ?? "").split(separator: ",").enumerated() {
      let parts = entry.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, EventSources.isName(parts[0]), !EventSources.reserved.contains(String(parts[0])),
        let signer = StandardWebhookSigner(secret: parts[1])
      else {
        throw ProviderSettingError(
          setting: name,
          reason: "entry \(index + 1) is not source:whsec_secret, a word of a-z, 0-9 and - other than "
            + "\(EventSources.reserved.sorted().joined(separator: " and ")) before a secret in base64")
      }
      signers[String(parts[0]), default: []].append(signer)
    }
    self.signers = signers
    payments = try PaymentProviders(settings)
  }

  /// Names under which something else is known than what hosts sign.
  private static let reserved = PaymentProviders.sources.union([XAPIStatement.source])

  private static func isName(_ text: Substring) -> Bool {
    (1...63).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || $0 == UInt8(ascii: "-")
      }
  }

  /// Whether somebody by this name may send.
  public func knows(_ source: String) -> Bool { signers[source] != nil || payments[source]?.isOpen == true }

  /// What a request tells that is signed by a source, just now, over these very bytes.
  public func read(_ request: HTTPRequest, from source: String, now: Instant) throws(CallbackRefusal) -> Told {
    guard let provider = payments[source] else {
      let id = try verify(request, from: source, now: now)
      return .events(try HostRequest(request, id: id, now: now).elements)
    }
    try provider.verify(request, now: now)
    do throws(JSONError) {
      return .payments(provider.read(try JSON.parse(request.body, limits: .callback), now: now))
    } catch {
      throw .malformed(at: error.offset)
    }
  }

  /// The status for whoever's request is refused: of a provider's webhook always that of a bad request.
  public func status(of refusal: CallbackRefusal, from source: String) -> Int {
    payments[source] == nil ? refusal.status : 400
  }

  /// The id of a request that is signed by a source, just now, over these very bytes.
  private func verify(_ request: HTTPRequest, from source: String, now: Instant) throws(CallbackRefusal) -> String {
    guard let id = request.headers["webhook-id"], let timestamp = request.headers["webhook-timestamp"],
      let signatures = request.headers["webhook-signature"], (1...200).contains(id.utf8.count),
      (1...20).contains(timestamp.utf8.count), (1...4000).contains(signatures.utf8.count)
    else { throw .unsigned }
    var isValid = false
    for signer in signers[source] ?? [] {
      isValid = signer.isValid(signatures, id: id, timestamp: timestamp, body: request.body) || isValid
    }
    guard isValid else { throw .forged }
    guard let seconds = Int(timestamp), seconds.magnitude < 100_000_000_000,
      abs((now - Instant(seconds: seconds)).seconds) <= EventSources.tolerance.seconds
    else { throw .stale }
    return id
  }
}
