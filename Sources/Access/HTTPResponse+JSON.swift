public import FunctionContract
public import JSON

extension HTTPResponse {
  /// An answer in JSON that no cache keeps.
  public static func json(_ value: JSON, status: Int = 200, headers: [String: String] = [:]) -> HTTPResponse {
    let own = [
      "content-type": "application/json; charset=utf-8", "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    ]
    return HTTPResponse(status: status, headers: own.merging(headers) { $1 }, body: value.bytes)
  }
}
