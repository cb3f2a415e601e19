public import Domain

/// What an error code of Meta's Cloud API means for the message, the number, the template and the channel
/// (docs/providers/whatsapp.md).
public enum MetaErrorKind: Sendable, Equatable {
  case optedOut, deadAddress, permanent, templatePaused, templateDisabled, templateRejected, configuration
  /// Taken again later, no sooner than after the wait where one is known.
  case transient(Instant.Span?)

  /// nil for codes that the table does not know: the error's own word or the HTTP status decides then.
  public init?(code: Int) {
    switch code {
    // The recipient has stopped marketing messages of this business.
    case 131050: self = .optedOut
    // Not on WhatsApp or too old an app; our own number; not on a test number's list; a number that is none.
    case 131026, 131021, 131030, 131062: self = .deadAddress
    // Outside the conversation window; too much marketing for this person already; an experiment; what we wrote is wrong.
    case 131047, 131049, 130472, 100, 131008, 131009, 131051...131053, 132005, 132007, 132068, 132069, 137000:
      self = .permanent
    case 132015: self = .templatePaused
    case 132016: self = .templateDisabled
    // Another number of values, no template of this name in this language, values of another kind.
    case 132000, 132001, 132012: self = .templateRejected
    case 0, 3, 10, 190, 200...299, 368, 130497, 131005, 131031, 131037, 131042, 131044, 131045, 131063, 133010:
      self = .configuration
    // Too many to one person: its rule is 4 to the power of the attempt, in seconds.
    case 131056: self = .transient(.seconds(64))
    // Too many who do not want it: an hour changes more than a minute.
    case 131048, 131064: self = .transient(.hours(1))
    case 2, 4, 80007, 130429, 131000, 131016, 131057, 133004, 133016, 135000: self = .transient(nil)
    default: return nil
    }
  }
}
