import Domain
import Store
import TestKit
import Testing

/// Least privilege: what each handler's role may do, and that everything else is refused (docs/correctness.md).
@Suite(.database) struct PrivilegeTests {
  static let senders: Set = [
    "insert anomalies", "insert delivery_attempts", "insert invitations", "insert provider_breakers",
    "insert tracked_links", "update delivery_attempts", "update invitations", "update message_deliveries",
    "update own_test_sends", "update provider_breakers", "update rate_limits", "update recipients",
  ]
  static let writes: [String: Set<String>] = [
    "rekindle_detect": [
      "insert addresses_waiting",
      "insert anomalies", "insert assignments", "insert campaign_enrollments", "insert job_execution_logs",
      "insert recipients",
      "insert segment_blocks", "insert segment_counts", "update campaign_enrollments", "update job_execution_logs",
      "update segment_blocks", "update segment_counts", "delete segment_blocks",
    ],
    "rekindle_tick": [
      "insert anomalies", "insert job_execution_logs", "insert message_deliveries", "insert spending_changes",
      "update anomalies",
      "update campaign_enrollments", "update job_execution_logs", "update message_deliveries", "update recipients",
    ],
    "rekindle_send_email": senders,
    "rekindle_send_sms": senders,
    "rekindle_send_whatsapp": senders,
    "rekindle_send_discord": senders.union(["insert rate_pauses", "update rate_pauses"]),
    "rekindle_send_inapp": senders,
    "rekindle_send_worklist": senders,
    "rekindle_send_calendar": senders,
    "rekindle_notices": ["insert notifications", "update notifications"],
    "rekindle_rollup": [
      "delete analytics_months", "delete campaign_analytics", "delete course_analytics", "delete course_months",
      "insert analytics_months", "insert campaign_analytics", "insert course_analytics", "insert course_months",
      "insert job_execution_logs", "update campaign_analytics", "update job_execution_logs", "update rollup",
    ],
    "rekindle_cleanup": [
      "delete anomalies", "delete campaign_enrollments", "delete conversations", "delete delivery_attempts",
      "delete delivery_events", "delete events_unknown", "delete host_events", "delete job_changes",
      "delete incidents", "delete job_execution_logs", "delete message_deliveries", "delete notification_jobs",
      "delete notifications", "delete operator_notices",
      "delete provider_rooms", "delete rate_pauses", "delete retry_requests",
      "delete segment_blocks", "delete spending", "delete spending_changes", "delete test_sends",
      "delete tracked_links", "insert job_execution_logs", "update anomalies", "update inbound_replies",
      "update job_execution_logs",
    ],
    "rekindle_dunning": ["insert job_execution_logs", "update job_execution_logs"],
    "rekindle_watch": [
      "insert job_execution_logs", "insert operator_notices", "update job_execution_logs", "update operator_notices",
    ],
    "rekindle_dashboard": ["insert audit_entries"],
    "rekindle_admin": [
      "insert api_keys", "insert audit_entries", "insert campaign_approvals", "insert campaign_goals",
      "insert guardrails",
      "insert test_sends", "insert word_drafts", "update api_keys", "update campaign_goals", "update deployment",
      "update guardrails",
      "update word_drafts",
    ],
  ]
  static let doors: Set = [
    "campaign_context", "campaign_goals_reached", "campaign_state", "conversation_open", "forget_lost_zones",
    "refuse_address", "refuse_template",
  ]
  static let calls: [String: Set<String>] = [
    "rekindle_detect": [
      "campaign_goals_met", "campaign_segment", "campaign_state", "correct_invitations", "forget_lost_zones",
      "look_again",
    ],
    "rekindle_tick": [
      "budgets", "campaign_state", "compare_addresses", "conversation_open", "correct_invitations", "end_campaigns",
      "forget_lost_zones", "hasten_cascades", "lead_letters", "lock_budgets", "message_approvals", "message_prices",
      "message_units",
      "settle_budgets", "tend_worklist", "tick_chores",
    ],
    "rekindle_send_email": doors,
    "rekindle_send_sms": doors,
    "rekindle_send_whatsapp": doors,
    "rekindle_send_calendar": doors,
    "rekindle_send_discord": doors.union(["keep_rooms"]),
    "rekindle_ingest": [
      "count_anomalies", "host_names", "keep_host_events", "kept_host_events", "payment_names", "take_host_events",
      "void_host_events", "who_hears",
    ],
    "rekindle_send_inapp": doors.union(["insert_notices", "read_accounts"]),
    "rekindle_send_worklist": doors.union(["insert_worklist_items", "read_worklist_people"]),
    "rekindle_replies": ["count_anomalies", "take_meeting_answers"],
    "rekindle_webhook": ["count_anomalies", "merge_events", "note_template", "record_press", "take_reply"],
    "rekindle_unsubscribe": [
      "agree_on_page", "agreed_channels", "ask_for_data", "channels_in_use", "data_state", "erase_by_link",
      "explain_opt_out", "held_data", "learner_page", "opt_in", "opt_out", "opt_out_subject", "preferences",
      "set_wishes",
      "subject_name", "take_copy",
    ],
    "rekindle_link": ["follow_link", "record_open"],
    "rekindle_watch": ["budgets", "forget_lost_zones", "guardrail_figures", "note_figures", "review_figures"],
    "rekindle_dashboard": [
      "budgets", "campaign_state", "conversation_open", "find_people", "guardrail_figures", "message_approvals",
      "message_prices",
      "message_units", "money_in", "subject_title", "weekly_spending",
    ],
    "rekindle_onboard": ["ask_for_accounts", "keep_password", "tell_passwords", "welcome"],
    "rekindle_dunning": ["ask_for_handovers", "ask_for_retries", "forget_lost_zones"],
    "rekindle_rollup": ["forget_lost_zones", "judge_outcomes", "learn_hours", "roll_up_episodes", "roll_up_money"],
    "rekindle_cleanup": ["forget_lost_zones", "refresh_time_zones"],
    "rekindle_admin": [
      "approve_request", "approve_words", "budgets", "campaign_context", "campaign_state", "change_campaign",
      "change_jobs", "client_profile", "close_learner", "conversation_open", "do_client_action", "erase_learner",
      "export_learner", "find_clients", "find_people", "find_worklist", "give_back_worklist_item", "plan_client_action",
      "hold_learner", "lift_cause",
      "message_approvals", "message_prices", "message_units", "record_consent", "request_messages", "set_channel",
      "settle_worklist_item", "subject_title", "take_worklist_item",
    ],
  ]

