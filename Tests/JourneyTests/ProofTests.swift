import Cryptography
import Encoding
import Foundation
import JSON
import Store
import TestKit
import Testing

/// A learner's journey as evidence, checked by a program that has neither the database nor our code (docs/proof.md).
@Suite(.database, .enabled(if: ProvenSchool.canVerify, "needs python3 and openssl"), .timeLimit(.minutes(20)))
struct ProofTests {
  /// Two weeks of learner 1: agreed, written to, delivered, reserved for and opted out; learner 2 was only written to.
  private func journey() throws -> ProvenSchool {
    let school = try School()
    try school.admit(1...2, lastSeen: "2026-11-15T09:00:00Z")
    try school.database.run(
      """
      select rekindle.record_consent(1, 'whatsapp', true, 'form', E'Write to me \\\\b / "é" 🙂 \\u2028 \\b\\f\\x7f\\t.',
        '2026-11-16T09:00:00Z', '2026-11-16T09:00:00.25Z')
      """)
    try school.detect(at: "2026-11-20T08:00:00Z")
    for announcement in try school.tick(at: "2026-11-20T10:00:00Z") { try school.send(announcement) }
    try school.callback("delivered", of: [1, 2], at: "2026-11-20T10:01:00Z")
    try school.tick(at: "2026-11-27T12:00:00Z")
    try school.run("unsubscribe", role: "rekindle_unsubscribe", school.optOut(of: 1, at: "2026-11-27T12:00:30Z"))
    return try ProvenSchool(school)
  }

