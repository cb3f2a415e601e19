import Domain
import FunctionContract
import FunctionHost
import JSON
import Store

/// The learners whom the demo follows, and what they do on their way: agree, follow a link, say stop.
struct DemoCast {
  let learners: [DemoLearner]
  /// When a learner said stop on WhatsApp; nil before that.
  private(set) var stoppedAt: Instant?
  private let rehearsal: Rehearsal
  private let secrets: LocalSettings
  private var hasFollowed = false

  /// - Parameter learners: Those whose campaigns are published.
  init(_ learners: [DemoLearner], _ rehearsal: Rehearsal, _ secrets: LocalSettings) {
    self.learners = learners
    self.rehearsal = rehearsal
    self.secrets = secrets
  }

  /// Writes down that each of them agreed to WhatsApp: without that nobody is written to there.
  func agree() throws(RunnerError) {
    for learner in learners {
      let answer = rehearsal.ask(
        "POST", "/api/learners/\(learner.id)/consents", key: "ADMIN_KEYS",
        body: [
          "channel": "whatsapp", "granted": true, "source": "signup_form", "text": "You may write to me on WhatsApp.",
          "given_at": .string((rehearsal.clock.now - .days(90)).rfc3339),
        ])
      try Promise.keep(answer.status == 200, "\(learner.name)'s consent was answered \(answer.status)")
    }
  }

  /// Lets them do what they do once they have read what they do it about.
  mutating func act() throws(RunnerError) {
    for learner in learners {
      let messages = try rehearsal.rows(ReadSequence(learner: learner.id, campaign: learner.campaign))
      if learner.saysStop, stoppedAt == nil, let message = messages.first(where: { $0.channel == .whatsapp }) {
        try stop(message)
      }
      if !hasFollowed, let message = messages.first(where: { $0.step == learner.followed }) { try follow(message) }
    }
  }

  private mutating func stop(_ message: SequenceMessage) throws(RunnerError) {
    let context = CallbackContext(
      recipients: CallbackSettings(), secrets: secrets, webhookURL: rehearsal.stage.address + "/webhooks",
      now: rehearsal.clock.now)
    let request = FakeMeta().reply("STOP", from: try read(message).to, context)
    let answer = rehearsal.stage.gateway.answer(request)
    try Promise.keep((200..<300).contains(answer.status), "a STOP on WhatsApp was answered \(answer.status)")
    stoppedAt = rehearsal.clock.now
  }

  private mutating func follow(_ message: SequenceMessage) throws(RunnerError) {
    let start = rehearsal.stage.address + "/c/"
    let text = try read(message).text
    guard let place = text.firstRange(of: start) else { throw RunnerError(.software, "an email has no link of ours") }
    let answer = rehearsal.ask("GET", "/c/" + text[place.upperBound...].prefix { $0.isLetter || $0.isNumber })
    try Promise.keep(answer.status == 302, "a link in an email was answered \(answer.status)")
    hasFollowed = true
  }

  private func read(_ message: SequenceMessage) throws(RunnerError) -> ReadMessage {
    let mail = try rehearsal.stage.mailbox?.messages(
      ReadMail(words: String(message.delivery), channel: message.channel.rawValue, limit: 1_000_000))
    guard let kept = mail?.first(where: { $0.deliveryID == message.delivery }) else {
      throw RunnerError(.software, "no provider took delivery \(message.delivery)")
    }
    return kept.read(at: rehearsal.stage.address)
  }
}
