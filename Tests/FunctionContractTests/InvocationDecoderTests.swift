import Domain
import Foundation
import FunctionContract
import JSON
import TestKit
import Testing

struct InvocationDecoderTests {
  static let request = """
    {"version":"2.0","rawPath":"/u/a%20b","rawQueryString":"t=1&t=2","headers":{"Content-Type":"text/plain","X-A":"1","x-a":"2"},
     "cookies":["c=1"],"requestContext":{"requestId":"req-1","timeEpoch":1583348638390,
     "http":{"method":"post","path":"/u","sourceIp":"1.2.3.4"}},"body":"AP8=","isBase64Encoded":true}
    """

  private func decode(_ text: String) throws -> Invocation.Input { try InvocationDecoder().decode(Array(text.utf8)) }

  @Test func aDocumentWithASpecversionIsAnEvent() throws {
    let input = try decode(CloudEventTests.complete)
    #expect(input == .event(try CloudEvent(json: try JSON.parse(CloudEventTests.complete))))
  }

  @Test func aDocumentWithRequestContextHttpIsARequestWithItsBytesAsReceived() throws {
    guard case .http(let request, carrier: nil) = try decode(InvocationDecoderTests.request) else {
      Issue.record("no request")
      return
    }
    #expect(request.method == "POST")
    #expect(request.rawPath == "/u/a%20b")
    #expect(request.rawQuery == "t=1&t=2")
    #expect(request.headers == ["content-type": "text/plain", "x-a": "1,2"])
    #expect(request.cookies == ["c=1"])
    #expect(request.body == [0, 255])
    #expect(request.sourceIP == "1.2.3.4")
    #expect(request.requestID == "req-1")
    #expect(request.time == Instant(microseconds: 1_583_348_638_390_000))
  }

  @Test func anEventOfTypeHttpRequestCarriesARequestAsItsData() throws {
    let carrier = """
      {"specversion":"1.0","type":"http.request","source":"/http/u","id":"req-9","data":\(InvocationDecoderTests.request)}
      """
    guard case .http(let request, let event) = try decode(carrier) else {
      Issue.record("no request")
      return
    }
    #expect(request.requestID == "req-1")
    #expect(event?.id == "req-9")
  }

  @Test func aRequestSurvivesBeingWrittenAndReadAgain() throws {
    let bodies: [[UInt8]] = [[], Array("{\"a\":\"ü\"}\r\n".utf8), [0xFF, 0, 0x80]]
    for body in bodies {
      let request = HTTPRequest(
        method: "POST", rawPath: "/webhooks/sendgrid", rawQuery: "a=b", headers: ["x-a": "1"], cookies: ["c=1"],
        body: body,
        sourceIP: "::1", requestID: "r", time: Instant(seconds: 5))
      #expect(try HTTPRequest(json: request.json) == request)
    }
  }

  @Test(arguments: [
    ("", "standard input is empty"), (" \n", "standard input is empty"),
    ("{", "a key in quotes is missing at line 1, column 2 ($)"),
    ("{\"id\":1,\"id\":2}", "the key stands twice in one object at line 1, column 9 ($.id)"),
    ("{\"specversion\":NaN}", "a value cannot start with N at line 1, column 16 ($.specversion)"),
    ("[]", "neither a CloudEvent"), ("{}", "neither a CloudEvent"),
    ("{\"specversion\":null}", "a string is missing ($.specversion)"),
    ("{\"specversion\":\"1.0\"}", "a string is missing ($.id)"),
    ("{\"requestContext\":{\"http\":{}},\"rawPath\":\"/\"}", "a string is missing ($.requestContext.http.method)"),
    ("{\"requestContext\":{\"http\":{\"method\":\"GET\"}}}", "a string is missing ($.requestContext.http.path)"),
    (
      "{\"requestContext\":{\"http\":{\"method\":\"GET\"}},\"rawPath\":\"x\"}", "a path starts with a slash ($.rawPath)"
    ),
    (
      "{\"version\":\"1.0\",\"requestContext\":{\"http\":{\"method\":\"GET\"}},\"rawPath\":\"/\"}",
      "only payload format 2.0 is understood ($.version)"
    ),
    (
      "{\"requestContext\":{\"http\":{\"method\":\"GET\"},\"timeEpoch\":9000000000000000},\"rawPath\":\"/\"}",
      "the time is out of range ($.requestContext.timeEpoch)"
    ),
    (
      "{\"requestContext\":{\"http\":{\"method\":\"GET\"}},\"rawPath\":\"/\",\"body\":\"?\",\"isBase64Encoded\":true}",
      "the string is not base64 ($.body)"
    ),
    (
      "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"http.request\",\"data\":{}}",
      "an object is missing ($.data.requestContext)"
    ),
  ])
  func aRefusalHasExitCode65AndSaysWhereTheFaultIs(_ text: String, _ part: String) {
    let failure = #expect(throws: HandlerFailure.self) { try decode(text) }
    #expect(failure?.exitCode == .badEvent)
    #expect(failure?.message.contains(part) == true, "\(failure?.message ?? "")")
  }

  @Test func sixMiBAreReadAndOneByteMoreIsRefused() throws {
    let head = Array(#"{"specversion":"1.0","id":"1","source":"/s","type":"t","data":""#.utf8)
    let tail = Array(#""}"#.utf8)
    func event(_ size: Int) -> [UInt8] {
      head + Array(repeating: UInt8(ascii: "x"), count: size - head.count - tail.count) + tail
    }
    _ = try InvocationDecoder().decode(event(6 << 20))
    let failure = #expect(throws: HandlerFailure.self) { try InvocationDecoder().decode(event(6 << 20 + 1)) }
    #expect(failure?.type == "Event.TooLarge")
    #expect(failure?.exitCode == .badEvent)
  }
}

/// AWS's own sample events: those of HTTP APIs and function URLs decode, all others are refused.
@Suite(.enabled(if: SharedSuite.folder("aws_lambda_events") != nil, SharedSuite.absent("aws_lambda_events")))
struct AWSSampleTests {
  private static let samples = SharedSuite.files("aws_lambda_events").filter { $0.pathExtension == "json" }
  private static let requests: Set<String> = [
    "apigw-v2-request-iam.json", "apigw-v2-request-no-authorizer.json", "lambda-urls-request.json",
  ]

  @Test(arguments: samples.filter { requests.contains($0.lastPathComponent) })
  func requestsInPayloadFormat2Decode(_ file: URL) throws {
    guard case .http(let request, carrier: nil) = try InvocationDecoder().decode(Data(contentsOf: file)) else {
      Issue.record("no request")
      return
    }
    let document = try JSON.parse(Data(contentsOf: file))
    #expect(request.rawPath == document["rawPath"]?.string)
    #expect(request.rawQuery == document["rawQueryString"]?.string)
    #expect(request.headers.count == document["headers"]?.object?.count)
    #expect(request.cookies == document["cookies"]?.array?.compactMap(\.string) ?? [])
    #expect(!request.requestID.isEmpty)
  }

  @Test(arguments: samples.filter { !requests.contains($0.lastPathComponent) })
  func otherEventsAreRefusedAsBadEvents(_ file: URL) {
    let failure = #expect(throws: HandlerFailure.self) { try InvocationDecoder().decode(Data(contentsOf: file)) }
    #expect(failure?.exitCode == .badEvent)
  }
}
