import Domain
import Foundation
import FunctionContract
import JSON
import TestKit
import Testing

@testable import Administration
@testable import Campaigns

/// A draft as differences and as files.
@Suite(.database) struct WordsViewTests {
  let desk: Desk
  let draft: Int

  init() throws {
    desk = try Desk()
    let made = try desk.ask("POST", "/api/campaigns/course-completion/drafts", [:])
    draft = made.document["id"]?.integer ?? 0
  }

  private func write(_ template: String, _ change: (String) -> String) throws {
    let source = try desk.ask("GET", "/api/templates/course-completion/\(template)/email").document["source"]?.string
    let body: JSON = [
      "template": .string(template), "channel": "email", "source": .string(change(source ?? "")),
    ]
    let answer = try desk.ask("PATCH", "/api/drafts/\(draft)", body, headers: ["if-match": "*"])
    #expect(answer.status == 200, "\(answer.text)")
  }

  /// The campaign's folder in a place of its own.
  private func folder() throws -> URL {
    let place = FileManager.default.temporaryDirectory.appending(path: "words-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    return place
  }

  private func run(_ program: String, _ arguments: [String], in folder: URL) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.currentDirectoryURL = folder
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test func whatChangesIsToldWordByWord() throws {
    try write("gentle") { $0 + "One more word.\n" }
    try write("gentle") { $0.replacing("One more word.", with: "One other word.") + "One more word.\n" }
    let message = try desk.ask("GET", "/api/drafts/\(draft)/changes").document["messages"]?.array?.first
    #expect(message?["path"] == "messages/gentle.email.md" && message?["template"] == "gentle")
    let pieces = message?["pieces"]?.array ?? []
    #expect(pieces.map { $0["kind"] } == ["same", "added"], "against what is published: \(pieces)")
    #expect(pieces.last?["text"] == "One more word.\n")
  }

  @Test(
    arguments: [
      { $0 + "One more line.\n" }, { $0 + "No end of line" }, { String($0.dropLast()) },
      { "---\n" + $0.dropFirst(4) + "\u{65}\u{301} beside \u{e9}\n" },
      { $0.split(separator: "\n", omittingEmptySubsequences: false).reversed().joined(separator: "\n") },
      { _ in "x" }, { $0.replacing("\n", with: "\n\n") }, { $0 + String(repeating: "line\n", count: 3_000) },
      { $0.replacing("e", with: "\u{7}\u{2028}e") },
    ] as [@Sendable (String) -> String]) func thePatchMakesTheDraftOfTheFolder(_ change: @Sendable (String) -> String)
    throws
  {
    try write("gentle", change)
    try write("value") { $0 + "And here.\n" }
    let place = try folder()
    defer { try? FileManager.default.removeItem(at: place) }
    let shipped = PackageFolder.url.appending(path: "campaigns/course-completion")
    let copy = place.appending(path: "course-completion")
    try FileManager.default.copyItem(at: shipped, to: copy)
    let patch = try desk.ask("GET", "/api/drafts/\(draft)/patch")
    #expect(
      patch.headers["content-disposition"] == "attachment; filename=\"course-completion-draft-\(draft).patch\"")
    try Data(patch.body).write(to: place.appending(path: "words.patch"))
    #expect(
      try run("git", ["apply", "--whitespace=nowarn", "../words.patch"], in: copy) == 0, "\(patch.text.prefix(2_000))")
    #expect(try run("git", ["apply", "--whitespace=nowarn", "--check", "../words.patch"], in: copy) != 0)
    let wanted = try desk.database.rows("select key, value from rekindle.word_drafts, jsonb_each_text(changes)")
    #expect(wanted.count == 2)
    for row in wanted {
      let file = try Data(contentsOf: copy.appending(path: row[0] ?? ""))
      #expect(file == Data((row[1] ?? "").utf8), "\(row[0] ?? "")")
    }
  }

  @Test func theArchiveIsTheFolderThatPublishTakes() throws {
    try write("gentle") { $0 + "One more line.\n" }
    let place = try folder()
    defer { try? FileManager.default.removeItem(at: place) }
    let archive = try desk.ask("GET", "/api/drafts/\(draft)/folder")
    #expect(archive.headers["content-type"] == "application/x-tar")
    try Data(archive.body).write(to: place.appending(path: "words.tar"))
    #expect(try run("tar", ["-xf", "words.tar"], in: place) == 0)
    let unpacked = try CampaignFolder(reading: place.appending(path: "course-completion").path)
    let shipped = try CampaignFolder(reading: PackageFolder.url.appending(path: "campaigns/course-completion").path)
    let path = "messages/gentle.email.md"
    #expect(unpacked.files == shipped.replacing([path: (shipped.files[path] ?? "") + "One more line.\n"]).files)
    try desk.publish { $0 = unpacked.files }
    #expect(try desk.ask("GET", "/api/campaigns/course-completion").document["version"] == 2)
  }

  /// A header holds 100 bytes of a name; a longer one has a record that counts its own digits.
  @Test(arguments: [99, 100, 101, 240]) func theArchiveHasNamesOfAnyLength(_ length: Int) throws {
    let place = try folder()
    defer { try? FileManager.default.removeItem(at: place) }
    let name = String(repeating: "x", count: length - "course/".utf8.count)
    let files = [name: "One.\n", "messages/\(String(repeating: "ä", count: length / 2)).md": "Two.\n"]
    let archive = TarArchive.bytes(of: files, in: "course", at: Instant(seconds: 1_795_000_000))
    try Data(archive).write(to: place.appending(path: "words.tar"))
    #expect(try run("tar", ["-xf", "words.tar"], in: place) == 0)
    for (path, text) in files {
      #expect(try String(contentsOf: place.appending(path: "course/\(path)"), encoding: .utf8) == text)
    }
  }
}
