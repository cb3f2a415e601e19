import Domain
import Foundation
import FunctionContract
import JSON
import TestKit
import Testing

struct CloudEventTests {
  static let complete = """
    {"specversion":"1.0","id":"C234","source":"/oulad/activity","type":"lms.enrolment.idle","subject":"student/11391",
     "time":"2026-11-20T07:00:00Z","datacontenttype":"application/json","partitionkey":"11391","sequence":7,"urgent":true,
     "dataschema":"https://example.org/idle.json","data":{"idle_days":7}}
    """

  @Test func anEventKeepsEveryAttributeThroughReadingAndWriting() throws {
    let json = try JSON.parse(CloudEventTests.complete)
    let event = try CloudEvent(json: json)
    #expect(event.id == "C234")
    #expect(event.time == Instant(rfc3339: "2026-11-20T07:00:00Z"))
    #expect(event.extensions == ["partitionkey": "11391", "sequence": 7, "urgent": true])
    #expect(event.json == json)
  }

  @Test func attributesThatAreNullAreAbsentAndDataThatIsNullIsNull() throws {
    let event = try CloudEvent(
      json: ["specversion": "1.0", "id": "1", "source": "/s", "type": "t", "subject": nil, "time": nil, "data": nil])
    #expect(event.subject == nil)
    #expect(event.time == nil)
    #expect(event.data == .null)
  }

  @Test(
    arguments: [
      (["id": nil], "a string is missing ($.id)"),
      (["id": ""], "the string is empty ($.id)"),
      (["id": 7], "a string is needed ($.id)"),
      (["source": ""], "the string is empty ($.source)"),
      (["type": nil], "a string is missing ($.type)"),
      (["type": "a\nb"], "control characters may not stand in an attribute ($.type)"),
      (["specversion": "0.3"], "only version 1.0 of CloudEvents is understood ($.specversion)"),
      (["time": "yesterday"], "a time as 2026-11-20T02:00:00Z (RFC 3339) is needed ($.time)"),
      (["time": "2026-11-20 02:00:00Z"], "a time as 2026-11-20T02:00:00Z (RFC 3339) is needed ($.time)"),
      (["time": "2026-11-20T02:00:00+05"], "a time as 2026-11-20T02:00:00Z (RFC 3339) is needed ($.time)"),
      (["subject": ""], "the string is empty ($.subject)"),
      (["data": 1, "data_base64": "Zg=="], "data and data_base64 exclude each other ($.data_base64)"),
      (["data_base64": "?"], "the string is not base64 ($.data_base64)"),
      (["partitionKey": "1"], "attribute names are lower-case letters and digits ($.partitionKey)"),
      (["nested": ["a": 1]], "an extension is a string, a boolean or a 32-bit whole number ($.nested)"),
      (["big": 2_147_483_648], "an extension is a string, a boolean or a 32-bit whole number ($.big)"),
      (["half": 0.5], "an extension is a string, a boolean or a 32-bit whole number ($.half)"),
    ] as [([String: JSON], String)])
  func anEventOutsideTheSpecificationIsRefusedWithTheAttributesName(
    _ change: [String: JSON], _ message: String
  ) {
    let valid: [String: JSON] = ["specversion": "1.0", "id": "1", "source": "/s", "type": "t"]
    let error = #expect(throws: ShapeError.self) {
      try CloudEvent(json: .object(valid.merging(change) { _, changed in changed }))
    }
    #expect(error?.description == message)
  }
}

/// The JSON events that stand in the specification and in the conformance features.
@Suite(.enabled(if: SharedSuite.folder("cloudevents") != nil, SharedSuite.absent("cloudevents")))
struct CloudEventConformanceTests {
  @Test func theSpecificationsExamplesDecodeAndAreWrittenBackUnchanged() throws {
    var seen = 0
    for block in try blocks("cloudevents/formats/json-format.md", fence: "```") {
      // The specification leaves the bytes of its binary examples out.
      let document = try JSON.parse(block.replacingOccurrences(of: "... base64 encoded string ...", with: "Zm9v"))
      for json in document.array ?? [document] {
        let event = try CloudEvent(json: json)
        #expect(try CloudEvent(json: event.json) == event)
        seen += 1
      }
    }
    #expect(seen == 8)
  }

  @Test(arguments: ["http", "kafka"])
  func theStructuredModeOfTheConformanceFeaturesDecodesToTheGivenAttributes(_ binding: String) throws {
    let blocks = try blocks("features/\(binding)-protocol-binding.feature", fence: "\"\"\"")
    #expect(blocks.count == 1)
    for block in blocks {
      let event = try CloudEvent(json: try JSON.parse(block))
      #expect(event.id == "1234-1234-1234")
      #expect(event.source == "/mycontext/subcontext")
      #expect(event.type == "com.example.someevent")
      #expect(event.time == Instant(rfc3339: "2018-04-05T03:56:24Z"))
      #expect(event.dataContentType == "application/json")
      #expect(event.data == ["message": "Hello World!"])
    }
  }

  /// The texts between two fences that hold an event, from the opening bracket on.
  private func blocks(_ file: String, fence: String) throws -> [String] {
    let folder = try #require(SharedSuite.folder("cloudevents"))
    let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
    return text.components(separatedBy: fence).filter { $0.contains("\"specversion\"") }
      .map { String($0.drop { $0 != "{" && $0 != "[" }) }
  }
}
