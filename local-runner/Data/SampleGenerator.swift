import Domain

/// Believable learners: who they are, what they study, when they come, when they stop.
///
/// The same seed and day give the same.
struct SampleGenerator {
  /// Rows of each table as COPY takes them in CSV.
  struct Tables {
    var users = "user_id,first_name,last_name,title,email,phone_number,timezone,locale\n"
    var courses = "course_id,code,name,total_modules,cpd_points,starts_on,url\n"
    var enrolments = "user_id,course_id,enrolled_at,unenrolled_at\n"
    var activities = "user_id,course_id,activity_date,activity_type\n"
    var progress = "user_id,course_id,occurred_at,modules_completed,completion_percentage\n"
  }

  /// The campaign that they are made for.
  static let campaign = "course-completion"
  /// The ids of generated learners.
  static let learners = 10_000_001...19_999_999
  private static let kinds = ["course_page_view", "video_play", "quiz_attempt", "article_read"]
  /// Days of history before the given day and of future after it: the future is there to be played.
  private static let history = 45
  private static let future = 60

  private var random: SplitMix64
  private let today: Instant
  private var tables = Tables()

  /// `today` is the day around which the learners live.
  init(seed: UInt64, today: Instant) {
    random = SplitMix64(seed: seed)
    self.today = today
  }

  mutating func generate(learners: Int) -> Tables {
    let start = today - .days(Self.history * 4)
    for course in SampleCourse.all {
      let points = course.cpdPoints.map(String.init) ?? ""
      tables.courses +=
        "\(course.id),\(course.code),\"\(course.name)\",\(course.modules),\(points),\(start.utcDate),"
        + "https://learn.example.org/courses/\(course.code.lowercased())\n"
    }
    for index in 0..<learners {
      let learner = SampleLearner(id: Self.learners.lowerBound + index, &random)
      tables.users +=
        "\(learner.id),\(learner.firstName),\(learner.lastName),\(learner.title ?? ""),\(learner.email ?? ""),"
        + "\(learner.phone ?? ""),\(learner.zone ?? ""),en\n"
      var courses = SampleCourse.all
      for _ in 0..<(random.happens(0.25) ? 2 : 1) {
        study(courses.remove(at: random.number(0...courses.count - 1)), learner)
      }
    }
    return tables
  }

  /// One learner's way through one course, day by day.
  private mutating func study(_ course: SampleCourse, _ learner: SampleLearner) {
    let pattern = SamplePattern.random(&random)
    let enrolled = today - .days(random.number(2...Self.history)) + minutes(random.number(300...1200))
    let days = (today - enrolled).seconds / 86_400 + Self.future
    let length = random.number(3...30)
    let pace = Double(course.modules) / Double(random.number(6...24))
    activity(learner, course, enrolled, "enrolled")
    var done = 0.0
    for day in 0...days where random.happens(pattern.presence(onDay: day, length: length)) {
      let arrival = enrolled + .days(day) + minutes(random.number(5...240))
      for visit in 0..<random.number(1...3) {
        activity(learner, course, arrival + minutes(visit * 11), random.pick(Self.kinds))
      }
      let before = Int(done)
      done = min(done + pace * Double(random.number(3...15)) / 10, Double(course.modules))
      if Int(done) > before { progress(learner, course, arrival + minutes(40), Int(done)) }
      if Int(done) == course.modules { break }
    }
    var left = ""
    if pattern == .withdraws {
      let moment = enrolled + .days(length + random.number(0...6))
      left = moment.rfc3339
      activity(learner, course, moment, "unenrolled")
    }
    tables.enrolments += "\(learner.id),\(course.id),\(enrolled.rfc3339),\(left)\n"
  }

  private mutating func activity(_ learner: SampleLearner, _ course: SampleCourse, _ at: Instant, _ kind: String) {
    tables.activities += "\(learner.id),\(course.id),\(at.rfc3339),\(kind)\n"
  }

  private mutating func progress(_ learner: SampleLearner, _ course: SampleCourse, _ at: Instant, _ modules: Int) {
    let hundredths = modules * 10_000 / course.modules
    let percentage = "\(hundredths / 100).\(String(100 + hundredths % 100).dropFirst())"
    tables.progress += "\(learner.id),\(course.id),\(at.rfc3339),\(modules),\(percentage)\n"
  }

  private func minutes(_ count: Int) -> Instant.Span { .minutes(count) }
}
