import FunctionContract
import FunctionHost

/// A function made of a shell script and a small manifest.
func function(
  _ name: String, events: [String] = [], routes: [(String, String)] = [], seconds: Int = 10, max: Int = 4,
  warm: Int = 0,
  mode: HostedFunction.Mode = .manifest, _ script: String
) throws -> HostedFunction {
  let eventList = events.map { "\"\($0)\"" }.joined(separator: ",")
  let routeList = routes.map { "{\"method\":\"\($0.0)\",\"path\":\"\($0.1)\"}" }.joined(separator: ",")
  let manifest = """
    {"name":"\(name)","title":"t","description":"d","consumes":{"events":[\(eventList)],"routes":[\(routeList)]},
     "environment":{"optional":["PATH","STATE"]},
     "limits":{"timeoutSeconds":\(seconds),"memoryMiB":256,"inputBytes":100000,"outputBytes":100000},
     "concurrency":{"max":\(max),"warm":\(warm)}}
    """
  return HostedFunction(
    try Manifest(Array(manifest.utf8), file: name), program: scriptFile(script),
    environment: ["PATH": "/usr/bin:/bin"],
    mode: mode)
}
