import CChart
import FunctionContract

/// A script of the dashboard's pages, served by ourselves: the binary carries it, so that no installation needs a file.
enum Script: Sendable {
  /// Chart.js.
  case chart
  /// What draws the plots of a page with it.
  case plots

  var response: HTTPResponse {
    HTTPResponse(
      status: 200,
      headers: [
        "content-type": "text/javascript; charset=utf-8", "cache-control": "private, max-age=86400",
        "x-content-type-options": "nosniff",
      ], body: body)
  }

  private var body: [UInt8] {
    switch self {
    case .chart: Array(UnsafeBufferPointer(start: chart_script(), count: chart_script_length()))
    case .plots: Script.plotting.withUTF8Buffer { Array($0) }
    }
  }
}
