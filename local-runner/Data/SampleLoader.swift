import Domain
import FunctionContract
import Store

/// Puts generated learners in the place of earlier generated ones.
struct SampleLoader {
  /// The tables of lms_data that it fills.
  static let tables = [
    "users", "courses", "course_enrolments", "user_activities", "user_course_progress", "profiles", "course_details",
    "course_modules", "module_completions", "course_access", "sessions", "session_registrations", "session_attendance",
    "recordings", "recording_sections", "recording_views", "certificates", "certificate_downloads", "aida_uses",
    "agents", "agent_uses", "trials", "course_figures", "session_figures", "agent_figures", "testimonials",
    "links", "signups", "trial_lessons", "other_addresses", "groups", "group_members", "group_schedules", "meetings",
    "lessons", "lesson_completions",
    "session_details", "assignments", "submissions", "payments",
  ]

  private let script: SourceScript

  init(_ workspace: Workspace) throws(RunnerError) { script = try SourceScript(workspace, "sample") }

  /// Loads the tables; returns the number of activities.
  @discardableResult
  func load(_ tables: SampleGenerator.Tables, _ connection: borrowing Connection) throws(RunnerError) -> Int {
    let courses = SampleCourse.all.map { String($0.id) }.joined(separator: ",")
    let learners = SampleGenerator.learners
    let users = "user_id between \(learners.lowerBound) and \(learners.upperBound)"
    try run(
      """
      delete from lms_data.user_activities where course_id in (\(courses));
      delete from lms_data.user_course_progress where course_id in (\(courses));
      delete from lms_data.course_enrolments where course_id in (\(courses));
      delete from lms_data.courses where course_id in (\(courses));
      delete from lms_data.users where \(users);
      """, connection)
    try script.prepare(connection)
    try copy("lms_data.users", tables.users, connection)
    try copy("lms_data.courses", tables.courses, connection)
    try copy("lms_data.course_enrolments", tables.enrolments, connection)
    let activities = try copy("lms_data.user_activities", tables.activities, connection)
    try copy("sample.progress_events", tables.progress, connection)
    try script.map(connection)
    return activities
  }

  private func run(_ sql: String, _ connection: borrowing Connection) throws(RunnerError) {
    do throws(StoreError) { try connection.runScript(sql, named: "remove sample") } catch { throw RunnerError(error) }
  }

  @discardableResult
  private func copy(_ table: String, _ csv: String, _ connection: borrowing Connection) throws(RunnerError) -> Int {
    let columns = csv.prefix { $0 != "\n" }
    do throws(StoreError) {
      return try connection.copyIn("copy \(table) (\(columns)) from stdin with (format csv, header true)", named: table)
      {
        (writer) throws(StoreError) in try writer.write(Array(csv.utf8))
      }
    } catch {
      throw RunnerError(error)
    }
  }
}