  /// A grant that a migration adds is added to `writes`, or the migration grants too much.
  @Test func aRoleWritesOnlyWhatItsHandlerWrites() throws {
    for role in try Manifests.roles() { #expect(try writes(of: role) == Self.writes[role] ?? [], "\(role)") }
  }

  private func writes(of role: String) throws -> Set<String> {
    let found = try TestDatabase.current().rows(
      """
      select p || ' ' || c.relname from pg_class c cross join unnest(array['insert', 'update', 'delete', 'truncate']) p
       where c.relnamespace in (select oid from pg_namespace where nspname in ('rekindle', 'lms', 'rekindle_migrations'))
         and c.relkind in ('r', 'p', 'v', 'm')
         and (has_table_privilege($1, c.oid, p)
              or p in ('insert', 'update') and has_any_column_privilege($1, c.oid, case when p = 'insert' then 'insert' else 'update' end))
      """, .text(role))
    return Set(found.compactMap(\.[0]))
  }

  /// Functions that run with the owner's rights are doors: each is open to the handlers that need it and to nobody else.
  @Test func aRoleCallsOnlyItsOwnDoors() throws {
    for role in try Manifests.roles() { #expect(try doors(of: role) == Self.calls[role] ?? [], "\(role)") }
  }

  private func doors(of role: String) throws -> Set<String> {
    let found = try TestDatabase.current().rows(
      """
      select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname like 'rekindle%' and p.prosecdef and has_function_privilege($1, p.oid, 'execute')
         and has_schema_privilege($1, n.oid, 'usage')
      """, .text(role))
    return Set(found.compactMap(\.[0]))
  }

  @Test func doorsHaveAPinnedSearchPath() throws {
    let open = try TestDatabase.current().rows(
      """
      select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname like 'rekindle%' and p.prosecdef
         and not exists (select from unnest(p.proconfig) c where c like 'search_path=%')
      """)
    #expect(open == [])
  }

  static let refused = [
    "select email from lms.users", "select phone_number from lms.users", "create table rekindle.mine (id int)",
    "create table public.mine (id int)", "create temporary table mine (id int)", "create schema mine",
    "set role rekindle_owner", "create role mine", "alter table rekindle.suppressions disable trigger all",
    "drop table rekindle.suppressions", "truncate rekindle.message_deliveries",
    "update rekindle.suppressions set lifted_at = created_at", "delete from rekindle.suppressions",
    "insert into rekindle.suppressions (user_id) values (1)", "update rekindle.campaigns set status = 'paused'",
    "update rekindle.campaign_versions set version = 2", "update rekindle_migrations.applied set checksum = ''",
    "select passwd from pg_shadow", "select pg_read_file('/etc/passwd')", "copy (select 1) to program 'true'",
    "select rekindle.suppress(null, null, null, null, null, null, null, null, null, null, null, null)",
  ]

  @Test func everyRoleIsRefused() throws {
    for role in try Manifests.roles() {
      let connection = try TestDatabase.current().connect(role: role)
      for sql in Self.refused {
        let error = #expect(throws: StoreError.self, "\(role): \(sql)") { try connection.texts(sql) }
        let refusals = ["42501", "25006", "42883"]  // not permitted, read-only, no function of these types
        #expect(refusals.contains(error?.sqlState ?? ""), "\(role): \(String(describing: error))")
      }
    }
  }

  static let notTheirs = [
    ("rekindle_send_sms", "select address from rekindle.addresses"),
    ("rekindle_tick", "select address from rekindle.contacts"),
    ("rekindle_tick", "select address from rekindle.addresses"),
    ("rekindle_dashboard", "select address from rekindle.addresses"),
    ("rekindle_dashboard", "select id from rekindle.content_notifications"),
    ("rekindle_dashboard", "select user_id from lms.payments"),
    ("rekindle_dashboard", "select method from lms.payment_details"),
    ("rekindle_dashboard", "select user_id from lms.orders"),
    ("rekindle_dashboard", "select user_id from rekindle.client_tags"),
    ("rekindle_admin", "select amount from lms.payments"),
    ("rekindle_admin", "select user_id from rekindle.client_tags"),
    ("rekindle_admin", "select user_id from rekindle.worklist_items"),
    ("rekindle_dashboard", "select body from rekindle.worklist_items"),
    ("rekindle_dashboard", "select note from rekindle.worklist_outcomes"),
    ("rekindle_tick", "select amount from rekindle.instalment_claims"),
    ("rekindle_webhook", "select user_id from rekindle.message_deliveries"),
    ("rekindle_unsubscribe", "select user_id from rekindle.message_deliveries"),
    ("rekindle_link", "select target from rekindle.tracked_links"),
    ("rekindle_detect", "select id from rekindle.message_deliveries"),
    ("rekindle_ingest", "select user_id from lms_data.users"),
    ("rekindle_ingest", "select body from rekindle.events_unknown"),
    ("rekindle_rollup", "select first_name from lms.users"),
    ("rekindle_watch", "select user_id from rekindle.message_deliveries"),
    ("rekindle_watch", "select user_id from rekindle.suppressions"),
    ("rekindle_watch", "update rekindle.campaigns set status = 'active'"),
    ("rekindle_cleanup", "delete from rekindle.recipients"),
    ("rekindle_cleanup", "select version from rekindle.segment_blocks"),
    ("rekindle_send_email", "select address from rekindle.test_sends"),
  ]

  @Test func aRoleDoesNotSeeWhatIsNotItsBusiness() throws {
    for (role, sql) in Self.notTheirs {
      let error = #expect(throws: StoreError.self, "\(role): \(sql)") {
        try TestDatabase.current().connect(role: role).texts(sql)
      }
      #expect(error?.sqlState == "42501", "\(role): \(sql)")
    }
  }

  @Test func aSenderSeesAnAddressOnlyWhileAMessageIsOnItsWay() throws {
    let test = try TestDatabase.current()
    let now = Instant(seconds: 1_790_000_000)
    try test.insert(
      .learner(1), .learner(2), .recipient(1, at: now), .campaign(at: now), .enrollment(of: 1, in: 1, at: now),
      .delivery(of: 1, enrollment: 1, at: now))
    let seen = "select address from rekindle.contacts"
    #expect(try test.rows(seen, role: "rekindle_send_email") == [["learner1@example.org"]])
    #expect(try test.rows(seen, role: "rekindle_send_sms") == [], "another channel's address")
    try test.run("update rekindle.message_deliveries set status = 'skipped', reason = 'expired', attention_at = null")
    #expect(try test.rows(seen, role: "rekindle_send_email") == [])
  }

  @Test func aSenderSeesTheTestsOfItsOwnChannelAlone() throws {
    let test = try TestDatabase.current()
    try test.run(
      """
      insert into rekindle.test_sends (channel, campaign, version, template, body, context, address, requested_by, requested_at)
      select c, 'c', 1, 't', '{}', '{}', c || '@example.org', 'k', '2026-11-20' from unnest(array['email', 'sms', 'whatsapp']) c
      """)
    for channel in ["email", "sms", "whatsapp"] {
      let role = "rekindle_send_\(channel)"
      #expect(
        try test.rows("select address from rekindle.own_test_sends", role: role) == [["\(channel)@example.org"]])
      #expect(
        try test.rows("update rekindle.own_test_sends set status = 'sending' returning channel", role: role)
          == [[channel]])
    }
    #expect(try test.rows("select address from rekindle.own_test_sends", role: "rekindle_owner") == [])
  }

  @Test func nobodyTurnsAMessageIntoAnotherPersonsOrChannels() throws {
    for role in try Manifests.roles() {
      for column in ["user_id", "channel", "enrollment_id", "campaign_id", "subject_id", "class"] {
        let isAllowed = try TestDatabase.current().value(
          "select has_column_privilege($1, 'rekindle.message_deliveries', $2, 'update')::text", .text(role),
          .text(column))
        #expect(isAllowed == "false", "\(role): \(column)")
      }
    }
  }
}
