import Foundation
import TestKit
import Testing

/// What code, SQL and pages cite is in the repository.
@Suite struct CitationTests {
  private static let folders = [
    "Sources", "functions", "local-runner", "infra", "campaigns", "scripts", "Tests", "docs",
  ]

  /// Every text file of the project but the dumps of schemas that were, by its path.
  private static func texts() throws -> [(path: String, text: String)] {
    let root = PackageFolder.url.path + "/"
    return try folders.flatMap { folder -> [(path: String, text: String)] in
      let paths = try FileManager.default.subpathsOfDirectory(atPath: root + folder)
      return paths.filter { !$0.contains("Dumps/") }.compactMap { path in
        (try? String(contentsOfFile: "\(root)\(folder)/\(path)", encoding: .utf8)).map { ("\(folder)/\(path)", $0) }
      }
    }
  }

  /// The rows of docs/requirements.md: a requirement's number, and the files of its tests.
  private static func requirements() throws -> [String: [String]] {
    let page = try String(contentsOf: PackageFolder.url.appending(path: "docs/requirements.md"), encoding: .utf8)
    let rows = page.matches(of: /(?m)^\| ([A-Z]+-[0-9-]+) \| [^|]+ \| ([^|]+) \|$/)
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        (String(row.1), row.2.matches(of: /`([^`]+)`/).map { String($0.1) })
      })
  }

  @Test func everyCitedRequirementHasALine() throws {
    let known = Set(try Self.requirements().keys)
    #expect(!known.isEmpty)
    for (path, text) in try Self.texts() {
      for citation in text.matches(of: /\b(?:REQ-[0-9]-[0-9]{2,3}|X-[0-9]{2,3})\b/) {
        #expect(
          known.contains(String(citation.0)), "\(path) cites \(citation.0), which docs/requirements.md does not have")
      }
    }
  }

  @Test func everyRequirementOfTheFirstDocumentIsDone() throws {
    let known = try Self.requirements()
    for number in 1...101 {
      let id = "REQ-0-\(number < 10 ? "0" : "")\(number)"
      #expect(known[id] != nil, "\(id) has no line and no test")
    }
  }

  @Test func everyRequirementNamesATestThatExists() throws {
    for (id, tests) in try Self.requirements() {
      #expect(!tests.isEmpty, "\(id) names no test")
      for test in tests {
        #expect(FileManager.default.fileExists(atPath: PackageFolder.url.appending(path: test).path), "\(id): \(test)")
      }
    }
  }

  @Test func noTextPointsAtADocumentThatIsNotHere() throws {
    for (path, text) in try Self.texts() {
      for citation in text.matches(of: /\b[A-Z]{5,} \u{A7} ?[0-9][0-9.a-z]*/) {
        Issue.record("\(path) cites \(citation.0), which the repository does not have")
      }
    }
  }
}