  @Test func aJourneyIsProvenRowByRow() throws {
    let proven = try journey()
    defer { proven.remove() }
    let lines = try proven.prove(1)
    let verdict = try proven.verify(lines.joined(separator: "\n") + "\n")
    #expect(verdict.exitCode == 0, "\(verdict.output)\(verdict.log)")
    #expect(verdict.output.contains("learner 1 of https://learn.example"))
    let rows = try lines.dropFirst().dropLast().map { try JSON.parse($0) }
    try #require(
      rows.compactMap { $0["table"]?.string } == [
        "consents", "campaign_enrollments", "message_deliveries", "delivery_attempts", "delivery_events",
        "message_deliveries", "suppressions", "audit_entries",
      ])
    let claim = try #require(rows[3]["row"])
    #expect(claim["opt_outs"] == 0 && claim["provider"] == "sendgrid" && claim["outcome"] == "accepted")
    let hash = Hexadecimal.lower.encode(Digest.sha256.hash(Array("learner1@learn.example".utf8)))
    #expect(claim["address_sha256"]?.string == hash && claim["template_sha256"]?.string?.count == 64)
    #expect(rows[4]["row"]?["kind"] == "delivered")
    #expect(rows[5]["row"]?["status"] == "skipped" && rows[5]["row"]?["reason"] == "opted_out")
    #expect(rows[6]["row"]?["opt_outs"] == 1 && rows[6]["row"]?["source"] == "one_click")
    #expect(rows[7]["row"]?["route"] == "prove" && rows[7]["row"]?["key_name"] == "local-runner")
    #expect(!lines.joined().contains("@learn.example\""))
  }

  @Test func aSTOPIsAmongTheEvidenceOfWhoeverHasTheNumber() throws {
    let proven = try journey()
    defer { proven.remove() }
    try proven.school.database.run(
      """
      select rekindle.take_reply('twilio', 'SM1', 'sms', '+447900000001', 'stop', 'STOP', '{stop}', '2026-11-27T13:00:00Z',
        '2026-11-27T13:00:00Z')
      """)
    func replies(of learner: Int) throws -> [String] {
      try proven.prove(learner).map { try JSON.parse($0) }.filter { $0["table"] == "inbound_replies" }
        .compactMap { $0["row"]?["intent"]?.string }
    }
    #expect(try replies(of: 1) == ["stop"])
    #expect(try replies(of: 2) == [])
  }

  /// What somebody may do to the lines of a proof.
  enum Forgery: String, CaseIterable {
    case changedValue, changedValueInANewChain, changedHead, removedLine, addedLine, swappedLines, noEnd, halfALine
    case otherCount, otherSignature, blanks, doubleMember

    func lines(of proof: [String]) throws -> [String] {
      var lines = proof
      let end = lines.count - 1
      switch self {
      case .changedValue: lines[3].replace(#""status":"sent""#, with: #""status":"skipped""#)
      case .changedValueInANewChain:
        lines[3].replace(#""status":"sent""#, with: #""status":"skipped""#)
        lines = try ProvenSchool.chained(lines)
      case .changedHead: lines[0].replace(#""learner":1"#, with: #""learner":2"#)
      case .removedLine: lines.remove(at: 4)
      case .addedLine: lines.insert(lines[4], at: 4)
      case .swappedLines: lines.swapAt(3, 4)
      case .noEnd: lines.removeLast()
      case .halfALine: lines[end] = String(lines[end].prefix(40))
      case .otherCount: lines[end].replace(#""rows":8"#, with: #""rows":7"#)
      case .otherSignature:
        let mark = #""signature":""#
        let first = try #require(lines[end].range(of: mark)).upperBound
        lines[end].replaceSubrange(first...first, with: lines[end][first] == "A" ? "B" : "A")
      case .blanks: lines[end].replace(#""rows":8"#, with: #""rows": 8"#)
      case .doubleMember: lines[end].replace(#""rows":8"#, with: #""rows":8,"rows":8"#)
      }
      return lines
    }
  }

  @Test func whateverIsDoneToAProofBreaksIt() throws {
    let proven = try journey()
    defer { proven.remove() }
    let lines = try proven.prove(1)
    for forgery in Forgery.allCases {
      let forged = try forgery.lines(of: lines)
      #expect(forged != lines, "\(forgery)")
      let verdict = try proven.verify(forged.joined(separator: "\n") + (forgery == .halfALine ? "" : "\n"))
      #expect(verdict.exitCode == 1 && verdict.output.contains("is not what was signed"), "\(forgery) \(verdict.log)")
    }
    #expect(try proven.verify("").exitCode == 1)
    let other = try proven.verify(lines.joined(separator: "\n") + "\n", key: ProvenSchool.freshKey())
    #expect(other.exitCode == 1 && other.output.contains("has not signed it"), "\(other.output)\(other.log)")
  }

  @Test func whoWasErasedHasTheNoAndTheTrail() throws {
    let proven = try journey()
    defer { proven.remove() }
    let school = proven.school
    let erased = try school.ask(
      "campaign-admin", role: "rekindle_admin", "DELETE", "/api/learners/1", key: "admin-key",
      at: "2026-11-28T09:00:00Z")
    #expect(erased.status == 200)
    try school.database.run(
      "delete from lms.user_activities where user_id = 1; delete from lms.users where user_id = 1")
    let lines = try proven.prove(1)
    #expect(try proven.verify(lines.joined(separator: "\n") + "\n").output.contains("erased at 2026-11-28T09:00:00Z"))
    let rows = try lines.dropFirst().dropLast().map { try JSON.parse($0) }
    #expect(Set(rows.compactMap { $0["table"]?.string }) == ["suppressions", "audit_entries"])
    let hash = Hexadecimal.lower.encode(Digest.sha256.hash(Array("learner1@learn.example".utf8)))
    #expect(rows.contains { $0["row"]?["address_sha256"]?.string == hash })
    #expect(rows.contains { $0["row"]?["route"] == "DELETE /api/learners/{user_id}" })
  }

  @Test func theExitCodeSaysWhyThereIsNoProofAndTheTrailWhoAsked() throws {
    let proven = try journey()
    defer { proven.remove() }
    let place = "/tmp/proof-\(UInt64.random(in: 0 ... .max)).jsonl"
    defer { try? FileManager.default.removeItem(atPath: place) }
    let unknown = try proven.run(["--learner", "77", "--out", place, "--by", "mallory"])
    #expect(unknown.exitCode == 65 && unknown.log.contains("nothing is known of a learner 77"))
    #expect(try proven.run(["--learner", "1", "--out", place], key: "no key").exitCode == 78)
    #expect(try proven.run(["--learner", "1", "--out", "/nowhere/proof.jsonl"]).exitCode == 69)
    #expect(!FileManager.default.fileExists(atPath: place))
    #expect(try proven.run(["--learner", "2", "--out", place, "--by", "dpo"]).output.isEmpty)
    #expect(try proven.verify(String(contentsOfFile: place, encoding: .utf8)).exitCode == 0)
    #expect(
      try proven.school.database.rows("select key_name, subject, status from rekindle.audit_entries order by id")
        == [["mallory", "learner 77", "404"], ["dpo", "learner 2", "200"]])
  }

  @Test func theRoleReadsNoTableAndWritesOnlyTheTrail() throws {
    let role = try TestDatabase.current().connect(role: "rekindle_prove")
    for sql in [
      "select user_id from rekindle.message_deliveries", "select user_id from rekindle.suppressions",
      "select at from rekindle.audit_entries", "select email from lms.users", "select address from rekindle.addresses",
      "delete from rekindle.audit_entries", "select rekindle.export_learner(1)",
      "select rekindle.erase_learner(1, null)",
    ] {
      let error = #expect(throws: StoreError.self, "\(sql)") { try role.texts(sql) }
      #expect(error?.sqlState == "42501", "\(sql)")
    }
  }
}
