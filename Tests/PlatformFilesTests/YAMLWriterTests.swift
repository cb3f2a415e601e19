import Testing
import YAML

@Suite struct YAMLWriterTests {
  @Test func keysStayInTheOrderInWhichTheyWerePutDown() {
    let document: Document = [
      "kind": "Service", "apiVersion": "v1", "absent": nil, "spec": ["z": 1, "a": [true, "b"]],
    ]
    #expect(
      YAMLWriter.text(document) == """
        kind: Service
        apiVersion: v1
        spec:
          z: 1
          a:
          - true
          - b

        """)
  }

  @Test(arguments: [
    "yes", "No", "on", "OFF", "true", "null", "~", "1", "1.30", "0x10", "1e3", "12:30", "", " ", "- a", "a: b", "# c",
    "*", "&a", "!b", "{", "[", "@", "`", "%", "2026-11-20", "it's", "say \"hi\"", "back\\slash", "é", "a #b", "=", "<<",
    "$(REKINDLE_JOB)", "{\"id\":\"$(X)\"}", "line\nline", "line\nline\n", "  indented\nline", "tab\there",
  ])
  func aTextIsReadAsTheSameText(text: String) throws {
    let written = YAMLWriter.text(["value": .text(text)])
    #expect(try YAMLReader.read(written)["value"]?.scalar == text)
  }

  /// What parsers of YAML 1.1, which Kubernetes has, would not take for a text.
  @Test(arguments: [
    "yes", "No", "on", "OFF", "true", "null", "~", "1", "1.30", "0x10", "1e3", "12:30", "", "2026-11-20",
  ])
  func whatCouldBeAnotherTypeIsQuoted(text: String) {
    let value = YAMLWriter.text(["value": .text(text)]).dropFirst("value: ".count)
    #expect(value.hasPrefix("\"") || value.hasPrefix("'"))
  }

  @Test func emptyCollectionsAndSeveralDocuments() {
    #expect(YAMLWriter.text(["a": [:], "b": []], ["c": 1]) == "a: {}\nb: []\n---\nc: 1\n")
  }
}
