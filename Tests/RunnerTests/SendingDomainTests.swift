import JSON
import TestKit
import Testing

/// What `doctor --domain` finds, by a real name server (REQ-3-26).
@Suite(
  .enabled(if: NameServer.isAvailable, "dnsmasq is not on this machine: scripts/programs.sh installs it"))
struct SendingDomainTests {
  private static let key = String(repeating: "A", count: 392)

  private func findings(_ records: [String], selectors: String? = nil, exitCode: Int32) throws -> [String: [String]] {
    let server = try NameServer(records)
    let project = try Project()
    let arguments =
      ["doctor", "--json", "--domain", "mail.school.example", "--resolver", server.address]
      + (selectors.map { ["--selector", $0] } ?? [])
    let result = try withExtendedLifetime(server) { try project.run(arguments) }
    #expect(result.exitCode == exitCode, "\(result.output) \(result.log)")
    let list = try #require(try JSON.parse(result.output).array)
    return Dictionary(grouping: list, by: { $0["state"]?.string ?? "" }).mapValues { found in
      found.map { ($0["subject"]?.string ?? "") + ": " + ($0["detail"]?.string ?? "") }
    }
  }

  /// Holds REQ-3-26 REQ-3-42.
  @Test func aDomainThatIsSetUpAsTheMailServiceWantsItIsFoundSo() throws {
    let found = try findings(
      [
        "txt-record=mail.school.example,\"v=spf1 include:service.example ~all\"",
        "txt-record=mail.school.example,other=1",
        "txt-record=service.example,\"v=spf1 ip4:192.0.2.0/24 -all\"",
        "cname=s1._domainkey.mail.school.example,key.service.example",
        "txt-record=key.service.example,\"k=rsa; t=s; p=\(Self.key.prefix(200))\",\"\(Self.key.suffix(192))\"",
        "txt-record=s2._domainkey.mail.school.example,\"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\"",
        "txt-record=_dmarc.school.example,\"v=DMARC1; p=reject; sp=quarantine\"",
      ], exitCode: 0)
    #expect(
      found == [
        "good": [
          "SPF of mail.school.example: 1 of 10 questions, ~all", "DKIM key s1._domainkey.mail.school.example: there",
          "DKIM key s2._domainkey.mail.school.example: there",
          "DMARC of mail.school.example: p=quarantine of school.example",
        ]
      ])
  }

  @Test func whatReceiversWouldRejectIsSaidWithWhatToDo() throws {
    let many = (1...11).map { "include:i\($0).example" }.joined(separator: " ")
    let found = try findings(
      ["txt-record=mail.school.example,\"v=spf1 \(many) -all\""]
        + (1...11).map { "txt-record=i\($0).example,\"v=spf1 -all\"" } + [
          "txt-record=old._domainkey.mail.school.example,\"v=DKIM1; p=\"",
          "txt-record=short._domainkey.mail.school.example,\"v=DKIM1; p=\(Self.key.prefix(120))\"",
        ], selectors: "old,short,none", exitCode: 78)
    #expect(found["wrong"]?.count == 5, "\(found)")
    for part in [
      "it costs 11 questions", "it was withdrawn", "fewer than 1024 bits",
      "DKIM key none._domainkey.mail.school.example: none:",
      "v=DMARC1; p=none",
    ] { #expect(found["wrong"]?.contains { $0.contains(part) } == true, "\(part) \(found)") }
  }

  @Test func policiesThatCannotBeReadAreNoPolicies() throws {
    let tables: [([String], String)] = [
      (["v=spf1 -all", "v=spf1 ~all"], "2 policies"), (["v=spf1 +all"], "everybody may send"),
      (["v=spf1 include:mail.school.example -all"], "takes itself in"),
      (["v=spf1 include:gone.example -all"], "takes itself in"),
    ]
    for (policies, part) in tables {
      let found = try findings(policies.map { "txt-record=mail.school.example,\"\($0)\"" }, exitCode: 78)
      #expect(found["wrong"]?.first?.contains(part) == true, "\(policies) \(found)")
    }
  }

  @Test func aServerThatDoesNotAnswerSaysNothingAboutTheDomain() throws {
    let result = try Project().run(["doctor", "--domain", "school.example", "--resolver", "127.0.0.1:1"])
    #expect(result.exitCode == 0)
    #expect(result.output.contains("no name server answered about school.example"), "\(result.output)")
    #expect(try Project().run(["doctor", "--domain", "a.example", "--resolver", "nowhere"]).exitCode == 64)
  }
}
