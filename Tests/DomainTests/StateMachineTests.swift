import Testing

@testable import Domain

struct StateMachineTests {
  @Test func finalEnrolmentStatesAbsorbAndAnExhaustedEpisodeMayStillBeClosed() {
    #expect(EnrolmentStatus.allCases.filter(EnrolmentStatus.completed.allows) == [.completed])
    #expect(
      Set(EnrolmentStatus.allCases.filter(EnrolmentStatus.expired.allows)) == [.active, .expired], "its date is back")
    for status in [EnrolmentStatus.unsubscribed, .suppressed] {
      #expect(Set(EnrolmentStatus.allCases.filter(status.allows)) == [.active, .paused, status])
    }
    #expect(EnrolmentStatus.exhausted.allows(.completed))
    #expect(EnrolmentStatus.exhausted.allows(.active), "a date that moves brings another reminder")
    #expect(EnrolmentStatus.paused.allows(.active))
  }

  @Test func aSentMessageIsNeverSentAgainAndEvidenceIsAcceptedEverywhere() {
    #expect(!DeliveryStatus.sent.allows(.scheduled))
    #expect(!DeliveryStatus.presumedSent.allows(.scheduled))
    #expect(!DeliveryStatus.failed.allows(.scheduled))
    #expect(DeliveryStatus.unknown.allows(.scheduled), "transactional messages are sent again after the grace period")
    for status in DeliveryStatus.allCases { #expect(status.allows(.sent)) }
  }
}
