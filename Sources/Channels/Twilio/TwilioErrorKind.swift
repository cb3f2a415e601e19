/// What a Twilio error code means for the message, the number and the channel (docs/providers/twilio.md).
public enum TwilioErrorKind: Sendable, Equatable {
  case optedOut, deadAddress, permanent, configuration, transient, fraud
  /// What is wrong with an approved text of WhatsApp's.
  case templatePaused, templateDisabled, templateRejected

  /// nil for codes that the table does not know: the HTTP status decides then.
  public init?(code: Int) {
    guard let kind = TwilioErrorKind.table[code] else { return nil }
    self = kind
  }

  private static let table: [Int: TwilioErrorKind] = {
    var table: [Int: TwilioErrorKind] = [:]
    for (kind, codes) in codes { for code in codes { table[code] = kind } }
    return table
  }()

  private static let codes: [(TwilioErrorKind, [Int])] = [
    (.optedOut, [21610, 63014, 63033]),
    (.deadAddress, [21211, 21214, 21217, 21401, 21421, 21614, 30005, 30006, 63003, 63024]),
    (
      .permanent,
      [
        21602, 21605, 21612, 21617, 21619, 21620, 21623, 21654, 21656, 30004, 30007, 30009, 30011, 30012, 63005,
        63006, 63013, 63016, 63019, 63021, 63025, 63029, 63030, 63031, 63032, 63036, 63049,
      ]
    ),
    (
      .configuration,
      [
        20003, 20404, 21212, 21408, 21601, 21603, 21604, 21606, 21607, 21608, 21609, 21701, 21702, 21703, 21704, 21705,
        21708, 21709, 21710, 30002, 30018, 30024, 30032, 30034, 30440, 63001, 63002, 63007, 63008, 63020, 63022, 63051,
      ]
    ),
    (
      .transient,
      [
        20429, 20503, 21611, 30001, 30003, 30008, 30017, 30022, 30023, 30410, 30610, 63009, 63010, 63012, 63017, 63018,
        63038,
      ]
    ),
    (.templatePaused, [63041]), (.templateDisabled, [63042]),
    // No such template, one with other variables, one that was rejected, no such ContentSid.
    (.templateRejected, [63027, 63028, 63040, 21655]),
    (.fraud, [30450, 60410, 30640]),
  ]
}
