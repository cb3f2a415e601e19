import Campaigns
import Domain
import Foundation
import FunctionContract
import JSON
import Store
import TestKit
import Testing

@testable import publish

/// Words of campaigns, changed by one person and published by another (REQ-4-70).
@Suite(.database) struct WordDraftTests {
  static let path = "messages/gentle.email.md"
  let desk: Desk
  let writer: String
  let approver: String

  init() throws {
    desk = try Desk()
    writer = try desk.key("writer", [.read, .operate])
    approver = try desk.key("approver", [.read, .administer])
  }

  /// The shipped text with a sentence more.
  static func words(_ desk: Desk, _ change: (String) -> String = { $0 + "\nA lecture waits.\n" }) throws
    -> String
  {
    let source = try desk.ask("GET", "/api/templates/course-completion/gentle/email").document["source"]?.string
    return change(source ?? "")
  }

  /// A draft that its writer has asked approval for.
  private func requested() throws -> Int {
    let draft = try begun()
    #expect(try deed("request", draft, key: writer).status == 200)
    return draft
  }

  private func begun() throws -> Int {
    let made = try desk.ask("POST", "/api/campaigns/course-completion/drafts", [:], key: writer)
    let id = try #require(made.document["id"]?.integer)
    #expect(made.status == 201 && made.headers["etag"] == "\"1\"")
    #expect(try write(Self.words(desk), in: id, key: writer).status == 200)
    return id
  }

  private func write(_ source: String, in draft: Int, key: String, tag: String = "*") throws -> HTTPResponse {
    try desk.ask(
      "PATCH", "/api/drafts/\(draft)",
      ["template": "gentle", "channel": "email", "source": .string(source)], key: key, headers: ["if-match": tag])
  }

  private func deed(_ name: String, _ draft: Int, _ body: JSON? = nil, key: String) throws -> HTTPResponse {
    try desk.ask("POST", "/api/drafts/\(draft)/\(name)", body, key: key, headers: ["if-match": "*"])
  }

