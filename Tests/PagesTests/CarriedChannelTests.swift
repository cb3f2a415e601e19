import Domain
import FunctionContract
import FunctionShell
import TestKit
import Testing

@testable import unsubscribe

/// Invitations on the preference page: mail carries them, so they are off while email is.
@Suite(.database) struct CarriedChannelTests {
  let database: TestDatabase

  init() throws {
    database = try Ledger.database()
    try database.run(
      """
      alter table rekindle.campaign_versions disable trigger all;
      update rekindle.campaign_versions set definition = jsonb_set(definition, '{steps,1,channels}', '["email", "calendar"]')
      """)
  }

  /// The channels that are ticked on the page, after `form` was sent where there is one.
  private func ticked(_ form: String? = nil) throws -> Set<String> {
    var handler = try Unsubscribe(environment: Environment(Site.environment(database, role: "rekindle_unsubscribe")))
    let path = "/preferences/\(try Site.token(1))"
    let page = try handler.handle(Site.invocation(form == nil ? "GET" : "POST", path, form: form, at: Ledger.now))
      .answer.text
    return Set(["email", "calendar"].filter { page.contains("name=\"\($0)\" value=\"on\" checked>") })
  }

  private static let scopes = "save=1&subject=on&topic=on&all=on"

  @Test func whileEmailIsOffInvitationsAreOffToo() throws {
    #expect(try ticked() == ["email", "calendar"])
    #expect(try ticked(Self.scopes + "&calendar=on") == [])
    #expect(try Ledger.nos(database) == ["1 email all opt_out user_settings"])
    #expect(try ticked(Self.scopes + "&email=on") == ["email", "calendar"])
  }

  @Test func aNoToInvitationsLeavesEmailOpen() throws {
    #expect(try ticked(Self.scopes + "&email=on") == ["email"])
    #expect(try Ledger.nos(database) == ["1 calendar all opt_out user_settings"])
    #expect(try ticked(Self.scopes + "&email=on&calendar=on") == ["email", "calendar"])
  }
}
