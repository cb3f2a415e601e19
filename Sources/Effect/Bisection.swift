/// Where something that is false below and true above turns.
enum Bisection {
  static func root(from start: Double, to end: Double, _ isAbove: (Double) -> Bool) -> Double {
    var (low, high) = (start, end)
    while true {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { return middle }
      if isAbove(middle) { high = middle } else { low = middle }
    }
  }
}
