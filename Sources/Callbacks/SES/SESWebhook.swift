public import Channels
public import Domain
public import FunctionContract
import JSON

/// Reads the events of Amazon SES, which Amazon SNS posts and signs (docs/providers/ses.md).
public struct SESWebhook: CallbackReader, Sendable {
  public static let provider = "ses"

  /// SNS repeats a message for an hour at most, with the time at which it was published.
  private static let tolerance = Instant.Span.hours(2)
  /// Longest certificate in bytes; those of SNS have two thousand.
  private static let longestCertificate = 16 << 10

  private let topics: [SNSTopic]
  private let endpoint: ProviderURL?
  private let environment: String

  /// Settings: `SES_TOPIC_ARN` (several with commas between), `REKINDLE_ENVIRONMENT`, and `AWS_ENDPOINT_URL` where something
  /// stands in for AWS.
  public init?(_ settings: Settings) throws(ProviderSettingError) {
    guard let list = settings["SES_TOPIC_ARN"] else { return nil }
    let names = list.split(separator: ",").map { String($0.filter { !$0.isWhitespace }) }
    topics = names.compactMap(SNSTopic.init)
    guard topics.count == names.count, !topics.isEmpty else {
      throw ProviderSettingError(
        setting: "SES_TOPIC_ARN", reason: "write a topic such as arn:aws:sns:eu-central-1:123456789012:ses-events")
    }
    endpoint =
      if let url = settings["AWS_ENDPOINT_URL"] { try ProviderURL(url, setting: "AWS_ENDPOINT_URL") } else { nil }
    environment = try settings.require("REKINDLE_ENVIRONMENT")
  }

  /// What a request says, once the certificate of its signature has been asked for.
  ///
  /// Nothing of a topic that is not ours, too old, or with a certificate from elsewhere makes anybody ask.
  public func read(_ request: HTTPRequest, now: Instant) throws(CallbackRefusal) -> Callback {
    let message = try SNSMessage(request.body)
    guard let topic = topics.first(where: { $0.arn == message["TopicArn"] }),
      let certificate = topic.certificatePath(message["SigningCertURL"])
    else { throw .forged }
    guard let sent = message.sent, now - sent <= SESWebhook.tolerance, sent - now <= .minutes(5) else { throw .stale }
    return .inquiry(
      Inquiry(url: topic.address(of: certificate, at: endpoint), mayBeKept: true) {
        [self] answer throws(CallbackRefusal) in
        guard let certificate = SESWebhook.body(answer) else { throw .unverifiable }
        guard certificate.count <= SESWebhook.longestCertificate, message.isSigned(by: certificate, now: now) else {
          throw .forged
        }
        return try content(of: message, topic)
      })
  }

  /// What a message says that is believed.
  private func content(of message: SNSMessage, _ topic: SNSTopic) throws(CallbackRefusal) -> Callback {
    var batch = CallbackBatch()
    switch message.kind {
    case .notification:
      batch.take(SESEvent(message["Message"]), environment: environment)
      return .facts(batch)
    case .unsubscription:
      // Somebody has ended the subscription: the events of their emails will be missing.
      batch.notices = ["unsubscribed"]
      return .facts(batch)
    case .subscription:
      guard let path = topic.confirmationPath(message["SubscribeURL"]) else { throw .forged }
      return .inquiry(
        Inquiry(url: topic.address(of: path, at: endpoint), mayBeKept: false) { answer throws(CallbackRefusal) in
          guard SESWebhook.body(answer) != nil else { throw .unverifiable }
          return .handshake(HTTPResponse(status: 200))
        })
    }
  }

  /// The body of a good answer.
  private static func body(_ observation: Observation) -> [UInt8]? {
    guard case .answered(let answer) = observation, (200..<300).contains(answer.status), answer.isComplete else {
      return nil
    }
    return answer.body
  }
}

extension CallbackBatch {
  /// Adds what an event says; nil is one that cannot be read.
  fileprivate mutating func take(_ event: SESEvent?, environment: String) {
    switch event?.facts(environment: environment) ?? .failure(.notAnObject) {
    case .success(let facts) where facts.isEmpty: ignored = 1
    case .success(let facts): self.facts = facts
    case .failure(let reason): parked = [Parked(index: 0, reason: reason)]
    }
  }
}
