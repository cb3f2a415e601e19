import Access
import FunctionContract
import Reports

/// A script of the dashboard's pages: its own, and the library that draws.
enum Asset {
  /// The script by the name at the end of its path; there is nothing secret in it.
  static func response(_ name: String) throws(Problem) -> HTTPResponse {
    switch name {
    case "plots.js": return script(PlotScript.text.withUTF8Buffer { Array($0) })
    case "chart.js":
      guard let library = PlotLibrary.script else { throw Problem.notFound(["/dashboard/assets/plots.js"]) }
      return script(library)
    default: throw Problem.notFound(["/dashboard/assets/plots.js", "/dashboard/assets/chart.js"])
    }
  }

  private static func script(_ bytes: [UInt8]) -> HTTPResponse {
    HTTPResponse(
      status: 200,
      headers: [
        "content-type": "text/javascript; charset=utf-8", "cache-control": "public, max-age=86400",
        "x-content-type-options": "nosniff",
      ], body: bytes)
  }
}
