import Glibc

/// Pearson's test of counts against the shares that chance should have given them.
enum ChiSquared {
  /// How likely chance alone makes counts differ as much; 1 where there is nothing to count.
  ///
  /// The shares add up to 1.
  static func p(_ counts: [Int], shares: [Double]) -> Double {
    let sum = Double(counts.reduce(0, +))
    let cells = zip(counts, shares).filter { $0.1 > 0 }
    guard sum > 0, cells.count > 1 else { return 1 }
    let statistic = cells.reduce(0) { total, cell in
      let expected = sum * cell.1
      return total + (Double(cell.0) - expected) * (Double(cell.0) - expected) / expected
    }
    return outside(statistic, freedom: cells.count - 1)
  }

  /// The upper tail: finite sums of the regularised gamma function at whole and half steps.
  private static func outside(_ statistic: Double, freedom: Int) -> Double {
    let x = statistic / 2
    var tail = freedom.isMultiple(of: 2) ? exp(-x) : erfc(x.squareRoot())
    var step = freedom.isMultiple(of: 2) ? 1.0 : 0.5
    while step < Double(freedom) / 2 {
      tail += exp(step * log(x) - x - lgamma(step + 1))
      step += 1
    }
    return statistic > 0 ? tail : 1
  }
}
