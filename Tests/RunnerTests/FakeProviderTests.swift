import Callbacks
import Channels
import Domain
import Foundation
import FunctionContract
import JSON
import Mail
import Testing

@testable import local_runner
@testable import send_discord
@testable import send_sms
@testable import send_whatsapp

/// The fakes against what they stand for: the providers that senders write to, and the readers of their callbacks.
@Suite struct FakeProviderTests {
  private static let gateway = "http://127.0.0.1:8080"
  private static let address = "http://127.0.0.1:8081"
  private let now = Instant(seconds: 1_795_255_200)
  private let project: Project
  private let workspace: Workspace
  private let settings: LocalSettings

  init() throws {
    project = try Project()
    workspace = try Workspace(try Options(["--root", project.root], of: SampleCommand.self))
    settings = try LocalSettings(workspace)
  }

  private func environment() -> [String: String] {
    settings.environment(gateway: Self.gateway, providers: Self.address)
  }

  /// How each provider is asked to carry delivery 7, of those that are asked over HTTP.
  private func calls() throws -> [String: HTTPCall] {
    let settings = Settings(environment().merging(["SMTP_URL": "smtp://127.0.0.1:9"]) { $1 })
    var calls: [String: HTTPCall] = [:]
    func add<Message>(_ providers: [any Provider<Message>.Type], _ message: Message) throws {
      for type in providers {
        let exchange = try type.init(settings).exchange(for: message, now: now)
        if case .http(let call) = exchange.request { calls[type.name] = call }
      }
    }
    let correlation = try Correlation(deliveryID: 7, environment: "local")
    let mailbox = Channels.Mailbox(try #require(EmailAddress("ada@learner.example")))
    try add(
      MailProviders.all,
      EmailMessage(
        correlation: correlation, from: mailbox, to: mailbox, subject: "Hi", text: "Hi", html: "<p>Hi</p>",
        unsubscribeURL: nil))
    try add(
      send_sms.Providers.sms,
      TextMessage(correlation: correlation, to: try #require(PhoneNumber("+447700900001")), body: "Hi"))
    try add(
      send_whatsapp.Providers.whatsApp,
      WhatsAppMessage(
        correlation: correlation, to: try #require(PhoneNumber("+447700900001")), content: .text("Hi")))
    try add(
      send_discord.Providers.discord,
      DiscordMessage(
        correlation: correlation, to: try #require(DiscordAddress("#381870553235193857")), content: "Hi"))
    return calls
  }

  @Test func everyProviderThatASenderAsksOverHTTPHasAFakeThatTakesItsRequests() throws {
    let calls = try calls()
    #expect(!calls.isEmpty)
    for (name, call) in calls {
      let fake = try #require(FakeProviders.all.first { $0.name == name }, "\(name) has no fake")
      #expect(call.url.text.hasPrefix(Self.address))
      #expect(fake.takes(String(call.url.text.dropFirst(Self.address.count)), call.body))
      #expect(
        call.signedFor != nil
          || call.headers.contains { $0.name == "Authorization" && $0.value.hasPrefix(fake.authorization + " ") })
      // SNS is given nothing that it could give back.
      #expect(fake.deliveryID(call.body) == (name == "sns" ? "" : "7"))
      let target = String(call.url.text.dropFirst(Self.address.count))
      let reader = fake.read(fake.kept(target, call.body)).to
      #expect(["ada@learner.example", "+447700900001", "#381870553235193857"].contains(reader))
    }
  }

  /// A message as the provider's documentation has it, with our correlation.
  private static func body(for provider: String) throws -> [UInt8] {
    let data = try Correlation(deliveryID: 7, environment: "local").text
    let body: JSON? = [
      "meta": ["to": "447700900001", "text": ["body": "Hi"], "biz_opaque_callback_data": .string(data)],
      "interakt": ["countryCode": "+44", "phoneNumber": "7700900001", "callbackData": .string(data)],
    ][provider]
    return try #require(body, "no sender knows \(provider)").bytes
  }

  @Test(arguments: CallbackReaders.all.map { $0.provider })
  func whatAFakeSignsIsWhatTheProvidersReaderAccepts(_ provider: String) throws {
    let type = try #require(CallbackReaders.all.first { $0.provider == provider })
    let fake = try #require(FakeProviders.all.first { $0.name == provider }, "\(provider) has no fake")
    let call = try calls()[provider]
    let message = AcceptedMessage(
      provider: fake, id: fake.messageID("run", 1), deliveryID: "7", acceptedAt: now,
      body: try call?.body ?? Self.body(for: provider))
    let reader = try #require(try type.init(Settings(environment())))
    let context = CallbackContext(
      recipients: CallbackSettings(), secrets: settings, webhookURL: Self.gateway + "/webhooks", now: now)
    var facts: [CallbackFact] = []
    for request in fake.callbacks(of: [message], context) {
      #expect(request.rawPath == "/webhooks/\(provider)")
      guard case .facts(let batch) = try settled(reader.read(request, now: now), by: fake) else {
        throw RunnerError(.software, "no facts")
      }
      #expect(batch.parked.isEmpty && batch.ignored == 0)
      facts += batch.facts
      var forged = request
      if let place = forged.body.firstIndex(of: UInt8(ascii: "e")) { forged.body[place] = UInt8(ascii: "i") }
      #expect(throws: CallbackRefusal.forged) { try settled(reader.read(forged, now: now), by: fake) }
    }
    #expect(facts.last?.kind == .delivered)
    #expect(facts.allSatisfy { $0.deliveryID == 7 && $0.providerMessageID == message.id })
  }

  /// The callback once its provider has answered what its reader asks.
  private func settled(_ callback: Callback, by fake: any FakeProvider) throws -> Callback {
    guard case .inquiry(let inquiry) = callback else { return callback }
    let answer = fake.document(String(inquiry.url.dropFirst(Self.address.count))) ?? HTTPResponse(status: 404)
    return try inquiry.read(.answered(.init(status: answer.status, body: answer.body)))
  }

  @Test func theLocalStageHasEverySettingThatAHandlerRequires() throws {
    let known = Set(environment().keys)
    for manifest in try HandlerSet.manifests(workspace) {
      #expect(Set(manifest.environment.required).subtracting(["DATABASE_URL"]).subtracting(known).isEmpty)
    }
  }

  @Test func aProjectKeepsItsSecretsAndGetsThoseThatItHasNotYet() throws {
    let path = workspace.folder + "/settings.json"
    var kept = try #require(try JSON.parse(String(contentsOfFile: path, encoding: .utf8)).object)
    kept["TWILIO_AUTH_TOKEN"] = nil
    try JSON.object(kept).text.write(toFile: path, atomically: true, encoding: .utf8)
    let again = try LocalSettings(workspace)
    #expect(again["SENDGRID_API_KEY"] == settings["SENDGRID_API_KEY"])
    #expect(!again["TWILIO_AUTH_TOKEN"].isEmpty)
    #expect(try LocalSettings(workspace)["TWILIO_AUTH_TOKEN"] == again["TWILIO_AUTH_TOKEN"])
  }
}
