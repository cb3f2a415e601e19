import Domain
import Testing

@Suite struct InstantTests {
  @Test(arguments: [
    "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.5Z", "2028-02-29T12:00:00Z",
  ])
  func aMomentIsReadAsItWasWritten(text: String) throws {
    #expect(try #require(Instant(rfc3339: text)).rfc3339 == text)
  }

  /// What PostgreSQL refuses would stop the other rows of its statement.
  @Test(arguments: [
    "0000-12-31T23:59:59Z", "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:60Z", "9999-12-31T23:59:59-00:01",
  ])
  func aMomentOutsideOfTheYearsThatCanBeWrittenIsNone(text: String) { #expect(Instant(rfc3339: text) == nil) }
}
