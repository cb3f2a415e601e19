/// What the code with which WhatsApp refuses a message says about the recipient (docs/providers/meta.md).
enum WhatsAppFailure {
  /// The facts that a code stands for; a drop where it is unknown or says something about the message alone.
  static func kinds(of code: Int?) -> [CallbackFact.Kind] {
    switch code ?? -1 {
    case 131050: [.dropped, .unsubscribe]
    // Not on WhatsApp, or our own number: 1013 and 1026 are the same in the older numbering.
    case 131021, 131026, 1002, 1006, 1013, 1021, 1026: [.hardBounce]
    // Nobody is at fault but the sender: too many who do not want it, an experiment, an account that may not.
    case 131048, 131049, 130472, 471, 472: [.blocked]
    case 0, 3, 10, 190, 200...299, 368, 130497, 131005, 131031, 131037, 131042, 131044, 131045, 131063: [.blocked]
    // Passing, but not tried again by the provider.
    case 1, 2, 4, 80007, 130429, 131000, 131016, 131056, 131057, 131064, 133016, 135000: [.softBounce]
    default: [.dropped]
    }
  }
}
