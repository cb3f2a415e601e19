import CCurl
import Channels
import Domain

/// One libcurl handle with its connections, and the answer that it is reading.
final class HTTPClientExchange {
  private let handle: EasyHandle
  private let answerLimit: Int
  private var head: [UInt8] = []
  private var content: [UInt8] = []

  init?(answerLimit: Int) {
    guard let handle = EasyHandle() else { return nil }
    self.handle = handle
    self.answerLimit = answerLimit
  }

  /// Asks and waits; `.refused` where a header could forge another.
  func perform(_ request: HTTPClient.Request, connectTime: Instant.Span) -> Observation {
    let headers = request.headers + (request.signature?.headers ?? [])
    guard headers.allSatisfy(\.isSafe) else { return .refused(.malformedRequest) }
    prepare(request, headers: headers, connectTime: connectTime)
    defer { (head, content) = ([], []) }
    guard let body = request.body else { return observation(curl_easy_perform(handle.pointer)) }
    // libcurl reads the body from standard input where it has no pointer, which an empty array need not have.
    let bytes = body.isEmpty ? [0] : body
    return bytes.withUnsafeBytes { bytes in
      handle.set(CURLOPT_POST, 1)
      rekindle_set_size(handle.pointer, CURLOPT_POSTFIELDSIZE_LARGE, body.count)
      rekindle_set_pointer(handle.pointer, CURLOPT_POSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
      return observation(curl_easy_perform(handle.pointer))
    }
  }

  private func prepare(_ request: HTTPClient.Request, headers: [HTTPCall.Header], connectTime: Instant.Span) {
    handle.reset()
    handle.set(CURLOPT_URL, request.url)
    handle.set(CURLOPT_PROTOCOLS_STR, "http,https")
    handle.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    handle.set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds(connectTime))
    if let timeout = request.timeout { handle.set(CURLOPT_TIMEOUT_MS, milliseconds(timeout)) }
    if let signature = request.signature { handle.sign(signature) }
    handle.set(CURLOPT_HTTPHEADER, lines: headers.map { "\($0.name): \($0.value)" })
    for option in [CURLOPT_WRITEDATA, CURLOPT_HEADERDATA] {
      rekindle_set_pointer(handle.pointer, option, Unmanaged.passUnretained(self).toOpaque())
    }
    rekindle_set_data_callback(handle.pointer, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
      HTTPClientExchange.from(context)?.receive(bytes, size * count, isHead: false) ?? 0
    }
    rekindle_set_data_callback(handle.pointer, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
      HTTPClientExchange.from(context)?.receive(bytes, size * count, isHead: true) ?? 0
    }
  }

  /// 0 would mean no limit.
  private func milliseconds(_ span: Instant.Span) -> Int { max(1, span.microseconds / 1000) }

  private static func from(_ context: UnsafeMutableRawPointer?) -> HTTPClientExchange? {
    context.map { Unmanaged<HTTPClientExchange>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Keeps what fits and returns how much it was; less than all of it ends the exchange.
  private func receive(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, isHead: Bool) -> Int {
    let room = answerLimit - (isHead ? head.count : content.count)
    let taken = UnsafeRawBufferPointer(start: bytes, count: min(count, room))
    if isHead { head.append(contentsOf: taken) } else { content.append(contentsOf: taken) }
    return taken.count
  }

  private func observation(_ result: CURLcode) -> Observation {
    let status = handle.status
    if status >= 200 {
      return .answered(.init(status: status, headers: head, body: content, isComplete: result == CURLE_OK))
    }
    let what = Observation.Interruption(result)
    return handle.written == 0 ? .notSent(what) : .interrupted(what)
  }
}
