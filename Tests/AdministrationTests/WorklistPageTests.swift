import Domain
import Foundation
import FunctionContract
import JSON
import TestKit
import Testing

/// The page on which people take learners to call, and say what came of it.
@Suite(.database) struct WorklistPageTests {
  @Test func thePageAndItsScriptsHoldNobodyAndNeedNoKey() throws {
    let desk = try Desk()
    let page = try desk.ask("GET", "/admin/worklist", key: "none")
    #expect(page.status == 200 && page.text.contains("<main>"))
    #expect(page.headers["content-security-policy"]?.contains("default-src 'none'") == true)
    for script in ["desk", "worklist"] {
      let answer = try desk.ask("GET", "/admin/scripts/\(script)", key: "none")
      #expect(answer.headers["content-type"]?.hasPrefix("text/javascript") == true)
    }
  }

  /// Without a mouse, at a phone's width and at a desk's.
  @Test(
    .enabled(if: Browser.isAvailable, "\(Browser.reason)"), .timeLimit(.minutes(20)), arguments: [390, 1200])
  func somebodyWithoutAMouseTakesLearnersAndSaysWhatCameOfIt(_ width: Int) throws {
    let desk = try Desk()
    try fill(desk.database)
    let key = try desk.key("ann", [.tutor, .personal], expiresAt: Desk.now + .days(36_500))
    let shots = PackageFolder.url.appending(path: ".build/screenshots")
    try FileManager.default.createDirectory(at: shots, withIntermediateDirectories: true)
    let said = try desk.serving { address in
      try Browser.drive("AdministrationTests/worklist.py", [address, key, shots.path, String(width)])
    }
    #expect(said == "it works")
    #expect(
      try desk.database.rows("select outcome, note from rekindle.worklist_outcomes order by delivery_id")
        == [["will_return", "After the holidays."], ["wrong_contact", nil]])
  }

  /// Three learners whom somebody is to call, of whom one has left the list.
  private func fill(_ database: TestDatabase) throws {
    try database.run(
      """
      insert into lms_data.users (user_id, first_name, last_name, email, phone_number)
        select i, (array['Mia', 'Noah', 'Zoë'])[i - 9], 'Client', 'client' || i || '@example.org', '+4479000000' || i
          from generate_series(10, 12) i;
      insert into rekindle.recipients (user_id, created_at) select i, current_timestamp - interval '9 days' from generate_series(10, 12) i;
      insert into rekindle.campaign_enrollments
        (user_id, subject_id, campaign_id, version, status, enrolled_at, anchor_at, end_reason, ended_at, next_due_at)
        select i, 1, 1, 1, case i when 12 then 'completed' else 'active' end, current_timestamp - interval '9 days',
               current_timestamp - interval '9 days', case i when 12 then 'goal_reached' end, case i when 12 then current_timestamp end,
               case when i < 12 then current_timestamp end
          from generate_series(10, 12) i;
      insert into rekindle.message_deliveries
        (user_id, enrollment_id, subject_id, campaign_id, version, step, occurrence, stage, attempt, channel, class, status, template, slot_at,
         scheduled_at, not_before, expires_at, sent_at, opened_at, lease_token, lease_until, attention_at)
        select e.user_id, e.id, 1, 1, 1, n, 1, 1, 1, (array['email', 'sms', 'worklist'])[n], 'marketing',
               case n when 3 then 'sending' else 'sent' end, 'welcome-back', t, t, t, t + interval '2 days',
               case when n < 3 then t end, case n when 1 then t + interval '3 hours' end, case n when 3 then 7 end,
               case n when 3 then t end, case n when 3 then t end
          from rekindle.campaign_enrollments e, generate_series(1, 3) n,
               lateral (select current_timestamp - (4 - n) * interval '2 days') x(t)
         where e.user_id >= 10;
      select rekindle.insert_worklist_items((
        select jsonb_agg(jsonb_build_object('id', d.id, 'title', 'Call ' || u.first_name, 'tries', 2, 'again', 259200, 'pause', 604800,
                 'open_for', 1209600, 'body', u.first_name || E' has been quiet for nine days.\\n\\nAsk what keeps them from going on.'))
          from rekindle.message_deliveries d join lms.users u on u.user_id = d.user_id where d.channel = 'worklist'),
        current_timestamp - interval '2 days');
      update rekindle.message_deliveries set status = 'sent', sent_at = current_timestamp, lease_token = null, lease_until = null,
             attention_at = null where channel = 'worklist';
      """)
  }
}
