import FunctionContract
import Testing

struct RoutingTests {
  @Test(arguments: [
    ("timer.detect", "timer.detect", true), ("timer.detect", "timer.detect.more", false),
    ("lms.*", "lms.progress", true), ("lms.*", "lms.course.completed", true), ("lms.*", "lms", false),
    ("lms.*", "lms.", false), ("lms.*", "lmsx.progress", false),
  ])
  func aPatternMeansItsTypeOrEveryTypeBelowItsPrefix(_ pattern: String, _ type: String, _ matches: Bool)
    throws
  {
    #expect(try #require(EventPattern(pattern)).matches(type) == matches)
  }

  @Test(arguments: ["", "*", "lms.*.x", "lms*", "LMS.a", ".a", "a.", "a..b", "1a"])
  func whatIsNoEventTypeIsRefused(_ text: String) { #expect(EventPattern(text) == nil) }

  @Test(
    arguments: [
      ("/unsubscribe/{token}", "/unsubscribe/abc", ["token": "abc"]), ("/unsubscribe/{token}", "/unsubscribe/", nil),
      ("/unsubscribe/{token}", "/unsubscribe/a/b", nil), ("/unsubscribe/{token}", "/unsubscribe", nil),
      ("/dashboard/**", "/dashboard", [:]), ("/dashboard/**", "/dashboard/a/b", [:]),
      ("/dashboard/**", "/dashboards", nil),
      ("/metrics", "/metrics", [:]), ("/metrics", "/metrics/", nil),
      ("/a/{one}/b/{two}", "/a/1%2F2/b/3", ["one": "1%2F2", "two": "3"]),
    ] as [(String, String, [String: String]?)])
  func aRouteTakesWhatItsPathSays(_ path: String, _ asked: String, _ parameters: [String: String]?) throws {
    let route = try #require(Route(method: "GET", path: path))
    #expect(route.parameters(method: "GET", path: asked) == parameters)
    #expect(route.parameters(method: "POST", path: asked) == nil)
  }

  @Test(arguments: ["", "a", "/a/**/b", "/{}", "/{a-b}", "/a//b", "/A"])
  func whatIsNoRouteIsRefused(_ path: String) { #expect(Route(method: "GET", path: path) == nil) }

  @Test func aCronExpressionFiresInItsMinutes() throws {
    let daily = try #require(CronExpression("15 0 * * *"))
    #expect(daily.matches(minute: 15, hour: 0, day: 3, month: 5, weekday: 2))
    #expect(!daily.matches(minute: 16, hour: 0, day: 3, month: 5, weekday: 2))
    let sunday = try #require(CronExpression("0 3 * * 7"))
    #expect(sunday.matches(minute: 0, hour: 3, day: 3, month: 5, weekday: 0))
    #expect(!sunday.matches(minute: 0, hour: 3, day: 3, month: 5, weekday: 1))
    let steps = try #require(CronExpression("*/20,5 8-10/2 1 * 1"))
    let minutes = (0..<60).filter { steps.matches(minute: $0, hour: 8, day: 1, month: 1, weekday: 4) }
    #expect(minutes == [0, 5, 20, 40])
    #expect(steps.matches(minute: 0, hour: 10, day: 9, month: 1, weekday: 1))
    #expect(!steps.matches(minute: 0, hour: 9, day: 1, month: 1, weekday: 1))
    #expect(!steps.matches(minute: 0, hour: 8, day: 2, month: 1, weekday: 2))
  }

  @Test(arguments: [
    "", "* * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "5-1 * * * *", "*/0 * * * *", "1/2 * * * *", "a * * * *",
    "* * * * * *", "- * * * *", "1,, * * * *",
  ])
  func whatIsNoCronExpressionIsRefused(_ text: String) { #expect(CronExpression(text) == nil) }
}
