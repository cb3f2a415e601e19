import FunctionContract
import FunctionHost
import Glibc

/// The project that the runner serves, and the one ignored folder that holds everything it makes.
struct Workspace {
  /// The folder with `functions/` and `campaigns/`.
  let root: String
  /// The folder of the built handlers: the runner's own.
  let programs: String

  /// Everything that the runner makes.
  var folder: String { root + "/.rekindle" }
  var functions: String { root + "/functions" }

  /// Finds the project from `--root` or from the working folder upwards, and makes its `.rekindle`.
  init(_ options: Options) throws(RunnerError) {
    let start = options.text("--root") ?? "."
    guard var place = Files.real(start) else { throw RunnerError(.usage, "\(start) does not exist") }
    while !Files.exists(place + "/functions") || !Files.exists(place + "/infra/database") {
      guard options.text("--root") == nil, place != "/" else {
        throw RunnerError(
          .usage, "no project here: go to the folder that holds functions/ and infra/, or name it with --root")
      }
      place = String(place[..<(place.lastIndex(of: "/") ?? place.startIndex)])
      if place.isEmpty { place = "/" }
    }
    root = place
    guard let own = Files.real("/proc/self/exe"), let slash = own.lastIndex(of: "/") else {
      throw RunnerError(.software, "/proc is not mounted: the runner cannot find its handlers")
    }
    programs = String(own[..<slash])
    try Files.makeFolder(folder)
  }
}
