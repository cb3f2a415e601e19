public import Domain
import Store

/// What a measure of a campaign is meant to reach (REQ-0-78 to REQ-0-84, REQ-4-80 to REQ-4-82).
public struct Target {
  /// Percent.
  let bound: Double
  /// Whether the value must stay below the bound, as opt-outs must.
  let isCeiling: Bool

  /// nil for a measure without a target.
  init?(of row: CampaignMeasures.Row) {
    self.init(of: row.measure, on: row.channel)
  }

  /// nil for a measure without a target on this channel, or over all where that is nil.
  public init?(of measure: String, on channel: Channel?) {
    switch (measure, channel) {
    case ("delivered", .email): self.init(above: 95)
    case ("delivered", .sms): self.init(above: 98)
    case ("opened", .email): self.init(above: 30)
    case ("opened", .whatsapp): self.init(above: 80)
    case ("clicked", .email): self.init(above: 8)
    case ("clicked", .sms): self.init(above: 15)
    case ("clicked", .whatsapp): self.init(above: 25)
    case ("completed_21_days", nil): self.init(above: 35)
    case ("unsubscribed", nil): self.init(below: 2)
    default: return nil
    }
  }

  private init(above bound: Double) { (self.bound, isCeiling) = (bound, false) }
  private init(below bound: Double) { (self.bound, isCeiling) = (bound, true) }

  /// The target for people.
  public var words: String { "\(isCeiling ? "below" : "at least") \(Int(bound)) %" }

  /// Whether a value in percent reaches it.
  public func isMet(by value: Double) -> Bool { isCeiling ? value < bound : value >= bound }

  /// The measure for people.
  static func words(_ row: CampaignMeasures.Row) -> String {
    let channel = row.channel.map { "\($0.traits.label) " } ?? ""
    return switch row.measure {
    case "unsubscribed": "Unsubscribed"
    case "completed_21_days": "Completed within 21 days"
    case "days_to_completion": "Days from the first message to completion"
    default: channel + row.measure
    }
  }

  /// The value with its unit.
  static func value(_ row: CampaignMeasures.Row) -> Value {
    row.measure == "days_to_completion" ? .number(row.value) : .percent(row.value)
  }
}
