import Cryptography
import Domain
import Encoding
import Foundation
import FunctionContract
import JSON
import TestKit
import Testing

/// The page on which people write words.
@Suite(.database) struct WordsPageTests {
  /// Without a mouse, at a phone's width and at a desk's.
  @Test(
    .enabled(if: Browser.isAvailable, "\(Browser.reason)"), .timeLimit(.minutes(20)), arguments: [390, 1200])
  func somebodyWithoutAMouseChangesWordsAndSomebodyElsePublishesThem(_ width: Int) throws {
    let desk = try Desk()
    try desk.publish("aida-agents")
    let until = Desk.now + .days(36_500)
    let keys: JSON = [
      "writer": .string(try desk.key("writer", [.read, .operate], expiresAt: until)),
      "approver": .string(try desk.key("approver", [.read, .administer], expiresAt: until)),
    ]
    let shots = PackageFolder.url.appending(path: ".build/screenshots")
    try FileManager.default.createDirectory(at: shots, withIntermediateDirectories: true)
    let said = try desk.serving { address in
      try Browser.drive("AdministrationTests/words.py", [address, keys.text, shots.path, String(width)])
    }
    #expect(said == "it works")
    #expect(try desk.database.value("select max(current_version) from rekindle.campaigns") == "2")
    let words =
      "select messages #>> '{welcome-back.email,email,text}' from rekindle.campaign_versions where version = 2"
    #expect(try desk.database.value(words)?.contains("Quite new words") == true)
  }

  @Test func thePageHoldsNothingAndRunsNothingOfOthers() throws {
    let desk = try Desk()
    let page = try desk.ask("GET", "/admin/campaigns/%3Cscript%3E", key: "none")
    #expect(page.status == 200 && !page.text.contains("<script>"))
    let policy = page.headers["content-security-policy"] ?? ""
    #expect(policy.hasPrefix("default-src 'none'; ") && policy.contains("script-src 'self'"))
    #expect(policy.contains("frame-ancestors 'none'") && !policy.contains("http"))
    let css = try #require(page.text.firstMatch(of: /<style>((?s).*?)<\/style>/)?.1)
    #expect(policy.contains("'sha256-\(Base64.standard.encode(Digest.sha256.hash(Array(css.utf8))))'"))
    for script in ["words", "views", "client"] {
      let answer = try desk.ask("GET", "/admin/scripts/\(script)", key: "none")
      #expect(answer.headers["content-type"] == "text/javascript; charset=utf-8")
      #expect(!answer.text.contains("innerHTML") && !answer.text.contains("eval("))
    }
    #expect(try desk.ask("GET", "/admin/scripts/other").status == 404)
    #expect(try desk.ask("POST", "/admin/scripts/words", [:]).status == 405)
  }
}
