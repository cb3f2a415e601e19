import FunctionContract
import Testing

struct RoutesTests {
  private static let routes: Routes<Int> = [
    "GET /c/{code}": 1, "POST /c/{code}": 2, "GET /c/all": 3, "GET /dashboard/**": 4, "PUT /x/{one}/{two}": 5,
  ]

  private func match(_ method: String, _ path: String) -> Routes<Int>.Match {
    Self.routes.match(HTTPRequest(method: method, rawPath: path))
  }

  @Test(
    arguments: [
      ("GET", "/c/abc", 1, ["code": "abc"]), ("HEAD", "/c/abc", 1, ["code": "abc"]),
      ("POST", "/c/abc", 2, ["code": "abc"]),
      ("GET", "/c/all", 1, ["code": "all"]), ("GET", "/dashboard", 4, [:]),
      ("PUT", "/x/a%2Fb/c", 5, ["one": "a%2Fb", "two": "c"]),
    ] as [(String, String, Int, [String: String])])
  func theFirstRouteThatFitsCounts(_ method: String, _ path: String, _ target: Int, _ parameters: [String: String]) {
    guard case .found(let found, let given) = match(method, path) else {
      Issue.record("\(method) \(path) leads nowhere")
      return
    }
    #expect(found == target && given == parameters)
  }

  @Test func aPathWithoutEndLeadsNowhereAtOnce() {
    let path = String(repeating: "/", count: 1_000_000)
    var (isUnknown, isFound) = (false, false)
    let time = ContinuousClock().measure {
      if case .unknown = match("GET", path + "c") { isUnknown = true }
      if case .found(4, _) = match("GET", "/dashboard" + path) { isFound = true }
    }
    #expect(isUnknown && isFound)
    #expect(time < .seconds(5))
  }

  @Test(arguments: [
    ("DELETE", "/c/abc", "GET, HEAD, POST"), ("GET", "/x/a/b", "PUT"), ("HEAD", "/x/a/b", "PUT"),
    ("TRACE", "/dashboard/a", "GET, HEAD"),
  ])
  func aPathThatExistsSaysWhichMethodsItTakes(_ method: String, _ path: String, _ allow: String) {
    guard case .wrongMethod(allow) = match(method, path) else {
      Issue.record("\(method) \(path): \(match(method, path))")
      return
    }
  }

  @Test(arguments: ["/", "/c", "/c/", "/c/a/b", "/C/abc", "/dashboards"]) func anotherPathIsUnknown(_ path: String) {
    guard case .unknown = match("GET", path) else {
      Issue.record("\(path): \(match("GET", path))")
      return
    }
  }

  @Test func theTableSaysItsRoutesInOrder() {
    #expect(Self.routes.all.map(\.path) == ["/c/{code}", "/c/{code}", "/c/all", "/dashboard/**", "/x/{one}/{two}"])
  }
}
