/// A question that chance answers: whoever enters gets one of several variants, and keeps it.
public struct Experiment: Sendable, Equatable {
  public var name: String
  /// The step that it is about; nil for the campaign as a whole.
  public var step: String?
  /// At least two; the first is what the others are compared with.
  ///
  /// Their shares add up to everybody who is written to.
  public var variants: [Variant]

  public init(name: String, step: String? = nil, variants: [Variant]) {
    self.name = name
    self.step = step
    self.variants = variants
  }

  /// Each variant's buckets, in their order.
  public var ranges: [Range<Int>] {
    var start = 0
    return variants.map { variant in
      defer { start += variant.share }
      return start..<(start + variant.share)
    }
  }
}