  @Test func wordsThatOneKeyWroteAreCurrentOnceAnotherApproves() throws {
    let draft = try requested()
    let answer = try deed("approval", draft, key: approver)
    #expect(answer.status == 200, "\(answer.text)")
    #expect(answer.document["status"] == "published" && answer.document["version"] == 2)
    #expect(answer.document["writers"] == ["writer"] && answer.document["decided_by"] == "approver")
    #expect(try desk.ask("GET", "/api/campaigns/course-completion").document["version"] == 2)
    let source = try desk.ask("GET", "/api/templates/course-completion/gentle/email").document["source"]
    #expect(source?.string?.contains("lecture") == true)
    #expect(
      try desk.trail() == [
        "writer POST /api/campaigns/{slug}/drafts (campaign course-completion) 201",
        "writer PATCH /api/drafts/{draft_id} (draft 1) 200",
        "writer POST /api/drafts/{draft_id}/request (draft 1) 200",
        "approver POST /api/drafts/{draft_id}/approval (draft 1) 200",
      ])
  }

  @Test func aVersionOfWordsIsWhatPublishMakesOfTheFolder() throws {
    _ = try deed("approval", try requested(), key: approver)
    let source = try Self.words(desk) { $0 }
    let outcome = try desk.publish { $0[Self.path] = source }
    #expect(outcome.change == .unchanged && outcome.version == 2)
    #expect(
      try desk.database.rows("select version from rekindle.campaign_versions order by version") == [["1"], ["2"]],
      "the same content is the same version")
    let functions = """
      select replace(pg_get_functiondef(p.oid), 'course_completion_v$', 'course_completion_v') from pg_proc p
       where p.pronamespace = 'rekindle_campaigns'::regnamespace and starts_with(p.proname, 'course_completion_v$_')
       order by p.proname
      """
    let first = try desk.database.rows(functions.replacing("$", with: "1"))
    let second = try desk.database.rows(functions.replacing("$", with: "2"))
    #expect(first.count >= 7)
    #expect(second.map { $0[0]?.replacing("_v2_", with: "_v1_") } == first.map { $0[0] })
    let open = """
      select count(*) from pg_proc p where p.pronamespace = 'rekindle_campaigns'::regnamespace
         and has_function_privilege('rekindle_admin', p.oid, 'execute')
      """
    #expect(try desk.database.count(open) == 0)
  }

  @Test func aReleaseOfTheSameFolderKeepsTheWords() throws {
    _ = try deed("approval", try requested(), key: approver)
    let kept = try desk.publish()
    #expect(kept.change == .kept && kept.version == 2)
    #expect(try desk.ask("GET", "/api/campaigns/course-completion").document["version"] == 2)
    let replaced = try desk.publish { $0["messages/value.email.md"]? += "\nSee you soon.\n" }
    #expect(replaced.change == .published && replaced.version == 3)
    #expect(replaced.notes.map(\.description).filter { $0.contains("gentle.email.md:1: replaces words") }.count == 1)
  }

  @Test func wordsAreTakenBackAsTheyWereChanged() throws {
    let before = try Self.words(desk) { $0 }
    _ = try deed("approval", try requested(), key: approver)
    let made = try desk.ask("POST", "/api/campaigns/course-completion/drafts", [:], key: writer)
    let draft = made.document["id"]?.integer ?? 0
    _ = try write(before, in: draft, key: writer)
    _ = try deed("request", draft, key: writer)
    #expect(try deed("approval", draft, key: approver).document["version"] == 1, "that content is there already")
    #expect(try desk.publish().change == .unchanged)
    #expect(try desk.publish { $0[Self.path] = try? Self.words(desk) }.change == .kept)
  }

  @Test func whoIsUnderWayKeepsTheirWords() throws {
    _ = try deed("approval", try requested(), key: approver)
    #expect(
      try desk.database.rows("select distinct version from rekindle.campaign_enrollments") == [["1"]])
  }

  @Test func aKeyThatWroteDoesNotApprove() throws {
    let both = try desk.key("both")
    let draft = try requested()
    #expect(try deed("approval", draft, key: writer).problem == "scope")
    #expect(try write(Self.words(desk), in: draft, key: both).document["status"] == "open", "a change takes it back")
    #expect(try deed("approval", draft, key: approver).problem == "draft_status")
    _ = try deed("request", draft, key: writer)
    let answer = try deed("approval", draft, key: both)
    #expect(answer.status == 403 && answer.problem == "own_words")
    #expect(try desk.ask("GET", "/api/drafts/\(draft)", key: both).document["may"] == ["write", "reject", "withdraw"])
    #expect(try deed("approval", draft, key: approver).status == 200)
  }

  @Test func theDatabaseRefusesASingleKeyToo() throws {
    let draft = try requested()
    let connection = try desk.database.connect(role: "rekindle_admin")
    let row = try #require(try connection.first(FindWordDrafts(id: draft)))
    let error = #expect(throws: StoreError.self) {
      _ = try connection.first(
        ApproveWords(
          id: draft, expected: row.revision, key: "writer", contentHash: "h", messages: [:], now: Desk.now))
    }
    #expect(error?.sqlState == "23514")
    #expect(try desk.database.count("select count(*) from rekindle.campaign_versions") == 1)
    let forged = #expect(throws: StoreError.self) {
      try connection.texts("update rekindle.word_drafts set status = 'published', version = 1")
    }
    #expect(forged?.sqlState == "42501")
  }

  @Test func ofTwoWhoWriteAtOnceTheSecondIsTold() throws {
    let draft = try begun()
    let tag = try desk.ask("GET", "/api/drafts/\(draft)").headers["etag"] ?? ""
    #expect(try write("first", in: draft, key: writer, tag: tag).status == 200)
    let second = try write("second", in: draft, key: writer, tag: tag)
    #expect(second.status == 412 && second.problem == "stale if-match")
    #expect(second.document["detail"]?.string?.contains("somebody has changed it") == true)
    #expect(
      try desk.ask("GET", "/api/drafts/\(draft)").document["messages"]?.array?.first?["source"] == "first")
    let bare = try desk.ask("PATCH", "/api/drafts/\(draft)", ["source": "x"], key: writer)
    #expect(bare.status == 428)
  }

  @Test func aDraftWithFaultsIsNotAskedFor() throws {
    let draft = try begun()
    _ = try write(Self.words(desk) { $0 + "\nHello {{firstname}}.\n" }, in: draft, key: writer)
    let answer = try deed("request", draft, key: writer)
    #expect(answer.status == 422 && answer.problem == "faults")
    #expect(answer.document["detail"]?.string?.contains("messages/gentle.email.md:") == true, "\(answer.text)")
    #expect(answer.document["detail"]?.string?.contains("did you mean first_name?") == true, "\(answer.text)")
  }

  @Test func whoeverPublishesInBetweenMakesTheDraftOutdated() throws {
    let draft = try requested()
    try desk.publish { $0["messages/value.email.md"]? += "\nSee you soon.\n" }
    #expect(try deed("approval", draft, key: approver).problem == "outdated")
    #expect(
      try desk.ask(
        "PATCH", "/api/drafts/\(draft)", ["base_version": 1], key: writer, headers: ["if-match": "*"]
      ).problem == "parameter /base_version")
    _ = try desk.ask("PATCH", "/api/drafts/\(draft)", ["base_version": 2], key: writer, headers: ["if-match": "*"])
    _ = try deed("request", draft, key: writer)
    let answer = try deed("approval", draft, key: approver)
    #expect(answer.document["version"] == 3, "\(answer.text)")
    let files = try desk.database.value(
      "select files->>'messages/value.email.md' from rekindle.campaign_sources where version = 3")
    #expect(files?.contains("See you soon.") == true, "what was published in between stays")
  }

  @Test func aRefusalSaysWhyAndTheDraftGoesOn() throws {
    let draft = try requested()
    #expect(try deed("rejection", draft, [:], key: approver).problem == "parameter /reason")
    let answer = try deed("rejection", draft, ["reason": "Lecture is the wrong word."], key: approver)
    #expect(answer.document["status"] == "rejected" && answer.document["reason"] == "Lecture is the wrong word.")
    #expect(try write(Self.words(desk), in: draft, key: writer).document["reason"] == .null)
    #expect(
      try desk.ask("DELETE", "/api/drafts/\(draft)", key: writer, headers: ["if-match": "*"]).document["status"]
        == "withdrawn")
    #expect(try write("x", in: draft, key: writer).problem == "draft_status")
    let list = try desk.ask("GET", "/api/campaigns/course-completion/drafts").document
    #expect(list["items"]?.array?.map { $0["status"] } == ["withdrawn"])
  }

  @Test func onlyWordsOfMessagesThatAreThereAreChanged() throws {
    let draft = try begun()
    for (template, channel) in [("nothing", "email"), ("gentle", "sms"), ("../campaign.yaml\u{0}", "email")] {
      let body: JSON = ["template": .string(template), "channel": .string(channel), "source": "x"]
      let answer = try desk.ask("PATCH", "/api/drafts/\(draft)", body, key: writer, headers: ["if-match": "*"])
      #expect(answer.status == 400, "\(template)")
    }
    let reader = try desk.key("reader", [.read])
    #expect(try write("x", in: draft, key: reader).status == 403)
    #expect(try desk.ask("GET", "/api/drafts/99").problem == "unknown_draft draft_id")
    let published = try Self.words(desk) { $0 }
    #expect(try write(published.replacing("\n", with: "\r\n"), in: draft, key: writer).document["messages"] == [])
    #expect(try deed("request", draft, key: writer).problem == "draft_status", "it changes nothing")
  }

  @Test func aVersionFromBeforeSourcesWereKeptHasNoDrafts() throws {
    try desk.database.run("delete from rekindle.campaign_sources")
    let answer = try desk.ask("POST", "/api/campaigns/course-completion/drafts", [:], key: writer)
    #expect(answer.status == 409 && answer.problem == "no_sources")
  }
}
