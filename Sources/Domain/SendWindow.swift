/// Local minutes of the day between which a channel may be used; `from` is included, `to` is not.
public struct SendWindow: Sendable, Hashable {
  public var from: Int
  public var to: Int

  public init(from: Int, to: Int) {
    self.from = from
    self.to = to
  }
}
