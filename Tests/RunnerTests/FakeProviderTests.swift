import Callbacks
import Channels
import Domain
import Foundation
import FunctionContract
import JSON
import Testing

@testable import local_runner

/// The fakes against what they stand for: whom senders write to, and what readers of callbacks accept.
@Suite struct FakeProviderTests {
  private static let gateway = "http://127.0.0.1:8080"
  private let project: Project
  private let workspace: Workspace
  private let settings: LocalSettings

  init() throws {
    project = try Project()
    workspace = try Workspace(try Options(["--root", project.root], of: SampleCommand.self))
    settings = try LocalSettings(workspace)
  }

  /// A message as its sender posts it, of delivery 7.
  private static let messages = [
    "sendgrid":
      #"{"personalizations":[{"to":[{"email":"ada@learner.example"}],"custom_args":{"delivery_id":"7","environment":"local"}}]}"#,
    "twilio":
      "To=%2B447700900001&Body=Hi&StatusCallback=http%3A%2F%2F127.0.0.1%3A8080%2Fwebhooks%2Ftwilio%3Fdelivery%3D7%26environment%3Dlocal",
  ]

  private func environment() -> [String: String] {
    settings.environment(gateway: Self.gateway, providers: "http://127.0.0.1:8081")
  }

  @Test(arguments: CallbackReaders.all.map { $0.provider })
  func `what a fake signs is what the provider's reader accepts`(_ provider: String) throws {
    let type = try #require(CallbackReaders.all.first { $0.provider == provider })
    let fake = try #require(FakeProviders.all.first { $0.name == provider }, "\(provider) has no fake")
    let body = Array(try #require(Self.messages[provider], "\(provider) has no message in this test").utf8)
    let now = Instant(seconds: 1_795_255_200)
    let message = AcceptedMessage(
      provider: fake, id: fake.messageID("run", 1), deliveryID: fake.deliveryID(body), acceptedAt: now, body: body)
    #expect(message.deliveryID == "7")
    let reader = try #require(try type.init(Settings(environment())))
    let context = CallbackContext(
      recipients: CallbackSettings(), secrets: settings, webhookURL: Self.gateway + "/webhooks", now: now)
    let requests = fake.callbacks(of: [message], context)
    #expect(!requests.isEmpty)
    var facts: [CallbackFact] = []
    for request in requests {
      #expect(request.rawPath == "/webhooks/\(provider)")
      guard case .facts(let batch) = try reader.read(request, now: now) else {
        throw RunnerError(.software, "no facts")
      }
      #expect(batch.parked.isEmpty && batch.ignored == 0)
      facts += batch.facts
      var forged = request
      forged.body += Array("&x=1".utf8)
      #expect(throws: CallbackRefusal.forged) { try reader.read(forged, now: now) }
    }
    #expect(facts.last?.kind == .delivered)
    #expect(facts.allSatisfy { $0.deliveryID == 7 && $0.providerMessageID == message.id })
  }

  @Test func `every provider that a sender can be pointed at over HTTP has a fake at that address`() throws {
    let addresses = try HandlerSet.manifests(workspace).filter { $0.name.hasPrefix("send-") }
      .flatMap(\.environment.all).filter { $0.hasSuffix("_BASE_URL") }
    #expect(!addresses.isEmpty)
    for name in addresses {
      let provider = name.dropLast("_BASE_URL".count).lowercased()
      #expect(FakeProviders.all.contains { $0.name == provider }, "\(provider) has no fake")
      #expect(environment()[name] == "http://127.0.0.1:8081")
    }
  }

  @Test func `the local stage has every setting that a handler requires`() throws {
    let known = Set(environment().keys)
    for manifest in try HandlerSet.manifests(workspace) {
      #expect(Set(manifest.environment.required).subtracting(["DATABASE_URL"]).subtracting(known).isEmpty)
    }
  }

  @Test func `a project keeps its secrets and gets those that it has not yet`() throws {
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
