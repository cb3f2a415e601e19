import FunctionContract
import JSON
import Testing

struct ReplyTests {
  private func text(_ reply: Reply) throws -> String {
    String(decoding: try ReplyEncoder().encode(reply), as: UTF8.self)
  }

  private func event(_ index: Int, data: JSON? = nil) -> CloudEvent {
    CloudEvent(id: String(index), source: "/functions/a", type: "b", data: data)
  }

  @Test func aResultIsOneObjectWithSortedKeys() throws {
    let reply = Reply.done(result: ["b": 2, "a": 1], events: [event(0)])
    #expect(
      try text(reply)
        == #"{"events":[{"id":"0","source":"/functions/a","specversion":"1.0","type":"b"}],"result":{"a":1,"b":2}}"#)
  }

  @Test func aResponsesBodyIsTextWhereItIsUTF8ElseBase64AndWhatIsEmptyStaysAway() throws {
    let page = HTTPResponse(status: 200, headers: ["content-type": "text/html"], body: Array("<p>ü".utf8))
    #expect(
      try text(.http(page))
        == #"{"body":"<p>ü","headers":{"content-type":"text/html"},"isBase64Encoded":false,"statusCode":200}"#)
    let image = HTTPResponse(status: 200, cookies: ["a=1"], body: [0xFF, 0xD8])
    #expect(
      try text(.http(image))
        == #"{"body":"/9g=","cookies":["a=1"],"headers":{},"isBase64Encoded":true,"statusCode":200}"#)
    let archive = HTTPResponse(status: 200, body: Array("a\0".utf8))
    #expect(
      try text(.http(archive)) == #"{"body":"YQA=","headers":{},"isBase64Encoded":true,"statusCode":200}"#,
      "a reader of JSON refuses NUL")
  }

  @Test func tenEventsAreTakenAndElevenAreABug() throws {
    _ = try text(.done(result: [:], events: (0..<10).map { event($0) }))
    let failure = #expect(throws: HandlerFailure.self) {
      try text(.done(result: [:], events: (0..<11).map { event($0) }))
    }
    #expect(failure?.exitCode == .software)
  }

  @Test func anEventOf64KiBIsTakenAndOneByteMoreIsABug() throws {
    let overhead = event(0, data: "").json.bytes.count
    func padded(_ size: Int) -> CloudEvent { event(0, data: .string(String(repeating: "x", count: size - overhead))) }
    _ = try text(.done(result: [:], events: [padded(64 << 10)]))
    let failure = #expect(throws: HandlerFailure.self) { try text(.done(result: [:], events: [padded(64 << 10 + 1)])) }
    #expect(failure?.exitCode == .software)
  }

  @Test(arguments: [
    HTTPResponse(status: 99), HTTPResponse(status: 600),
    HTTPResponse(status: 302, headers: ["location": "/a\r\nset-cookie: b"]),
    HTTPResponse(status: 200, cookies: ["a=1\n"]), HTTPResponse(status: 200, headers: ["x y": "1"]),
    HTTPResponse(status: 200, headers: ["": "1"]), HTTPResponse(status: 200, headers: ["a:b": "1"]),
  ])
  func aResponseThatWouldBreakTheHTTPMessageIsABug(_ response: HTTPResponse) {
    let failure = #expect(throws: HandlerFailure.self) { try text(.http(response)) }
    #expect(failure?.exitCode == .software)
  }

  @Test func theHostReadsWhatTheHandlerWrote() throws {
    let replies: [Reply] = [
      .done(result: ["sent": 3], events: [event(1, data: ["ids": [1, 2]])]),
      .http(
        HTTPResponse(status: 303, headers: ["location": "/done"], cookies: ["a=1"], body: [0xFF]), events: [event(2)]),
    ]
    for reply in replies { #expect(try ReplyDecoder().decode(ReplyEncoder().encode(reply)) == reply) }
    #expect(
      ReplyDecoder().failure(Array(#"{"errorType":"A.B","errorMessage":"c"}"#.utf8), exitCode: .temporary)
        == HandlerFailure(.temporary, "A.B", "c"))
  }

  private static let elevenEvents = JSON.object([
    "events": .array(
      (0..<11).map { ["specversion": "1.0", "id": .string(String($0)), "source": "/a", "type": "b"] })
  ]).text

  @Test(arguments: [
    "", "null", "[]", "{\"events\":{}}", "{\"events\":[{}]}", "{\"statusCode\":\"200\"}", elevenEvents,
    #"{"statusCode":200,"headers":{"location":"/a\r\nset-cookie: b"}}"#, #"{"statusCode":200,"cookies":["a\n"]}"#,
    #"{"events":[{"specversion":"1.0","id":"1","source":"/a","type":"b","data":"\#(String(repeating: "x", count: 1 << 16))"}]}"#,
  ])
  func aReplyOutsideTheContractIsTheHandlersBug(_ text: String) {
    let failure = #expect(throws: HandlerFailure.self) { try ReplyDecoder().decode(Array(text.utf8)) }
    #expect(failure?.exitCode == .software)
  }
}
