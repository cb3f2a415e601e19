import JSON
import Rendering
import Testing

@Suite(.enabled(if: Suites.areThere, "the suites are not beside the package"))
struct MustacheSpecificationTests {
  @Test(arguments: ["comments", "delimiters", "interpolation", "inverted", "partials", "sections"])
  func everyCaseRendersAsTheSpecificationSays(file: String) throws {
    let tests = try #require(Suites.json("mustache_spec/\(file).json")["tests"]?.array)
    #expect(tests.count >= 6)
    for test in tests {
      let name = test["name"]?.string ?? "unnamed"
      let template = try MustacheTemplate(#require(test["template"]?.string))
      let partials = (test["partials"]?.object ?? [:]).compactMapValues(\.string)
      let rendered = try template.render(test["data"] ?? nil, partials: partials)
      #expect(rendered == test["expected"]?.string, "\(file): \(name)")
    }
  }
}
