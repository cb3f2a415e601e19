import Foundation
import Store
import TestKit
import Testing

/// The first key of the API, and campaigns that wait for an approval.
@Suite struct KeysTests {
  private let project: Project

  init() throws { project = try Project() }

  @Test func theFirstKeyIsMadeListedAndRevokedFromTheCommandLine() throws {
    let made = try project.run(["keys", "make", "first", "--scopes", "administer,read", "--days", "30"])
    let key = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(made.exitCode == 0 && key.hasPrefix("rk_"), "\(made.log)")
    let listed = try project.run(["keys", "list"]).output
    #expect(listed.contains("1  first  \(key.prefix(13))  administer,read  until ") && !listed.contains(key))
    let url = try project.run(["database", "url"]).output.trimmingCharacters(in: .whitespacesAndNewlines)
    let database = try Connection(url: url)
    #expect(try database.texts("select hash = sha256($1::text::bytea) from rekindle.api_keys", [.text(key)]) == [["t"]])
    #expect(try project.run(["keys", "revoke", "1", "--url", url]).exitCode == 0)
    #expect(try project.run(["keys", "list"]).output.contains("revoked"))
    #expect(try project.run(["keys", "revoke", "7"]).log.contains("no key has the id 7"))
    #expect(
      try database.texts("select key_name, route, subject, status from rekindle.audit_entries order by id") == [
        ["local-runner", "keys make", "key 1", "201"], ["local-runner", "keys revoke", "key 1", "204"],
        ["local-runner", "keys revoke", "key 7", "404"],
      ])

    #expect(try project.run(["publish", "--draft"]).exitCode == 0)
    #expect(try database.texts("select distinct status from rekindle.campaigns") == [["draft"]])
  }

  @Test(arguments: [
    (["make"], "keys make NAME"), (["make", "No Name"], "lower-case"),
    (["make", "a", "--scopes", "all"], "--scopes takes"),
    (["make", "a", "--scopes", ""], "--scopes takes"), (["list", "x"], "keys make NAME"), (["mak", "x"], "make"),
  ]) func wordsThatMeanNothingAreRefused(_ words: [String], _ hint: String) throws {
    let result = try Spawn(built: "local-runner", ["keys"] + words).run()
    #expect(result.exitCode == 64 && result.log.contains(hint), "\(result.log)")
  }
}
