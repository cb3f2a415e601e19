/// Work on a batch that no bad row of it stops.
public enum Bisection {
  /// Does `work` on all elements together; where a row's value is refused, on each half, down to the one that `refuse` gets.
  ///
  /// Whatever `work` began must be undone when it throws. Every other error ends the run.
  public static func run<Element>(
    _ elements: ArraySlice<Element>, _ work: (ArraySlice<Element>) throws(StoreError) -> Void,
    refusing refuse: (Element, StoreError) throws(StoreError) -> Void
  ) throws(StoreError) {
    guard let first = elements.first else { return }
    do throws(StoreError) {
      return try work(elements)
    } catch {
      guard error.kind == .data else { throw error }
      if elements.count == 1 { return try refuse(first, error) }
    }
    let middle = elements.startIndex + elements.count / 2
    try run(elements[..<middle], work, refusing: refuse)
    try run(elements[middle...], work, refusing: refuse)
  }
}
