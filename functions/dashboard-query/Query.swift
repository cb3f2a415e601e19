import FunctionContract
import Pages

/// What is asked: the path with its parameters, checked against their bounds.
enum Query {
  case page(userID: Int?, campaign: String)
  case overview
  case byStage
  case deliveryStats(days: Int)
  case topCourses(limit: Int)
  case learner(Int)
  case jobs(limit: Int)
  case explain(userID: Int, campaign: String, subjectID: Int?)
  case metrics

  /// The paths that exist, for those who guess.
  static let paths = [
    "/dashboard", "/dashboard/course-reminders/overview", "/dashboard/course-reminders/by-stage",
    "/dashboard/course-reminders/delivery-stats?days=7", "/dashboard/course-reminders/top-courses?limit=10",
    "/dashboard/course-reminders/user/{user_id}", "/dashboard/jobs?limit=50",
    "/dashboard/explain?user=1&campaign=course-completion", "/metrics",
  ]

  init(_ request: HTTPRequest) throws(Problem) {
    let parameters = Parameters(request)
    let path = request.rawPath.split(separator: "/").map(String.init)
    switch path {
    case ["dashboard"]:
      self = .page(
        userID: try parameters.number("user", in: 1...Int.max), campaign: parameters["campaign"] ?? "course-completion")
    case ["dashboard", "course-reminders", "overview"]: self = .overview
    case ["dashboard", "course-reminders", "by-stage"]: self = .byStage
    case ["dashboard", "course-reminders", "delivery-stats"]:
      self = .deliveryStats(days: try parameters.number("days", in: 1...90) ?? 7)
    case ["dashboard", "course-reminders", "top-courses"]:
      self = .topCourses(limit: try parameters.number("limit", in: 1...50) ?? 10)
    case ["dashboard", "jobs"]: self = .jobs(limit: try parameters.number("limit", in: 1...50) ?? 50)
    case ["dashboard", "explain"]: self = try Query.explain(parameters)
    case ["metrics"]: self = .metrics
    default:
      guard path.count == 4, path.prefix(3) == ["dashboard", "course-reminders", "user"] else { throw .notFound }
      guard let id = Int(path[3]), id > 0 else { throw .parameter("the user id in the path must be a whole number") }
      self = .learner(id)
    }
  }

  private static func explain(_ parameters: Parameters) throws(Problem) -> Query {
    guard let user = try parameters.number("user", in: 1...Int.max) else {
      throw .parameter("add ?user=<the learner's id>")
    }
    return .explain(
      userID: user, campaign: parameters["campaign"] ?? "course-completion",
      subjectID: try parameters.number("subject", in: 1...Int.max))
  }
}

/// The query string, decoded.
struct Parameters {
  private let form: Form

  init(_ request: HTTPRequest) {
    form = Form(HTTPRequest(method: "GET", rawPath: "/", body: Array(request.rawQuery.utf8)))
  }

  /// The first value named so; nil where it is absent or empty.
  subscript(name: String) -> String? { form[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// The whole number named so, nil where it is absent; refused outside its bounds.
  func number(_ name: String, in bounds: ClosedRange<Int>) throws(Problem) -> Int? {
    guard let text = self[name] else { return nil }
    guard let number = Int(text), bounds.contains(number) else {
      let most = bounds.upperBound == .max ? "on" : "to \(bounds.upperBound)"
      throw .parameter("\(name) must be a whole number from \(bounds.lowerBound) \(most)")
    }
    return number
  }
}
