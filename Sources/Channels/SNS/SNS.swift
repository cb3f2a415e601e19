public import Domain
import Encoding

/// Text messages over Amazon SNS' `Publish` (docs/providers/sns.md); nothing is called back about them.
public struct SNS: Provider {
  public static let name = "sns"

  public let keys: AWSKeySource?
  private let endpoint: AWSEndpoint
  private let attributes: [(name: String, value: String)]

  /// Settings: `SNS_SMS_TYPE`, `SNS_SENDER_ID`, `SNS_ORIGINATION_NUMBER`, `SNS_ENTITY_ID`, and those by which AWS tells of
  /// region, address and key.
  public init(_ settings: Settings) throws(ProviderSettingError) {
    endpoint = try AWSEndpoint(settings, host: "sns", service: "sns")
    keys = try AWSKeySettings(settings).source
    attributes = try SNSAttributes(settings).all
  }

  public func exchange(for message: TextMessage, now: Instant) -> Exchange {
    Exchange(request(for: message), outcome: outcome)
  }

  /// The request that sends `message` to its number.
  public func request(for message: TextMessage) -> ProviderRequest {
    var fields = [
      (name: "Action", value: "Publish"), (name: "Version", value: "2010-03-31"),
      (name: "PhoneNumber", value: message.to.text), (name: "Message", value: message.body),
    ]
    for (index, attribute) in attributes.enumerated() {
      let entry = "MessageAttributes.entry.\(index + 1)"
      fields += [
        (name: "\(entry).Name", value: attribute.name), (name: "\(entry).Value.DataType", value: "String"),
        (name: "\(entry).Value.StringValue", value: attribute.value),
      ]
    }
    // A blank as AWS' own programs write it: moto verifies the signature of the form as they would have written it.
    let form = String(decoding: FormEncoding.encode(fields), as: UTF8.self).replacing("%20", with: "+")
    return endpoint.call(
      "/", contentType: "application/x-www-form-urlencoded; charset=utf-8", body: Array(form.utf8))
  }

  /// What became of it; total over everything that can be seen on the wire.
  public func outcome(of observation: Observation, now: Instant) -> SendOutcome {
    HTTPClassification.outcome(
      of: observation, now: now, accepted: { SNS.element("MessageId", $0) },
      failure: { answer in
        SNS.element("Code", answer).flatMap { AWSError(name: $0, message: SNS.element("Message", answer) ?? "") }
          .flatMap { SNS.outcome(of: $0, answer, now) }
      })
  }

  private static func outcome(of error: AWSError, _ answer: Observation.Answer, _ now: Instant) -> SendOutcome? {
    let message = error.message.lowercased()
    if error.name.hasPrefix("OptedOut") || message.contains("opted out") { return error.failed(.optedOut) }
    switch error.name {
    case "InvalidParameter", "InvalidParameterException", "ParameterValueInvalid", "ValidationException":
      // An attribute is one of the settings, which go with every message.
      if message.contains("aws.sns.") || message.contains("aws.mm.") { return error.failed(.tripsBreaker) }
      return error.failed(message.contains("phonenumber") ? .deadAddress : .none)
    default: return error.outcome(answer, now: now)
    }
  }

  /// The text of the first element named `name`, which holds no further ones: all that is read of XML here.
  private static func element(_ name: String, _ answer: Observation.Answer) -> String? {
    let text = String(decoding: answer.body, as: UTF8.self)
    guard let start = text.firstRange(of: "<\(name)>"),
      let end = text[start.upperBound...].firstRange(of: "</\(name)>")
    else { return nil }
    let content = text[start.upperBound..<end.lowerBound]
    return content.contains("<") || content.utf8.count > 1000 ? nil : String(content)
  }
}
