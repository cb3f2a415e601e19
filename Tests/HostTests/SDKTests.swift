import Foundation
import FunctionContract
import JSON
import TestKit
import Testing

/// The CloudEvents SDK of Python as sender, reader and sink: our HTTP binding is everybody's.
@Suite(.enabled(if: Peers.have("cloudevents.core"), Peers.absent))
struct SDKTests {
  private static let script = PackageFolder.url.appendingPathComponent("Tests/HostTests/sdk.py").path

  @Test(arguments: ["binary", "structured"])
  func itsEventsArriveInBothModesAndItReadsOurReply(mode: String) throws {
    let server = try HostServer(FunctionsFolder(emits: ["echo.emitted"]), ["REKINDLE_EVENTS_TO": "reply"])
    let sender = try PythonProcess(
      command: [
        try #require(Peers.python), Self.script, "send", String(server.port), mode, "echo.emit",
        #"{"count":1,"ü":"é"}"#,
      ])
    #expect(sender.line() == "200")
    let reply = try JSON.parse(try #require(sender.line()))
    #expect(reply["attributes"]?["type"] == "echo.emitted")
    #expect(reply["attributes"]?["causationid"] == "näme %1", "percent-encoded on the way, and once only")
    #expect(reply["data"]?["ü"] == "é")
  }

  @Test
  func itReadsWhatIsPostedToKSINKInOrder() throws {
    let sink = try PythonProcess(command: [try #require(Peers.python), Self.script, "sink"])
    let port = try #require(sink.line())
    let server = try HostServer(FunctionsFolder(emits: ["echo.emitted"]), ["K_SINK": "http://127.0.0.1:\(port)/in"])
    let answer = try server.ask(
      "/", event("echo.emit", ["count": 3]), ["content-type": "application/cloudevents+json"])
    #expect(answer.status == 202)
    var ids: [String] = []
    for _ in 0..<3 {
      let seen = try JSON.parse(try #require(sink.line()))
      #expect(seen["attributes"]?["type"] == "echo.emitted")
      ids.append(try #require(seen["attributes"]?["id"]?.string))
    }
    #expect(Set(ids).count == 3)
  }
}
