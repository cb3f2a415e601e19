import Testing

@testable import Rendering

@Suite("Tidy text")
struct TidyTests {
  @Test(
    "trailing blanks, surplus empty lines and outer ones go; everything else stays",
    arguments: [
      ("", ""), ("a", "a"), ("a  \nb", "a\nb"), ("a\n\n\n\n b", "a\n\n b"), ("\n \n  a", "a"), ("a \n \n", "a"),
      (" a", " a"), ("é\n\n\n😀", "é\n\n😀"), (" \n", ""),
    ])
  func tidied(text: String, expected: String) { #expect(text.tidied == expected) }
}
