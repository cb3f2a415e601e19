import Access
import FunctionContract
import Glibc
import Reports

/// A script of the dashboard's pages: its own, and the library that draws, from where Debian's package has it.
enum Asset {
  /// Of `libjs-chart.js`.
  private static let library = "/usr/share/javascript/chart.js/chart.min.js"
  private static let limit = 1 << 20

  /// The script by the name at the end of its path; there is nothing secret in it.
  static func response(_ name: String) throws(Problem) -> HTTPResponse {
    switch name {
    case "plots.js": return script(PlotScript.text.withUTF8Buffer { Array($0) })
    case "chart.js":
      guard let bytes = contents(of: library) else {
        throw Problem.notFound(["/dashboard/assets/plots.js (Debian's libjs-chart.js is not installed)"])
      }
      return script(bytes)
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

  private static func contents(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = read(descriptor, &buffer, buffer.count)
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
    return nil
  }
}
