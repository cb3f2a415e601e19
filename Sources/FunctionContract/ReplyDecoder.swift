public import JSON

/// Reads what a handler wrote on standard output, for the host that started it.
public struct ReplyDecoder: Sendable {
  /// Largest reply in bytes and deepest nesting.
  public var limits: JSONLimits

  /// A decoder for at most 6 MiB and 64 levels.
  public init(limits: JSONLimits = .event) { self.limits = limits }

  /// The reply of an invocation that exited with 0; a reply outside the contract is exit code 70.
  public func decode(_ bytes: some Collection<UInt8>) throws(HandlerFailure) -> Reply {
    let document: JSON
    do throws(JSONError) { document = try JSON.parse(bytes, limits: limits) } catch {
      throw Reply.bug("the reply is not JSON that can be read: \(error)")
    }
    let reply: Reply
    do throws(ShapeError) { reply = try ReplyDecoder.reply(ObjectReader(document)) } catch {
      throw Reply.bug("the reply cannot be used: \(error)")
    }
    try reply.check()
    return reply
  }

  /// The failure that an error object tells, nil where `bytes` hold none.
  public func failure(_ bytes: some Collection<UInt8>, exitCode: ExitCode) -> HandlerFailure? {
    guard let document = try? JSON.parse(bytes, limits: limits), let type = document["errorType"]?.string,
      let message = document["errorMessage"]?.string
    else { return nil }
    return HandlerFailure(exitCode, type, message)
  }

  private static func reply(_ members: ObjectReader) throws(ShapeError) -> Reply {
    var events: [CloudEvent] = []
    for member in try members.objects("events") {
      do throws(ShapeError) { events.append(try CloudEvent(json: .object(member.members))) } catch {
        throw ShapeError(reason: error.reason, path: member.path + error.path.dropFirst())
      }
    }
    guard let status = try members.integer("statusCode") else {
      return .done(result: members["result"] ?? [:], events: events)
    }
    var headers: [String: String] = [:]
    if let given = try members.objectIfPresent("headers") {
      for name in given.members.keys { headers[name.lowercased()] = try given.string(name) }
    }
    let response = HTTPResponse(
      status: status, headers: headers, cookies: try members.strings("cookies"), body: try members.body())
    return .http(response, events: events)
  }
}
