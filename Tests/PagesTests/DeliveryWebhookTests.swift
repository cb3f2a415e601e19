import Domain
import FunctionContract
import FunctionShell
import JSON
import Signing
import TestKit
import Testing

@testable import Store
@testable import delivery_webhook

/// Signed callbacks, as the providers send them, into a real ledger under the handler's own role.
@Suite(.database) struct DeliveryWebhookTests {
  static let webhookURL = "https://go.example.org/webhooks"
  static let twilio = TwilioSigner(authToken: "token")
  let database: TestDatabase
  let provider: SendGridPlayer

  init() throws {
    database = try Ledger.database()
    provider = try SendGridPlayer()
  }

  func settings(_ more: [String: String] = [:]) -> Environment {
    Environment(
      Site.environment(
        database, role: "rekindle_webhook",
        [
          "SENDGRID_WEBHOOK_PUBLIC_KEY": provider.publicKey, "TWILIO_AUTH_TOKEN": "token",
          "REKINDLE_WEBHOOK_URL": Self.webhookURL,
        ].merging(more) { $1 }))
  }

  func answer(
    _ request: HTTPRequest, _ more: [String: String] = [:], at now: Instant = Ledger.now
  ) throws -> HTTPResponse {
    var handler = try DeliveryWebhook(environment: settings(more))
    return try handler.handle(Invocation(input: .http(request, carrier: nil), now: now)).answer
  }

  func twilio(_ form: String, query: String = "", signature: String? = nil) throws -> HTTPRequest {
    let fields = form.split(separator: "&").map { field in
      let halves = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (name: String(halves[0]), value: String(halves[1]).replacing("%2B", with: "+"))
    }
    let url = "\(Self.webhookURL)/twilio" + (query.isEmpty ? "" : "?\(query)")
    let signature = signature ?? Self.twilio.signature(url: url, parameters: fields)
    return HTTPRequest(
      method: "POST", rawPath: "/webhooks/twilio", rawQuery: query,
      headers: ["content-type": "application/x-www-form-urlencoded", "x-twilio-signature": signature],
      body: Array(form.utf8))
  }

