/// A learner whom the demo follows through one campaign; what they do stands in `infra/database/sources/cast.sql`.
struct DemoLearner {
  var id: Int
  var name: String
  /// The campaign's slug.
  var campaign: String
  /// Why the campaign writes.
  var situation: String
  /// What it is about, as the learner does it.
  var goal: String
  /// The step whose email's link they follow, so that it needs no other channel.
  var followed: String?
  /// Whether they answer STOP on WhatsApp.
  var saysStop = false

  static let all = [
    DemoLearner(
      id: 19_999_001, name: "Dr. Ananya Menon", campaign: "aida-agents",
      situation: "used AiDA five weeks ago and never one of its agents", goal: "used an agent"),
    DemoLearner(
      id: 19_999_002, name: "Dr. Lukas Berg", campaign: "course-incomplete",
      situation: "has been away for five weeks with three modules left", goal: "finished the course",
      followed: "day-4"),
    DemoLearner(
      id: 19_999_003, name: "Dr. Grace Okafor", campaign: "session-no-show",
      situation: "registered for a session and did not come", goal: "watched the recording"),
    DemoLearner(
      id: 19_999_004, name: "Dr. Omar Haddad", campaign: "certificate-unclaimed",
      situation: "has a certificate that waits for five weeks", goal: "downloaded the certificate",
      saysStop: true),
  ]
}
