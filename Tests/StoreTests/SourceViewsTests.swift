import Store
import TestKit
import Testing

/// The tables of the first source document, as views over the ledger.
@Suite(.database) struct SourceViewsTests {
  @Test(arguments: [
    (
      "content_notifications",
      """
      completed_at,completion_percentage,course_id,created_at,email_count,enrollment_id,first_detected_at,id,\
      last_activity_at,last_email_sent_at,last_reminder_sent_at,last_sms_sent_at,modules_completed,\
      next_reminder_due_at,sms_count,stage,status,total_modules,unsubscribed_at,updated_at,user_id
      """
    ),
    (
      "course_reminder_logs",
      """
      channel,clicked_at,course_id,created_at,delivered_at,error_message,id,notification_id,opened_at,\
      provider_message_id,scheduled_at,sent_at,stage,status,template_used,user_id
      """
    ),
    ("course_unsubscribes", "course_id,id,reason,source,unsubscribed_at,user_id"),
  ])
  func aViewHasTheColumnsOfItsTable(_ view: String, _ columns: String) throws {
    let found = try TestDatabase.current().value(
      """
      select string_agg(column_name, ',' order by column_name) from information_schema.columns
      where table_schema = 'rekindle' and table_name = '\(view)'
      """)
    #expect(found == columns)
  }

  @Test func anOptOutOfAllCoursesNamesNone() throws {
    let database = try TestDatabase.current()
    try database.insert(.learner(1), .course(7))
    try database.run(
      """
      insert into rekindle.recipients (user_id, created_at) values (1, '2026-11-01Z');
      insert into rekindle.suppressions (user_id, scope, topic, subject_type, subject_id, reason, source, opt_outs, created_at) values
        (1, 'topic', 'course', '', 0, 'opt_out', 'email_link', 1, '2026-11-01Z'),
        (1, 'subject', '', 'course', 7, 'opt_out', 'email_link', 2, '2026-11-02Z')
      """)
    let courses = try database.value(
      "select string_agg(coalesce(course_id::text, 'all'), ',' order by unsubscribed_at) from rekindle.course_unsubscribes"
    )
    #expect(courses == "all,7")
  }
}
