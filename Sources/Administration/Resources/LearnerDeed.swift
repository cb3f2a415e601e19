import Access
import Domain
import FunctionContract
import JSON
import Store

/// What people do about one learner.
enum LearnerDeed {
  static func pause(_ call: Call) throws(Problem) -> Endpoint.Work { try hold(call, isHeld: true, "paused") }

  static func resume(_ call: Call) throws(Problem) -> Endpoint.Work { try hold(call, isHeld: false, "resumed") }

  static func suppress(_ call: Call) throws(Problem) -> Endpoint.Work {
    let userID = try call.userID()
    let cause = call.body.text("cause").flatMap(SuppressionCause.init(rawValue:)) ?? .admin
    return LearnerResource.known(userID) { (connection) throws(StoreError) in
      let row = try connection.first(
        CloseLearner(userID: userID, channel: channel(call), cause: cause, now: call.now))
      return .json([
        "is_new": .bool(row?.isNew ?? false), "skipped": .integer(row?.skipped ?? 0),
        "ended": .integer(row?.ended ?? 0),
      ])
    }
  }

  static func lift(_ call: Call) throws(Problem) -> Endpoint.Work {
    let userID = try call.userID()
    let words = (call.body.text("reason") ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if words.count < 3 { throw Body.fault("reason", "reason must say in a few words why it is lifted") }
    let cause = call.body.text("cause").flatMap(SuppressionCause.init(rawValue:)) ?? .bounce
    return LearnerResource.known(userID) { (connection) throws(StoreError) in
      let lifted = try connection.first(
        LiftCause(userID: userID, cause: cause, channel: channel(call), reason: words, now: call.now))
      return .json(["lifted": .integer(lifted ?? 0)])
    }
  }

  /// The time is part of what is recorded, so that it is recorded once however often it comes.
  static func consent(_ call: Call) throws(Problem) -> Endpoint.Work {
    let (userID, body) = (try call.userID(), call.body)
    let channel = channel(call) ?? .whatsapp
    let at = body.instant("given_at") ?? call.now
    if at > call.now { throw Body.fault("given_at", "given_at must be a time that has passed") }
    let consent = RecordConsent(
      userID: userID, channel: channel, isGranted: body.flag("granted") ?? false, source: body.text("source") ?? "",
      words: body.text("text") ?? "", at: at, now: call.now)
    return LearnerResource.known(userID) { (connection) throws(StoreError) in
      .json(["agreed": .bool(try connection.first(consent) ?? false)])
    }
  }

  static func erase(_ call: Call) throws(Problem) -> Endpoint.Work {
    let userID = try call.userID()
    return LearnerResource.known(userID) { (connection) throws(StoreError) in
      guard let erased = try connection.first(EraseLearner(userID: userID, now: call.now)) ?? nil else {
        return Problem(
          409, "on_its_way", title: "Not yet", "one of the learner's messages is on its way: try again in two minutes",
          headers: ["retry-after": "120"]
        ).details
      }
      return .json(erased)
    }
  }

  private static func hold(_ call: Call, isHeld: Bool, _ word: String) throws(Problem) -> Endpoint.Work {
    let userID = try call.userID()
    return LearnerResource.known(userID) { (connection) throws(StoreError) in
      if let slug = call.body.text("campaign"), try connection.first(FindCampaigns(slug: slug, now: call.now)) == nil {
        return Body.fault("campaign", "no campaign has this name").details
      }
      let changed = try connection.first(
        HoldLearner(userID: userID, campaign: call.body.text("campaign"), isHeld: isHeld, now: call.now))
      return .json([word: .integer(changed ?? 0)])
    }
  }

  private static func channel(_ call: Call) -> Channel? { call.body.text("channel").flatMap(Channel.init(rawValue:)) }
}
