import Channels
import Domain
import Foundation
import FunctionContract
import FunctionShell
import TestKit
import Testing

@testable import Callbacks
@testable import delivery_webhook

/// What the handler promises to a provider that it has never heard of, through a reader made up for it.
@Suite(.database) struct CallbackReaderTests {
  /// Has its address confirmed by GET, and brings several replies at once.
  private struct MadeUpReader: CallbackReader {
    static let provider = "made-up"
    static let methods = ["GET", "POST"]
    let token: String

    init?(_ settings: Settings) throws(ProviderSettingError) {
      guard let token = settings["MADE_UP_TOKEN"] else { return nil }
      self.token = token
    }

    func read(_ request: HTTPRequest, now: Instant) throws(CallbackRefusal) -> Callback {
      guard request.headers["x-token"] == token else { throw .forged }
      if request.method == "GET" {
        return .handshake(HTTPResponse(status: 200, body: Array(request.rawQuery.utf8)))
      }
      let replies = String(decoding: request.body, as: UTF8.self).split(separator: "\n").map { line in
        let parts = line.split(separator: " ")
        return InboundReply(
          id: "\(line)", from: String(parts[0]), channel: .sms, text: String(parts[1]), at: now, isAnswered: false)
      }
      return .facts(CallbackBatch(replies: replies))
    }
  }

  let database: TestDatabase

  init() throws { database = try Ledger.database() }

  private func answer(
    _ method: String, query: String = "", token: String = "secret", body: String = "", configured: Bool = true
  ) throws -> HTTPResponse {
    let settings = Site.environment(
      database, role: "rekindle_webhook", configured ? ["MADE_UP_TOKEN": "secret"] : [:])
    var handler = try DeliveryWebhook(environment: Environment(settings), providers: [MadeUpReader.self])
    let request = HTTPRequest(
      method: method, rawPath: "/webhooks/made-up", rawQuery: query, headers: ["x-token": token],
      body: Array(body.utf8))
    return try handler.handle(Invocation(input: .http(request, carrier: nil), now: Ledger.now)).answer
  }

  @Test func aProviderThatAsksWhetherTheAddressIsOursGetsTheAnswerThatProvesIt() throws {
    let proof = try answer("GET", query: "challenge=31")
    #expect(proof.status == 200)
    #expect(proof.text == "challenge=31")
    #expect(try answer("GET", query: "challenge=31", token: "guessed") == HTTPResponse(status: 401))
  }

  @Test func aProviderIsToldTheMethodsThatItsReaderTakes() throws {
    let refused = try answer("DELETE")
    #expect(refused.status == 405)
    #expect(refused.headers["allow"] == "GET, HEAD, POST")
    #expect(try answer("GET", configured: false).status == 503)
  }

  @Test func everyReplyOfOneCallbackIsObeyedAndHelpHasNoAnswerWhereTheProviderCarriesNone() throws {
    let body = "+15550100001 STOP\n+15550100001 HELP\n+15550100001 hello"
    #expect(try answer("POST", body: body) == HTTPResponse(status: 204))
    #expect(try Ledger.nos(database) == ["1 sms all opt_out sms_reply"])
    #expect(try answer("POST", body: "+15550100001 START").status == 204)
    #expect(try Ledger.nos(database).isEmpty)
  }

  @Test func theManifestsRoutesAreTheMethodsOfTheReaders() throws {
    let file = PackageFolder.url.appending(path: "functions/delivery-webhook/function.json")
    let manifest = try Manifest(Array(Data(contentsOf: file)), file: "function.json")
    let methods = Set(CallbackReaders.all.flatMap { $0.methods })
    #expect(Set(manifest.consumes.routes.map(\.method)) == methods)
    for reader in CallbackReaders.all {
      for method in reader.methods {
        #expect(
          manifest.consumes.routes.contains {
            $0.parameters(method: method, path: "/webhooks/\(reader.provider)") != nil
          })
      }
    }
  }
}
