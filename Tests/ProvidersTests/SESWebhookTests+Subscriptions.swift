import Callbacks
import Channels
import Domain
import FunctionContract
import JSON
import Testing

/// Subscriptions of Amazon SNS, what stands in for AWS, and the published messages.
extension SESWebhookTests {
  private func subscription(_ url: String) throws -> [String: String] {
    try message(["Type": "SubscriptionConfirmation", "Token": "t0k", "SubscribeURL": url, "Message": "You have chosen"])
  }

  @Test func aSubscriptionIsConfirmedOnceItsSignatureFits() throws {
    let url = "https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=x&Token=t0k"
    var asked: [String] = []
    let callback = try read(subscription(url), by: webhook()) {
      asked.append($0)
      return .answered(.init(status: 200, body: asked.count == 1 ? Array(certificate.utf8) : []))
    }
    #expect(callback == .handshake(HTTPResponse(status: 200)))
    #expect(asked == [Self.certificateURL, url])
    #expect(throws: CallbackRefusal.unverifiable) {
      try read(subscription(url), by: webhook()) {
        .answered(.init(status: $0 == url ? 500 : 200, body: Array(certificate.utf8)))
      }
    }
  }

  @Test(arguments: [
    "https://evil.example/?Action=ConfirmSubscription", "https://sns.us-east-1.amazonaws.com/?Action=DeleteTopic",
    "https://sns.us-east-1.amazonaws.com.evil.example/?Action=ConfirmSubscription",
  ])
  func aConfirmationThatLeadsElsewhereIsNotFollowed(url: String) throws {
    #expect(throws: CallbackRefusal.forged) { try read(subscription(url)) }
  }

  @Test func theEndOfASubscriptionIsNoted() throws {
    let message = try message([
      "Type": "UnsubscribeConfirmation", "Token": "t0k", "SubscribeURL": "https://sns.us-east-1.amazonaws.com/?x",
    ])
    guard case .facts(let batch) = try read(message) else { throw Samples.BadSample() }
    #expect(batch.notices == ["unsubscribed"])
  }

  @Test func whatStandsInForAWSIsAskedInItsPlace() throws {
    var asked: [String] = []
    _ = try read(message(["Message": "{}"]), by: webhook(["AWS_ENDPOINT_URL": "http://127.0.0.1:4566"])) {
      asked.append($0)
      return .answered(.init(status: 200, body: Array(certificate.utf8)))
    }
    #expect(asked == ["http://127.0.0.1:4566/SimpleNotificationService-0a1b.pem"])
  }

  @Test(arguments: ["arn:aws:sqs:us-east-1:1:q", "ses-events", "arn:aws:sns:us-east-1:1:", ","])
  func aTopicThatIsNoneIsNamedAsASetting(text: String) {
    let error = #expect(throws: ProviderSettingError.self) {
      try SESWebhook(Settings(["SES_TOPIC_ARN": text, "REKINDLE_ENVIRONMENT": "test"]))
    }
    #expect(error?.setting == "SES_TOPIC_ARN")
  }

  // MARK: Published vectors

  @Test(.enabled(if: Suites.exist, Comment(rawValue: Suites.reason)))
  func publishedMessagesVerifyAsAWSOwnValidatorsSay() throws {
    let file = try Suites.json("suites/vectors/sns.json")
    let certificate = Array(file[text: "certificate_pem"].utf8)
    let cases = try #require(file["cases"]?.array)
    #expect(cases.count >= 30)
    let webhook = try webhook()
    for vector in cases {
      let request = HTTPRequest(method: "POST", rawPath: "/webhooks/ses", body: Array(vector[text: "body_utf8"].utf8))
      var isValid = true
      do {
        var callback = try webhook.read(request, now: Self.now)
        while case .inquiry(let inquiry) = callback {
          callback = try inquiry.read(.answered(.init(status: 200, body: certificate)))
        }
      } catch {
        isValid = false
      }
      #expect(isValid == vector["valid"]?.bool, "\(vector[text: "name"])")
    }
  }
}
