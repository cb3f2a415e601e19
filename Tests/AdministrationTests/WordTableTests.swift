import Domain
import FunctionContract
import JSON
import Rendering
import TestKit
import Testing

/// Tables in words that people change in a browser.
@Suite(.database) struct WordTableTests {
  private static let table = """

    | What | How much |
    | --- | ---: |
    | {{course_name}} | **{{completion_percentage}}** |

    """
  let desk: Desk
  let source: String

  init() throws {
    desk = try Desk()
    let path = "/api/templates/course-completion/gentle/email"
    source = try #require(try desk.ask("GET", path).document["source"]?.string)
  }

  private func check(_ addition: String) throws -> JSON {
    try desk.ask(
      "POST", "/api/campaigns/course-completion/check",
      ["template": "gentle", "channel": "email", "source": .string(source + addition)]
    ).document
  }

  @Test func aTableIsShownToWhoeverWritesIt() throws {
    let answer = try check(Self.table)
    #expect(answer["faults"] == [])
    for preview in answer["previews"]?.array ?? [] where preview["channel"] == "email" {
      #expect(preview["parts"]?["html"]?.string?.contains("<th scope=\"col\"") == true)
      #expect(preview["parts"]?["txt"]?.string?.contains(/What +How much\n-+  -+\n/) == true)
    }
  }

  @Test func whatIsWrongWithATableIsToldWithItsLine() throws {
    let fault = try #require(try check(Self.table + "\n| a | b |\n")["faults"]?.array?.first)
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false).count
    #expect(fault["line"]?.integer == lines + 5)
    #expect(fault["message"]?.string?.hasPrefix("no table begins here") == true)
  }

  private static let endless = [
    "a phone has room": String(repeating: "|a", count: 2_000) + "\n" + String(repeating: "|-", count: 2_000) + "\n|a\n",
    "the table has no row": String(repeating: "|a|b|\n|-|-|\n\n", count: 300),
  ]

  @Test(arguments: endless.keys.sorted()) func aTableWithoutEndIsRefused(_ fault: String) throws {
    let faults = try check("\n" + (Self.endless[fault] ?? ""))["faults"]?.array ?? []
    #expect(faults.first?["message"]?.string?.contains(fault) == true, "\(faults.first?.text ?? "")")
  }

  @Test func aTableIsPublishedAsAnyWordsAre() throws {
    let writer = try desk.key("writer", [.read, .operate])
    let approver = try desk.key("approver", [.read, .administer])
    let any = ["if-match": "*"]
    let made = try desk.ask("POST", "/api/campaigns/course-completion/drafts", [:], key: writer)
    let draft = "/api/drafts/\(try #require(made.document["id"]?.integer))"
    let words: JSON = ["template": "gentle", "channel": "email", "source": .string(source + Self.table)]
    #expect(try desk.ask("PATCH", draft, words, key: writer, headers: any).status == 200)
    #expect(try desk.ask("POST", draft + "/request", key: writer, headers: any).status == 200)
    let answer = try desk.ask("POST", draft + "/approval", key: approver, headers: any)
    #expect(answer.status == 200, "\(answer.text)")
    let stored = try desk.database.value(
      "select messages -> 'gentle.email' -> 'email' from rekindle.campaign_versions where version = 2")
    let email = try #require(EmailSource(json: try JSON.parse(stored ?? "")))
    #expect(TextTable.isMarked(email.text) && email.html.contains("<th scope=\"row\""))
    let preview = try desk.ask("GET", draft + "/changes", key: writer).text
    #expect(preview.contains("completion_percentage"))
  }
}
