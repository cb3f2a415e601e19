import JSON

extension Manifest {
  /// Reads a manifest strictly: what the schema does not name is refused, with the nearest name that it has.
  ///
  /// - Parameter file: Stands in front of every error message.
  public init(_ bytes: some Collection<UInt8>, file: String) throws(ManifestError) {
    let document: JSON
    do throws(JSONError) { document = try JSON.parse(bytes, limits: .event) } catch {
      throw ManifestError(file: file, reason: "\(error)")
    }
    do throws(ShapeError) { try self.init(json: document) } catch {
      throw ManifestError(file: file, reason: "\(error)")
    }
  }

  init(json: JSON) throws(ShapeError) {
    let members = try ObjectReader(json)
    try members.allow([
      "$schema", "name", "title", "description", "consumes", "emits", "database", "environment", "limits",
      "concurrency",
    ])
    _ = try members.string("$schema")
    name = try members.name("name", Name.isKebab, "lower-case words joined with -")
    title = try members.text("title")
    description = try members.text("description")
    consumes = try Consumption(members.object("consumes"))
    emits = try members.names(
      "emits", { EventPattern($0) != nil && !$0.hasSuffix("*") }, "event types as delivery.email.due")
    databaseRole = try members.databaseRole()
    environment = try EnvironmentNames(members.objectIfPresent("environment"))
    limits = try Limits(members.object("limits"))
    concurrency = try Concurrency(members.object("concurrency"))
  }
}

extension Manifest.Consumption {
  fileprivate init(_ members: ObjectReader) throws(ShapeError) {
    try members.allow(["events", "routes", "schedule"])
    let types = try members.names("events", { EventPattern($0) != nil }, "event types as timer.detect or lms.*")
    events = types.compactMap(EventPattern.init)
    routes = []
    for route in try members.objects("routes") { routes.append(try route.route()) }
    schedule = []
    for timer in try members.objects("schedule") { schedule.append(try timer.schedule(types: types)) }
    if events.isEmpty, routes.isEmpty {
      throw ShapeError(reason: "at least one event type or route is needed", path: members.path)
    }
  }
}

extension Manifest.EnvironmentNames {
  fileprivate init(_ members: ObjectReader?) throws(ShapeError) {
    guard let members else {
      self.init(required: [], optional: [], secrets: [], inherited: [])
      return
    }
    try members.allow(["required", "optional", "secrets", "inherited"])
    let wanted = "names in capitals as DATABASE_URL"
    self.init(
      required: try members.names("required", Name.isScreamingSnake, wanted),
      optional: try members.names("optional", Name.isScreamingSnake, wanted),
      secrets: try members.names("secrets", Name.isScreamingSnake, wanted),
      inherited: try members.names("inherited", Name.isScreamingSnake, wanted))
    for name in optional where required.contains(name) {
      throw members.fault("\(name) is required already", at: "optional")
    }
    for name in inherited where all.contains(name) {
      throw members.fault("\(name) is required or optional already", at: "inherited")
    }
    for name in secrets where !all.contains(name) {
      throw members.fault("\(name) is neither required nor optional", at: "secrets")
    }
  }
}

extension Manifest.Limits {
  fileprivate init(_ members: ObjectReader) throws(ShapeError) {
    try members.allow(["timeoutSeconds", "memoryMiB", "inputBytes", "outputBytes"])
    self.init(
      timeoutSeconds: try members.number("timeoutSeconds", 1...900),
      memoryMiB: try members.number("memoryMiB", 16...10_240),
      inputBytes: try members.number("inputBytes", 1024...6 << 20),
      outputBytes: try members.number("outputBytes", 1024...6 << 20))
  }
}

extension Manifest.Concurrency {
  fileprivate init(_ members: ObjectReader) throws(ShapeError) {
    try members.allow(["max", "warm", "together"])
    max = try members.number("max", 1...1000)
    warm = try members.number("warm", 0...1000)
    together = try members.integer("together") == nil ? 1 : members.number("together", 1...1000)
    if warm > max { throw members.fault("more than max", at: "warm") }
  }
}

extension ObjectReader {
  fileprivate func allow(_ names: [String]) throws(ShapeError) {
    guard let unknown = members.keys.filter({ !names.contains($0) }).min() else { return }
    let hint = EditDistance.nearest(to: unknown, in: names).map { "; did you mean \($0)?" } ?? ""
    throw fault("this key is not known\(hint)", at: unknown)
  }

  fileprivate func name(_ key: String, _ isName: (String) -> Bool, _ wanted: String) throws(ShapeError) -> String {
    let name = try text(key)
    if !isName(name) { throw fault("\(wanted) are needed", at: key) }
    return name
  }

  fileprivate func names(_ key: String, _ isName: (String) -> Bool, _ wanted: String) throws(ShapeError) -> [String] {
    let names = try strings(key)
    for (index, name) in names.enumerated() {
      if !isName(name) { throw fault("\(wanted) are needed", at: "\(key)[\(index)]") }
      if names[..<index].contains(name) { throw fault("\(name) stands twice", at: "\(key)[\(index)]") }
    }
    return names
  }

  fileprivate func number(_ key: String, _ range: ClosedRange<Int>) throws(ShapeError) -> Int {
    guard let number = try integer(key), range.contains(number) else {
      throw fault("a whole number from \(range.lowerBound) to \(range.upperBound) is needed", at: key)
    }
    return number
  }

  fileprivate func databaseRole() throws(ShapeError) -> String? {
    guard let database = try objectIfPresent("database") else { return nil }
    try database.allow(["role"])
    return try database.name("role", Name.isSnake, "lower-case words joined with _")
  }

  fileprivate func route() throws(ShapeError) -> Route {
    try allow(["method", "path"])
    let method = try text("method")
    guard Route.methods.contains(method) else {
      throw fault("one of \(Route.methods.joined(separator: ", ")) is needed", at: "method")
    }
    guard let route = Route(method: method, path: try text("path")) else {
      throw fault("a path of literal segments, {parameters} and a last ** is needed", at: "path")
    }
    return route
  }

  fileprivate func schedule(types: [String]) throws(ShapeError) -> Manifest.Schedule {
    try allow(["cron", "timeZone", "event"])
    guard let cron = CronExpression(try text("cron")) else {
      throw fault("five fields (minute hour day month weekday) are needed", at: "cron")
    }
    let event = try text("event")
    guard types.contains(event) else { throw fault("the event is not among consumes.events", at: "event") }
    return Manifest.Schedule(cron: cron, timeZone: try text("timeZone"), event: event)
  }
}
