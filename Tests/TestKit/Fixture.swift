public import Domain
public import Store

/// One row with believable defaults: a test names only what it is about.
///
/// ```swift
/// try db.insert(.learner(7, zone: "Asia/Kolkata"), .course(3), .activity(of: 7, in: 3, at: now - .days(4)))
/// ```
public struct Fixture: Sendable {
  let table: String
  var columns: [(name: String, value: Bind)]

  /// Any row of any table.
  public init(_ table: String, _ columns: KeyValuePairs<String, Bind>) {
    self.table = table
    self.columns = columns.map { (name: $0.key, value: $0.value) }
  }

  /// The row with further columns, or with other values for those that it has.
  public func with(_ columns: KeyValuePairs<String, Bind>) -> Fixture {
    var copy = self
    for (name, value) in columns {
      copy.columns.removeAll { $0.name == name }
      copy.columns.append((name: name, value: value))
    }
    return copy
  }

  public static func learner(
    _ id: Int, firstName: String? = "Asha", lastName: String? = "Rao", title: String? = "Dr.", email: String? = nil,
    phone: String? = nil, zone: String? = "Asia/Kolkata", isActive: Bool = true
  ) -> Fixture {
    Fixture(
      "lms_data.users",
      [
        "user_id": .int(id), "first_name": .text(firstName), "last_name": .text(lastName), "title": .text(title),
        "email": .text(email ?? "learner\(id)@example.org"),
        "phone_number": .text(phone ?? "+91900000" + String(10_000 + id % 90_000).suffix(4)), "timezone": .text(zone),
        "is_active": .bool(isActive),
      ])
  }

  public static func course(
    _ id: Int, name: String = "Cardiology basics", modules: Int? = 10, cpdPoints: Double? = 4,
    url: String? = "https://learn.example.org/courses/1"
  ) -> Fixture {
    Fixture(
      "lms_data.courses",
      [
        "course_id": .int(id), "code": .text("C\(id)"), "name": .text(name), "total_modules": .int(modules),
        "cpd_points": .double(cpdPoints), "url": .text(url),
      ])
  }

  /// That a learner takes a course.
  public static func takes(_ learner: Int, _ course: Int, since: Instant) -> Fixture {
    Fixture(
      "lms_data.course_enrolments",
      ["user_id": .int(learner), "course_id": .int(course), "enrolled_at": .instant(since)])
  }

  public static func activity(of learner: Int, in course: Int, at: Instant, type: String = "video") -> Fixture {
    Fixture(
      "lms_data.user_activities",
      [
        "user_id": .int(learner), "course_id": .int(course), "activity_date": .instant(at),
        "activity_type": .text(type),
      ])
  }

  public static func progress(
    of learner: Int, in course: Int, percent: Double = 40, modules: Int = 4, completedAt: Instant? = nil
  ) -> Fixture {
    Fixture(
      "lms_data.user_course_progress",
      [
        "user_id": .int(learner), "course_id": .int(course), "completion_percentage": .double(percent),
        "modules_completed": .int(modules), "completed_at": .instant(completedAt),
      ])
  }
}
