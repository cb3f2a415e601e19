import Domain
import JSON
import Store
import TestKit
import Testing

/// What is written down about those who use the API.
@Suite(.database) struct TrailTests {
  let desk: Desk

  init() throws { desk = try Desk() }

  @Test func everyChangeAndEveryLookAtAPersonIsWrittenDown() throws {
    let key = try desk.key("ada")
    for (method, path, body) in [
      ("GET", "/api/campaigns", nil), ("GET", "/api/analytics", nil), ("GET", "/api/templates", nil),
      ("GET", "/api/learners/1", nil), ("GET", "/api/learners/1/export", nil), ("POST", "/api/learners/1/pause", [:]),
      ("POST", "/api/learners/9/resume", [:]), ("DELETE", "/api/learners/1", nil),
      ("PATCH", "/api/campaigns/course-completion", ["status": "paused"]),
      ("POST", "/api/keys", ["name": "bob", "scopes": ["read"]]),
    ] as [(String, String, JSON?)] {
      _ = try desk.ask(method, path, body, key: key, headers: ["if-match": "*"])
    }
    #expect(
      try desk.trail() == [
        "ada GET /api/learners/{user_id} (learner 1) 200", "ada GET /api/learners/{user_id}/export (learner 1) 200",
        "ada POST /api/learners/{user_id}/pause (learner 1) 200",
        "ada POST /api/learners/{user_id}/resume (learner 9) 404",
        "ada DELETE /api/learners/{user_id} (learner 1) 200",
        "ada PATCH /api/campaigns/{slug} (campaign course-completion) 200",
        "ada POST /api/keys (keys) 201",
      ])
  }

  @Test func theTrailNamesPeopleByTheirIdsAlone() throws {
    _ = try desk.ask("GET", "/api/learners/\(Desk.email)")
    _ = try desk.ask("GET", "/api/learners/1")
    #expect(try desk.trail() == ["ADMIN_KEYS GET /api/learners/{user_id} (learner 1) 200"])
  }

  @Test func theTrailOnlyGrows() throws {
    _ = try desk.ask("GET", "/api/learners/1")
    for role in ["rekindle_admin", "rekindle_owner", nil] {
      let connection = try desk.database.connect(role: role)
      for sql in [
        "update rekindle.audit_entries set key_name = 'nobody'", "delete from rekindle.audit_entries",
        "truncate rekindle.audit_entries",
      ] {
        let error = #expect(throws: StoreError.self, "\(role ?? "superuser"): \(sql)") { try connection.texts(sql) }
        #expect(error?.sqlState == (role == "rekindle_admin" ? "42501" : "RK003"), "\(role ?? "superuser"): \(sql)")
      }
    }
    let error = #expect(throws: StoreError.self) {
      try desk.database.value("select key_name from rekindle.audit_entries", role: "rekindle_admin")
    }
    #expect(error?.sqlState == "42501", "who writes it does not read it")
    #expect(try desk.trail().count == 1)
  }

  @Test func nothingChangesWhereItCannotBeWrittenDown() throws {
    try desk.database.run("revoke insert on rekindle.audit_entries from rekindle_admin")
    #expect(throws: (any Error).self) { try desk.ask("POST", "/api/learners/1/pause", [:]) }
    #expect(try desk.database.count("select count(*) from rekindle.campaign_enrollments where status = 'paused'") == 0)
  }
}
