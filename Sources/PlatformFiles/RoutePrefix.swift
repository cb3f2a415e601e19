import FunctionContract

/// How a proxy finds a function: one path, or everything below it.
struct RoutePrefix: Hashable, Comparable {
  let path: String
  /// Whether only the path itself is meant.
  let isExact: Bool

  /// The literal segments in front of the route's first parameter.
  init(_ route: Route) {
    let segments = route.path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    let literals = segments.prefix { !$0.hasPrefix("{") && $0 != "**" }
    path = "/" + literals.joined(separator: "/")
    isExact = literals.count == segments.count
  }

  /// Whether everything that `other` means is meant by this prefix too.
  func covers(_ other: RoutePrefix) -> Bool {
    self == other || !isExact && (path == "/" || other.path == path || other.path.hasPrefix(path + "/"))
  }

  static func < (one: RoutePrefix, other: RoutePrefix) -> Bool {
    (one.path, one.isExact ? 0 : 1) < (other.path, other.isExact ? 0 : 1)
  }
}

extension Manifest {
  /// What a proxy must send to the function, without what another of its prefixes covers; sorted.
  var routePrefixes: [RoutePrefix] {
    let all = Set(consumes.routes.map(RoutePrefix.init))
    return all.filter { prefix in !all.contains { $0 != prefix && $0.covers(prefix) } }.sorted()
  }
}
