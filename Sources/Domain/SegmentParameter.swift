/// A value that a campaign's segment may use under a name; a published version never changes it.
public struct SegmentParameter: Sendable, Equatable {
  /// What a value may be, by PostgreSQL's name.
  public enum Kind: String, Sendable, CaseIterable {
    case int, numeric, text, boolean, interval
  }

  public var name: String
  public var kind: Kind
  /// As PostgreSQL reads it.
  public var value: String

  public init(name: String, kind: Kind, value: String) {
    self.name = name
    self.kind = kind
    self.value = value
  }
}

extension EntryRule {
  /// Everything that the segment is told besides the moment: what the trigger declares, then what the campaign does.
  public var segmentParameters: [SegmentParameter] {
    guard case .silence(let inactiveDays, let lookbackDays) = trigger else { return parameters }
    return [
      SegmentParameter(name: "inactive_days", kind: .int, value: String(inactiveDays)),
      SegmentParameter(name: "lookback_days", kind: .int, value: String(lookbackDays)),
    ] + parameters
  }
}
