/// Holm's step-down correction: of several questions asked together, a false alarm in any of them stays at one in twenty.
public enum Holm {
  /// The level at which each may be read: the smallest p at `level` of all, the next at that of the rest, and as soon as one says
  /// nothing the others at its.
  static func levels(_ ps: [Double], level: Double = 0.05) -> [Double] {
    var levels = Array(repeating: level, count: ps.count)
    var rest = ps.count
    for place in ps.indices.sorted(by: { ps[$0] < ps[$1] }) {
      levels[place] = level / Double(rest)
      if ps[place] <= levels[place], rest > 1 { rest -= 1 }
    }
    return levels
  }

  /// Each p as it counts among all of them.
  public static func adjusted(_ ps: [Double]) -> [Double] {
    var adjusted = ps
    var highest = 0.0
    for (rank, place) in ps.indices.sorted(by: { ps[$0] < ps[$1] }).enumerated() {
      highest = max(highest, min(1, ps[place] * Double(ps.count - rank)))
      adjusted[place] = highest
    }
    return adjusted
  }
}