  @Test func aSignedBatchIsMergedBeforeItIsAcknowledged() throws {
    let request = try provider.request([
      .event("processed", delivery: 1), .event("delivered", delivery: 1), .event("open", delivery: 1),
      .event("delivered", delivery: 5),
    ])
    #expect(try answer(request).status == 204)
    #expect(
      try database.count("select count(*) from rekindle.message_deliveries where delivered_at is not null") == 2)
    #expect(try database.count("select count(*) from rekindle.delivery_events") == 4)
    #expect(try answer(request).status == 204)
    #expect(try database.count("select count(*) from rekindle.delivery_events") == 4)
  }

  @Test func whoeverCannotSignLearnsNothingAndChangesNothing() throws {
    let request = try provider.request([.event("spamreport", delivery: 1)])
    var forged: [HTTPRequest] = []
    for index in 0..<12 {
      var other = request
      switch index % 4 {
      case 0: other.body[index + 5] ^= 1
      case 1: other.headers["x-twilio-email-event-webhook-timestamp"] = "179525519\(index % 10)"
      case 2: other.headers["x-twilio-email-event-webhook-signature"] = try SendGridPlayer().signature(of: request)
      default: other.headers = [:]
      }
      forged.append(other)
    }
    forged.append(try twilio("From=%2B15550100001&Body=STOP&SmsStatus=received", signature: "AAAA"))
    for request in forged {
      let answer = try answer(request)
      #expect(answer.status == 401)
      #expect(answer.body.isEmpty)
      #expect(answer.headers.isEmpty)
    }
    #expect(try Ledger.nos(database).isEmpty)
    #expect(try database.count("select count(*) from rekindle.delivery_events") == 0)
  }

  @Test func onePoisonedElementIsSetAsideAndTheRestOfAThousandProceeds() throws {
    var events = (0..<998).map { SendGridPlayer.Event.event("open", delivery: 1, minutesAgo: $0 + 1) }
    events.insert(.raw(#"{"event":"open","delivery_id":"1","timestamp":"soon"}"#), at: 100)
    events.insert(.raw(#""not an object""#), at: 500)
    #expect(try answer(try provider.request(events)).status == 204)
    #expect(try database.count("select count(*) from rekindle.delivery_events") == 998)
    #expect(
      try database.rows("select kind, detail from rekindle.anomalies order by id")
        == [["event_no_timestamp", "sendgrid"], ["event_not_an_object", "sendgrid"]])
  }

  @Test func theOtherEnvironmentsEventsAreNotOurs() throws {
    let request = try provider.request([.event("spamreport", delivery: 1, environment: "staging")])
    #expect(try answer(request).status == 204)
    #expect(try Ledger.nos(database).isEmpty)
  }

  @Test func aComplaintHoldsWhenTheProviderIsAnswered() throws {
    #expect(try answer(try provider.request([.event("spamreport", delivery: 1)])).status == 204)
    #expect(try Ledger.nos(database) == ["1 all all complaint provider"])
  }

  @Test func aStatusCallbackOfAnSMSIsMergedByTheDeliveryInItsAddress() throws {
    try Ledger.add(6, learner: 1, enrollment: 2, course: 2, occurrence: 9, "unknown", channel: "sms", to: database)
    let request = try twilio(
      "MessageSid=SM1&MessageStatus=delivered&To=%2B15550100001", query: "delivery=6&environment=test")
    #expect(try answer(request).status == 204)
    #expect(
      try database.rows(
        "select status, provider_message_id, (delivered_at is not null)::text from rekindle.message_deliveries where id = 6"
      )
        == [["sent", "SM1", "true"]])
  }

  @Test func aProviderWithoutAKeyHereIsToldToComeAgainAndOtherPathsAndMethodsAreRefused() throws {
    let request = try provider.request([.event("open", delivery: 1)])
    #expect(try answer(request, ["SENDGRID_WEBHOOK_PUBLIC_KEY": ""]).status == 503)
    var get = request
    get.method = "GET"
    #expect(try answer(get).status == 405)
    #expect(try answer(get).headers["allow"] == "POST")
    get.rawPath = "/webhooks/elsewhere"
    #expect(try answer(get).status == 404)
  }

  @Test func aKeyThatCannotBeReadIsAFaultOfTheConfiguration() throws {
    do throws(HandlerFailure) {
      _ = try DeliveryWebhook(environment: settings(["SENDGRID_WEBHOOK_PUBLIC_KEY": "nonsense"]))
      Issue.record("it was made")
    } catch {
      #expect(error.exitCode == .configuration)
      #expect(error.message.contains("SENDGRID_WEBHOOK_PUBLIC_KEY"))
      #expect(!error.message.contains("nonsense"))
    }
  }

  @Test func aDatabaseThatIsAwayMakesTheProviderComeAgain() throws {
    let request = try provider.request([.event("open", delivery: 1)])
    #expect(try answer(request, ["DATABASE_URL": "postgresql:///none?host=/nowhere"]).status == 503)
  }

  @Test func aBatchIsBoundedAlsoWhereEventsCountTwice() throws {
    try database.run("update rekindle.message_deliveries set attempt = 1")
    let many = (0..<5000).map {
      SendGridPlayer.Event.raw(
        #"{"event":"dropped","reason":"Unsubscribed Address","timestamp":\#(1_795_255_000 - $0),"delivery_id":"1"}"#)
    }
    #expect(try answer(try provider.request(many)).status == 204)
    #expect(try database.count("select count(*) from rekindle.delivery_events") == 10_000)
    let refusal = try answer(try provider.request(many + many.prefix(1)))
    #expect(refusal.status == 413 && refusal.text.contains("at most 5000 events"))
  }
}

extension HTTPRequest {
  /// A form of Twilio with its signature, blanks written as plus signs.
  static func signed(_ tests: DeliveryWebhookTests, _ form: String) throws -> HTTPRequest {
    var request = try tests.twilio(form.replacing("Body=STOP+please", with: "Body=STOP please"))
    request.body = Array(form.utf8)
    return request
  }
}
