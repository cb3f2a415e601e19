import Testing

@testable import Rendering

@Suite
struct TidyTests {
  @Test(arguments: [
    ("", ""), ("a", "a"), ("a  \nb", "a\nb"), ("a\n\n\n\n b", "a\n\n b"), ("\n \n  a", "a"), ("a \n \n", "a"),
    (" a", " a"), ("é\n\n\n😀", "é\n\n😀"), (" \n", ""),
  ])
  func trailingBlanksSurplusEmptyLinesAndOuterOnesGoEverythingElseStays(text: String, expected: String) {
    #expect(text.tidied == expected)
  }
}
