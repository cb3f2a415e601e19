import CCurl
import Channels
import Domain

extension Transfer {
  /// Sets the handle up for `request`; false where the request must not reach the library, or lacks the key that it is
  /// to be signed with.
  func prepare(
    _ request: ProviderRequest, tag: Int, within start: Instant.Span, credentials: AWSCredentials?
  ) -> Bool {
    self.tag = tag
    head.removeAll(keepingCapacity: true)
    content.removeAll(keepingCapacity: true)
    bodyRead = 0
    writes = 0
    isTooLate = false
    greeting = .unseen
    isDecided = false
    startBy = MonotonicClock.microseconds + start.microseconds
    switch request {
    case .http(let call): return prepare(call, credentials)
    case .smtp(let call): return prepare(call)
    }
  }

  private func prepare(_ call: HTTPCall, _ credentials: AWSCredentials?) -> Bool {
    if case .http(let last) = self.call, last.url == call.url, last.headers == call.headers, last.signedFor == nil,
      call.signedFor == nil
    {
      setBody(call.body)
    } else {
      let signature = call.signedFor.flatMap { scope in
        credentials.map { AWSSignature(credentials: $0, scope: scope) }
      }
      let headers = call.headers + (signature?.headers ?? [])
      guard headers.allSatisfy(\.isSafe), (signature == nil) == (call.signedFor == nil) else { return false }
      configure()
      handle.set(CURLOPT_URL, call.url.text)
      handle.set(CURLOPT_PROTOCOLS_STR, call.url.isLoopback ? "http,https" : "https")
      handle.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
      handle.set(CURLOPT_POST, 1)
      // A header that is left out is signed all the same, so that a signed request takes what libcurl adds.
      let leftOut = signature == nil ? ["Expect:", "Accept:"] : []
      handle.set(CURLOPT_HTTPHEADER, lines: headers.map { "\($0.name): \($0.value)" } + leftOut)
      if let signature { handle.sign(signature) }
      setBody(call.body)
      self.call = .http(HTTPCall(url: call.url, headers: call.headers, body: [], signedFor: call.signedFor))
    }
    rekindle_set_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, bodyCount)
    rekindle_set_pointer(easy, CURLOPT_POSTFIELDS, body.baseAddress)
    return true
  }

  private func prepare(_ call: SMTPCall) -> Bool {
    configure()
    setBody(call.message)
    handle.set(CURLOPT_URL, "\(call.url.text)/\(call.sender.domain)")
    handle.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
    let encryption = call.url.isLoopback ? CURLUSESSL_TRY : CURLUSESSL_ALL
    handle.set(CURLOPT_USE_SSL, Int(encryption.rawValue))
    if let login = call.login {
      handle.set(CURLOPT_USERNAME, login.user)
      handle.set(CURLOPT_PASSWORD, login.password)
    }
    handle.set(CURLOPT_MAIL_FROM, call.sender.text)
    handle.set(CURLOPT_MAIL_RCPT, lines: [call.recipient.text])
    // libcurl waits for the reply to DATA and to QUIT without looking at the total time.
    handle.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, max(1, limits.total.seconds))
    handle.set(CURLOPT_UPLOAD, 1)
    rekindle_set_size(easy, CURLOPT_INFILESIZE_LARGE, bodyCount)
    rekindle_set_pointer(easy, CURLOPT_READDATA, context)
    rekindle_set_data_callback(easy, CURLOPT_READFUNCTION) { buffer, size, count, context in
      guard let buffer, let transfer = Transfer.from(context) else { return Int(CURL_READFUNC_ABORT) }
      return transfer.read(into: buffer, capacity: size * count)
    }
    self.call = .smtp(call)
    return true
  }

  /// What is equal for every request to a provider.
  private func configure() {
    handle.reset()
    for (option, value) in [
      (CURLOPT_BUFFERSIZE, 1024), (CURLOPT_UPLOAD_BUFFERSIZE, 16384), (CURLOPT_LOW_SPEED_LIMIT, 10),
      (CURLOPT_LOW_SPEED_TIME, max(1, limits.stall.seconds)),
      (CURLOPT_CONNECTTIMEOUT_MS, limits.connect.microseconds / 1000),
      (CURLOPT_TIMEOUT_MS, limits.total.microseconds / 1000),
    ] {
      handle.set(option, value)
    }
    if let authorities { handle.set(CURLOPT_CAINFO, authorities) }
    for option in [CURLOPT_PRIVATE, CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_PREREQDATA] {
      rekindle_set_pointer(easy, option, context)
    }
    rekindle_set_data_callback(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
      Transfer.from(context)?.receive(bytes, size * count, isHead: false) ?? 0
    }
    rekindle_set_data_callback(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
      Transfer.from(context)?.receive(bytes, size * count, isHead: true) ?? 0
    }
    rekindle_set_prereq_callback(easy) { context, _, _, _, _ in
      Transfer.from(context)?.mayWrite() == true ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
    }
  }

  private func setBody(_ bytes: [UInt8]) {
    if bytes.count > body.count {
      body.deallocate()
      body = .allocate(capacity: bytes.count)
    }
    _ = body.update(fromContentsOf: bytes)
    bodyCount = bytes.count
  }

  private var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }
}
