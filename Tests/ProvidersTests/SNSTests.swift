import Channels
import Domain
import Encoding
import Testing

/// Text messages over Amazon SNS (docs/providers/sns.md).
@Suite struct SNSTests {
  private func fields(_ changes: [String: String] = [:]) throws -> [String: String] {
    guard case .http(let call) = try SNS(Samples.aws(changes)).request(for: try Samples.text(body: "50% & “more” + 1"))
    else { throw Samples.BadSample() }
    #expect(call.url.text == "https://sns.eu-central-1.amazonaws.com/")
    #expect(call.signedFor == AWSScope(region: "eu-central-1", service: "sns"))
    let fields = try #require(FormEncoding.decode(call.body))
    return Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.value) })
  }

  @Test func aTextSaysToWhomWhatAndWhatSortItIs() throws {
    #expect(
      try fields() == [
        "Action": "Publish", "Version": "2010-03-31", "PhoneNumber": "+14155550123", "Message": "50% & “more” + 1",
        "MessageAttributes.entry.1.Name": "AWS.SNS.SMS.SMSType",
        "MessageAttributes.entry.1.Value.DataType": "String",
        "MessageAttributes.entry.1.Value.StringValue": "Promotional",
      ])
  }

  @Test func everySettingIsAnAttributeOfEachText() throws {
    let fields = try fields([
      "SNS_SMS_TYPE": "Transactional", "SNS_SENDER_ID": "ACMELM", "SNS_ORIGINATION_NUMBER": "+14155550100",
      "SNS_ENTITY_ID": "1101456324675322134",
    ])
    let values = (1...4).map { number in
      let entry = "MessageAttributes.entry.\(number)"
      return "\(fields["\(entry).Name"] ?? "") \(fields["\(entry).Value.StringValue"] ?? "")"
    }
    #expect(
      values == [
        "AWS.SNS.SMS.SMSType Transactional", "AWS.SNS.SMS.SenderID ACMELM",
        "AWS.MM.SMS.OriginationNumber +14155550100", "AWS.MM.SMS.EntityId 1101456324675322134",
      ])
  }

  @Test(arguments: [
    ("SNS_SMS_TYPE", "promotional"), ("SNS_SENDER_ID", "A1"), ("SNS_SENDER_ID", "123456"),
    ("SNS_SENDER_ID", "ACME LEARNING"), ("SNS_ORIGINATION_NUMBER", "4155550100"), ("SNS_ENTITY_ID", "a b"),
  ])
  func aSettingThatCannotBeUsedIsNamed(name: String, value: String) {
    let error = #expect(throws: ProviderSettingError.self) { try SNS(Samples.aws([name: value])) }
    #expect(error?.setting == name)
  }

  private func outcome(_ status: Int, _ body: String) throws -> SendOutcome {
    try SNS(Samples.aws()).outcome(of: .answered(.init(status: status, body: Array(body.utf8))), now: Samples.now)
  }

  @Test(arguments: [
    (
      400, "InvalidParameter", "Invalid parameter: PhoneNumber Reason: +1415 is not valid to publish to",
      FailureEffect.deadAddress
    ),
    (400, "InvalidParameter", "Invalid parameter: PhoneNumber Reason: Phone number is opted out", .optedOut),
    (400, "OptedOut", "", .optedOut), (400, "InvalidParameter", "Invalid parameter: Message too long", .none),
    (400, "InvalidParameter", "Invalid parameter: AWS.SNS.SMS.SenderID", .tripsBreaker),
    (403, "AuthorizationError", "not authorized", .tripsBreaker), (403, "InvalidClientTokenId", "", .tripsBreaker),
    (403, "SignatureDoesNotMatch", "", .tripsBreaker),
  ])
  func anErrorIsReadByItsCodeAndWhatItSays(status: Int, name: String, message: String, effect: FailureEffect) throws {
    let outcome = try outcome(
      status,
      """
      <ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>\(name)</Code>
      <Message>\(message)</Message></Error></ErrorResponse>
      """)
    guard case .failed(let code, let found, let detail) = outcome else { throw Samples.BadSample() }
    #expect(code == "aws_\(name)" && found == effect)
    #expect(detail?.contains("+1415") != true || message.contains("+1415 "))
  }

  @Test func aThrottledTextWaitsAnAcceptedOneHasItsIdAndAnInternalErrorLeavesDoubt() throws {
    let xml = { (code: String) in "<ErrorResponse><Error><Code>\(code)</Code></Error></ErrorResponse>" }
    #expect(try outcome(400, xml("Throttling")) == .rejected(retryAfter: nil, code: "aws_Throttling"))
    #expect(try outcome(500, xml("InternalError")) == .ambiguous(code: "http_500"))
    let accepted = "<PublishResponse><PublishResult><MessageId>567910cd</MessageId></PublishResult></PublishResponse>"
    #expect(try outcome(200, accepted) == .accepted(providerMessageID: "567910cd"))
    #expect(try outcome(200, "") == .accepted(providerMessageID: nil))
    #expect(try outcome(400, "<Code><Code>x</Code>") == .failed(code: "http_400", effect: .none, detail: nil))
  }

  @Test(arguments: ["", "567\u{0}910cd", String(repeating: "5", count: 201)])
  func anIDThatTheLedgerCannotHoldIsNone(id: String) throws {
    #expect(try outcome(200, "<MessageId>\(id)</MessageId>") == .accepted(providerMessageID: nil))
  }
}
