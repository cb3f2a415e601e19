import Domain
import Testing

/// Names of jobs and the patterns that mean several.
struct JobNameTests {
  @Test func aNameIsMadeOfTheSubject() {
    #expect(JobName("meeting_{subject}_reminder_24h")?.about(45) == "meeting_45_reminder_24h")
    #expect(JobName("trial_{subject}_nudge")?.about(-3) == "trial_-3_nudge")
  }

  @Test(arguments: [
    "meeting", "meeting_{id}", "{subject}{subject}", "a b {subject}", "meeting_4{subject}", "{subject}5",
  ])
  func aPatternWithoutOnePlaceForTheSubjectIsNone(_ pattern: String) {
    #expect(JobName(pattern) == nil)
  }

  @Test func aNumberInAPatternIsAWholeOne() {
    #expect(JobPattern("meeting_45*")?.regularExpression == "^meeting_45(?![0-9]).*$")
    #expect(JobPattern("*5_nudge")?.regularExpression == "^.*(?<![0-9])5_nudge$")
    #expect(JobPattern("trial_*_nudge")?.regularExpression == "^trial_.*_nudge$")
  }

  @Test(arguments: ["", "a b", "x'", "a.b", "ä", String(repeating: "a", count: 101)])
  func whatMayNotStandInANameIsNoPattern(_ text: String) {
    #expect(JobPattern(text) == nil)
    #expect(!JobPattern.isName(text))
  }

  @Test func aPatternWithAStarIsNoName() {
    #expect(JobPattern.isName("meeting_45_reminder_1h"))
    #expect(!JobPattern.isName("meeting_45_*"))
  }
}
