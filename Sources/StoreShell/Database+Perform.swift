public import FunctionContract
public import Store

extension Database {
  /// Runs `body` and turns its database error into the failure that the handler reports.
  public mutating func perform<Value>(
    _ body: (inout Database) throws(StoreError) -> Value
  ) throws(HandlerFailure) -> Value {
    do throws(StoreError) {
      return try body(&self)
    } catch {
      throw HandlerFailure(error)
    }
  }
}
