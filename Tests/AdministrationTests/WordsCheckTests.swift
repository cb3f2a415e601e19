import Domain
import FunctionContract
import JSON
import TestKit
import Testing

/// What somebody who writes is told and shown at once (REQ-4-70).
@Suite(.database) struct WordsCheckTests {
  let desk: Desk

  init() throws { desk = try Desk() }

  private func check(_ source: String, channel: String = "email") throws -> HTTPResponse {
    try desk.ask(
      "POST", "/api/campaigns/course-completion/check",
      ["template": "welcome-back", "channel": .string(channel), "source": .string(source)])
  }

  private func source() throws -> String {
    try desk.ask("GET", "/api/templates/course-completion/welcome-back/email").document["source"]?.string ?? ""
  }

  @Test func everySampleIsShownWithTheNewWords() throws {
    let answer = try check(try source() + "\nQuite new words.\n").document
    #expect(answer["faults"] == [])
    let previews = answer["previews"]?.array ?? []
    #expect(previews.map { $0["sample"] } == ["beginner", "learner", "nearly-done"])
    #expect(previews.allSatisfy { $0["parts"]?["html"]?.string?.contains("Quite new words.") == true })
    #expect(try desk.trail() == [], "nothing has changed, nobody was looked at")
  }

  @Test(arguments: [
    ("\nHi {{firstname}}.\n", "did you mean first_name?"), ("\nHi {{#first_name}}.\n", "first_name"),
    ("\n<b>bold</b>\n", "HTML"),
  ]) func aFaultHasAFileALineAndWhatToChange(_ addition: String, _ word: String) throws {
    let source = try source()
    let faults = try check(source + addition).document["faults"]?.array ?? []
    let fault = try #require(faults.first)
    #expect(fault["file"] == "messages/welcome-back.email.md")
    #expect((fault["line"]?.integer ?? 0) >= source.split(separator: "\n", omittingEmptySubsequences: false).count)
    #expect(fault["message"]?.string?.contains(word) == true, "\(faults)")
  }

  @Test(arguments: ["javascript:alert(1)", "data:text/html,x", "http://school.example"])
  func aLinkThatLeadsElsewhereIsRefused(_ target: String) throws {
    let answer = try check(try source() + "\n[x](\(target))\n").document
    #expect(answer["faults"]?.array?.isEmpty == false)
    let previews = answer["previews"]?.array ?? []
    #expect(
      !previews.isEmpty
        && previews.allSatisfy { $0["fault"]?.string?.contains("must start with https://") == true }, "\(answer.text)")
  }

  @Test func aFaultInOneMessageLeavesThePreviewOfTheOthers() throws {
    let answer = try check("no front matter").document
    #expect(answer["faults"]?.array?.first?["line"] == 1)
    #expect(answer["previews"] == [], "nothing can be made of it")
    #expect(try check("---\nsubject: x\n---\nHi", channel: "sms").status == 404)
  }

  private static let hostile = [
    "control characters": "\u{1B}[31m\u{7}\u{202E}", "open tags": String(repeating: "{{", count: 5_000),
    "open sections": String(repeating: "{{#a}}", count: 2_000), "quotes": String(repeating: "> ", count: 9_000),
    "lists": String(repeating: "- ", count: 9_000), "brackets": String(repeating: "[", count: 15_000),
    "emphasis": String(repeating: "*a **b ", count: 2_000), "a script": "</script><script>alert(1)</script>",
    "an alias": "---\na: &a [*a, *a]\n---\n", "a long word": String(repeating: "a", count: 20_000),
    "braces": String(repeating: "}", count: 9_000),
  ]

  @Test(arguments: hostile.keys.sorted()) func hostileTextGetsAnAnswer(_ name: String) throws {
    let text = Self.hostile[name] ?? ""
    for source in [text, String(try source().prefix(1_500)) + "\n" + text] {
      let answer = try check(String(source.prefix(20_000)))
      #expect(answer.status == 200)
      for preview in answer.document["previews"]?.array ?? [] {
        #expect(preview["parts"]?["html"]?.string?.contains("<script") != true)
      }
    }
  }

  @Test func aTextThatIsTooLongIsRefused() throws {
    #expect(try check(String(repeating: "a", count: 20_001)).problem == "parameter /source")
    #expect(try check("a\u{0}b").status == 400)
  }
}
