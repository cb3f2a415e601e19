import FunctionContract
import FunctionHost
import Processes
import Testing

@Suite struct GatewayTests {
  private func gateway(_ script: String, seconds: Int = 10) throws -> Gateway {
    Gateway([
      try function(
        "page", routes: [("GET", "/u/{token}"), ("POST", "/u/{token}"), ("GET", "/d/**")], seconds: seconds, script)
    ]) { _ in }
  }

  @Test func aHandlersResponseComesBackWhole() throws {
    let script =
      #"echo '{"statusCode":303,"headers":{"location":"/x"},"cookies":["a=1"],"body":"aGk=","isBase64Encoded":true}'"#
    let answer = try gateway(script).answer(HTTPRequest(method: "GET", rawPath: "/u/abc"))
    #expect(answer == HTTPResponse(status: 303, headers: ["location": "/x"], cookies: ["a=1"], body: Array("hi".utf8)))
  }

  @Test func theRequestReachesTheHandlerInPayloadFormat20() throws {
    let script = #"read -r line; printf '{"statusCode":200,"body":"%s"}\n' "$(printf %s "$line" | base64 -w0)""#
    let answer = try gateway(script).answer(
      HTTPRequest(method: "POST", rawPath: "/u/a%20b", rawQuery: "q=1", body: [255, 0], requestID: "r"))
    let echoed = try #require(base64Text(text(answer.body)))
    #expect(echoed.contains(#""rawPath":"/u/a%20b""#))
    #expect(echoed.contains(#""rawQueryString":"q=1""#))
    #expect(echoed.contains(#""isBase64Encoded":true"#))
  }

  @Test(arguments: [
    ("GET", "/nowhere", 404), ("GET", "/u/", 404), ("GET", "/u/a/b", 404), ("DELETE", "/u/a", 405),
    ("GET", "/d/x/y", 200),
    ("HEAD", "/u/a", 200), ("BREW", "/u/a", 405),
  ])
  func routesDecide(method: String, path: String, status: Int) throws {
    let answer = try gateway(#"echo '{"statusCode":200}'"#).answer(HTTPRequest(method: method, rawPath: path))
    #expect(answer.status == status)
  }

  @Test(arguments: [(64, 400), (65, 400), (77, 403), (69, 503), (75, 503), (70, 500), (78, 500), (1, 500)])
  func aFailedHandlersReasonStaysInside(code: Int, status: Int) throws {
    let answer = try gateway(#"echo '{"errorType":"T","errorMessage":"inner reason"}'; exit \#(code)"#)
      .answer(HTTPRequest(method: "GET", rawPath: "/u/a"))
    #expect(answer.status == status)
    #expect(!text(answer.body).contains("inner"))
    #expect((answer.headers["retry-after"] != nil) == (status == 503))
  }

  @Test(arguments: ["echo garbage", #"echo '{"result":{}}'"#, #"echo '{"statusCode":42}'"#, "yes", "kill -9 $$"])
  func aReplyThatIsNoResponseIsAnInnerError(script: String) throws {
    #expect(try gateway(script).answer(HTTPRequest(method: "GET", rawPath: "/u/a")).status == 500)
  }

  @Test(arguments: [
    ("echo garbage", "Bug.Reply"), ("kill -9 $$", "Host.Killed"), ("exit 75", "Host.Exited"),
    (#"echo '{"errorType":"T","errorMessage":"m"}'; exit 75"#, nil), (#"echo '{"statusCode":500}'"#, nil),
  ])
  func failuresThatNoHandlerHasToldAreReported(script: String, type: String?) throws {
    let reported = Lines()
    let function = try function("page", routes: [("GET", "/u")], script)
    let gateway = Gateway([function], report: { reported.append($0.type) }) { _ in }
    #expect(gateway.answer(HTTPRequest(method: "GET", rawPath: "/u")).status >= 500)
    #expect(reported.all == [type].compactMap(\.self))
  }

  @Test func aHandlerThatHangsIsAnsweredFor() throws {
    #expect(try gateway("sleep 60", seconds: 1).answer(HTTPRequest(method: "GET", rawPath: "/u/a")).status == 504)
  }

  @Test func aRequestBeyondTheHandlersLimitNeverReachesIt() throws {
    let body = [UInt8](repeating: 65, count: 200_000)
    let answer = try gateway("kill -9 $$").answer(HTTPRequest(method: "POST", rawPath: "/u/a", body: body))
    #expect(answer.status == 413)
  }

  /// Text takes as many bytes in the event as by itself, quotes two, and what is no text a third more.
  @Test(arguments: [UInt8(ascii: "a"), UInt8(ascii: "\""), 0xFF])
  func aRequestBeyondTheLimitIsToldWhatFitsAndThatFits(_ byte: UInt8) throws {
    let gateway = try gateway("cat >/dev/null; echo '{\"statusCode\":204}'")
    func post(_ count: Int) -> HTTPResponse {
      gateway.answer(HTTPRequest(method: "POST", rawPath: "/u/a", body: [UInt8](repeating: byte, count: count)))
    }
    let refusal = text(post(200_000).body)
    let most = try #require(Int(refusal.split(separator: " ").first { Int($0) != nil } ?? ""))
    #expect(post(most).status == 204, "\(refusal)")
    #expect(post(most + 16).status == 413)
  }
}

private func base64Text(_ base64: String) -> String? {
  let outcome = Spawner().run(Script("base64 -d").executable(), input: base64.utf8)
  return outcome.exitCode == 0 ? text(outcome.output) : nil
}
