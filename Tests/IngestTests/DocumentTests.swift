import Foundation
import HostEvents
import JSON
import TestKit
import Testing

/// What is published of the events is what the list of their types says; `RECORD=1` writes it anew.
struct DocumentTests {
  private static let folder = PackageFolder.url.appending(path: "docs/events")

  private func compare(_ name: String, _ text: String) throws {
    let file = Self.folder.appending(path: name)
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let found = try? String(contentsOf: file, encoding: .utf8)
    #expect(found == text, "docs/events/\(name) is not what the list says: RECORD=1 writes it")
  }

  @Test(arguments: HostEventTypes.all.map(\.name)) func eachTypesSchemaIsPublished(_ name: String) throws {
    let type = try #require(HostEventTypes[name])
    guard case .object(var members) = type.schema else { return }
    members["examples"] = [type.example]
    let pretty = try JSONSerialization.data(
      withJSONObject: JSONSerialization.jsonObject(with: Data(JSON.object(members).bytes)),
      options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    try compare("\(name).json", String(decoding: pretty, as: UTF8.self) + "\n")
  }

  @Test func thePageOfTypesHasEachOfThemWithACallThatNeedsNoLibrary() throws {
    var lines = [
      "# Types of events", "",
      "Written from the list in `Sources/HostEvents`; [events.md](../events.md) says how events are sent and has the shell",
      "function `tell`. Each type's JSON Schema stands beside this page and at `GET /events/types/{type}`.", "",
    ]
    for type in HostEventTypes.all {
      lines += [
        "## \(type.name)", "", "\(type.summary) [Schema](\(type.name).json).", "", "| data | means |", "| --- | --- |",
      ]
      lines += type.fields.map { field in
        let note =
          switch field.standard {
          case .required: ", needed"
          case .eventTime: "; the event's timestamp where nothing is said"
          case .unchanged, .value: ""
          }
        return "| `\(field.name)` | \(field.meaning)\(note) |"
      }
      lines += ["", "```sh", "tell '\(type.example.text)'", "```", ""]
    }
    try compare("types.md", lines.joined(separator: "\n"))
  }

  @Test func everyTypeAndFieldHasANameOfItsOwn() {
    #expect(Set(HostEventTypes.all.map(\.name)).count == HostEventTypes.all.count)
    for type in HostEventTypes.all {
      #expect(type.name.hasPrefix("lms."), "a campaign could not be entered by \(type.name)")
      #expect(Set(type.fields.map(\.name)).count == type.fields.count, "\(type.name)")
      #expect(type.keys.allSatisfy { key in type.fields.contains { $0.name == key } }, "\(type.name)")
    }
  }
}
