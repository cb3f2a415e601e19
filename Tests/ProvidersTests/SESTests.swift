import Channels
import Domain
import Encoding
import JSON
import Testing

/// Email over Amazon SES (docs/providers/ses.md).
@Suite struct SESTests {
  private func call(_ message: EmailMessage, _ changes: [String: String] = [:]) throws -> HTTPCall {
    guard case .http(let call) = try SES(Samples.aws(changes)).request(for: message, now: Samples.now) else {
      throw Samples.BadSample()
    }
    return call
  }

  @Test func anEmailGoesOutWholeWithItsOwnHeadersAndSignedForTheRegionsService() throws {
    let call = try call(Samples.email(), ["SES_CONFIGURATION_SET": "reminders"])
    #expect(call.url.text == "https://email.eu-central-1.amazonaws.com/v2/email/outbound-emails")
    #expect(call.signedFor == AWSScope(region: "eu-central-1", service: "ses"))
    #expect(call.headers == [.init("Content-Type", "application/json")])
    let body = try JSON.parse(call.body)
    #expect(body["Destination"] == ["ToAddresses": ["maya@learner.example"]])
    #expect(body["ConfigurationSetName"] == "reminders")
    #expect(
      body["EmailTags"] == [
        ["Name": "delivery_id", "Value": "123456789"], ["Name": "environment", "Value": "production"],
        ["Name": "campaign", "Value": "course-completion"],
      ])
    let raw = try #require(body["Content"]?["Raw"]?["Data"]?.string.flatMap { Base64.standard.decode($0) })
    let mail = String(decoding: raw, as: UTF8.self)
    for line in [
      "Reply-To: help@example.com", "List-Unsubscribe: <https://u.example.com/unsubscribe/v1.k1.AA.BB>",
      "List-Unsubscribe-Post: List-Unsubscribe=One-Click", "X-Delivery-Id: 123456789",
    ] {
      #expect(mail.contains("\r\n\(line)\r\n"))
    }
    #expect(mail.contains("text/plain; charset=utf-8") && mail.contains("text/html; charset=utf-8"))
  }

  @Test func aCategoryThatNoTagMayHoldIsLeftOutAndNoConfigurationSetIsNone() throws {
    let body = try JSON.parse(call(Samples.email(categories: ["Größe & Co"])).body)
    #expect(body["EmailTags"]?.array?.count == 2)
    #expect(body["ConfigurationSetName"] == nil)
  }

  @Test(arguments: [
    ("AWS_REGION", "", "AWS_REGION"), ("AWS_REGION", "eu central", "AWS_REGION"),
    ("AWS_SECRET_ACCESS_KEY", "", "AWS_ACCESS_KEY_ID"), ("SES_CONFIGURATION_SET", "a b", "SES_CONFIGURATION_SET"),
    ("AWS_ENDPOINT_URL", "http://mail.example", "AWS_ENDPOINT_URL"),
  ])
  func aSettingThatCannotBeUsedIsNamed(name: String, value: String, blamed: String) {
    let error = #expect(throws: ProviderSettingError.self) { try SES(Samples.aws([name: value])) }
    #expect(error?.setting == blamed)
  }

  @Test func aContainersKeyIsLookedForWhereNoneIsGivenAndNotOverAnOpenNetwork() throws {
    let none = ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""]
    let local = none.merging(["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/credentials/1"]) { $1 }
    guard case .container(let container) = try SES(Samples.aws(local)).keys else { throw Samples.BadSample() }
    #expect(container.url == "http://169.254.170.2/v2/credentials/1")
    let open = none.merging(["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://10.0.0.1/keys"]) { $1 }
    let error = #expect(throws: ProviderSettingError.self) { try SES(Samples.aws(open)) }
    #expect(error?.setting == "AWS_CONTAINER_CREDENTIALS_FULL_URI")
  }

  /// What SES answers with, and what that makes of the message.
  struct Answer: Sendable {
    let status: Int
    let name: String
    var message = "no"
    let effect: FailureEffect?
    /// Where it is to be tried again: the longest wait that it asks for.
    var wait: Instant.Span?
  }

  @Test(arguments: [
    Answer(status: 400, name: "MessageRejected", effect: FailureEffect.none),
    Answer(
      status: 400, name: "MessageRejected",
      message: "Email address is not verified. The following identities failed the check in region EU-CENTRAL-1",
      effect: .tripsBreaker),
    Answer(status: 400, name: "BadRequestException", effect: FailureEffect.none),
    Answer(status: 400, name: "AccountSuspendedException", effect: .tripsBreaker),
    Answer(status: 400, name: "SendingPausedException", effect: .tripsBreaker),
    Answer(status: 400, name: "MailFromDomainNotVerifiedException", effect: .tripsBreaker),
    Answer(status: 404, name: "NotFoundException", effect: .tripsBreaker),
    Answer(status: 403, name: "SignatureDoesNotMatch", effect: .tripsBreaker),
    Answer(status: 403, name: "ExpiredTokenException", effect: .tripsBreaker),
    Answer(status: 400, name: "UnrecognizedClientException", effect: .tripsBreaker),
    Answer(status: 429, name: "TooManyRequestsException", effect: nil),
    Answer(status: 400, name: "LimitExceededException", effect: nil),
    Answer(status: 400, name: "ThrottlingException", message: "Maximum sending rate exceeded", effect: nil),
    Answer(
      status: 400, name: "ThrottlingException", message: "Daily message quota exceeded", effect: nil, wait: .hours(1)),
  ])
  func anErrorIsReadByItsName(answer: Answer) throws {
    let provider = try SES(Samples.aws())
    let bodies = [
      ("x-amzn-ErrorType: \(answer.name):http://internal.amazon.com/", #"{"message":"\#(answer.message)"}"#),
      ("", #"{"__type":"com.amazonaws.ses#\#(answer.name)","Message":"\#(answer.message)"}"#),
    ]
    for (header, body) in bodies {
      let outcome = provider.outcome(
        of: .answered(
          .init(
            status: answer.status, headers: Array("HTTP/1.1 \(answer.status)\r\n\(header)\r\n".utf8),
            body: Array(body.utf8))), now: Samples.now)
      switch outcome {
      case .failed(let code, let effect, _):
        #expect(code == "aws_\(answer.name)" && effect == answer.effect)
      case .rejected(let wait, let code):
        #expect(code == "aws_\(answer.name)" && answer.effect == nil && wait == answer.wait)
      default: Issue.record("\(outcome)")
      }
    }
  }

  @Test func anAcceptanceGivesTheIdThatEventsCarryAndAnInternalErrorLeavesDoubt() throws {
    let provider = try SES(Samples.aws())
    func outcome(_ status: Int, _ body: String) -> SendOutcome {
      provider.outcome(of: .answered(.init(status: status, body: Array(body.utf8))), now: Samples.now)
    }
    #expect(outcome(200, #"{"MessageId":"0100-1"}"#) == .accepted(providerMessageID: "0100-1"))
    #expect(outcome(200, "") == .accepted(providerMessageID: nil))
    #expect(outcome(500, #"{"__type":"InternalServiceErrorException"}"#) == .ambiguous(code: "http_500"))
    #expect(outcome(503, #"{"__type":"ServiceUnavailable"}"#).code == "aws_ServiceUnavailable")
  }
}
