private let post = "POST /taken HTTP/1.1\r\nHost: h\r\n"
private let as100k = String(repeating: "a", count: 100_000)
private let get = "GET /taken HTTP/1.1\r\n"
private let chunked = post + "Transfer-Encoding: chunked\r\n\r\n"

extension HostileRequest {
  /// Bodies whose length two servers in a row could read differently.
  static let smuggling = [
    HostileRequest(
      "Content-Length and chunked", post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    HostileRequest(
      "chunked and Content-Length", post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
    HostileRequest("differing lengths", post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"),
    HostileRequest("the same length twice", post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello"),
    HostileRequest("a list of lengths", post + "Content-Length: 5, 5\r\n\r\nhello"),
    HostileRequest("+5", post + "Content-Length: +5\r\n\r\nhello"),
    HostileRequest("0x5", post + "Content-Length: 0x5\r\n\r\nhello"),
    HostileRequest("-5", post + "Content-Length: -5\r\n\r\nhello"),
    HostileRequest("5_0", post + "Content-Length: 5_0\r\n\r\nhello"),
    HostileRequest("a quoted length", post + "Content-Length: \"5\"\r\n\r\nhello"),
    HostileRequest("an empty length", post + "Content-Length:\r\n\r\nhello"),
    HostileRequest("a length beyond 64 bits", post + "Content-Length: 18446744073709551616\r\n\r\nhello", [413]),
    HostileRequest("a length of 2^63", post + "Content-Length: 9223372036854775808\r\n\r\nhello", [413]),
    HostileRequest("NUL after the length", post + "Content-Length: 5\0\r\n\r\nhello"),
    HostileRequest("space before the colon", post + "Content-Length : 5\r\n\r\nhello"),
    HostileRequest("tab before the colon", post + "Transfer-Encoding\t: chunked\r\n\r\n0\r\n\r\n"),
    HostileRequest("a folded line", post + "X: a\r\n b\r\nContent-Length: 0\r\n\r\n"),
    HostileRequest("a folded length", post + "Content-Length:\r\n 5\r\n\r\nhello"),
    HostileRequest("a fold at the end", post + "Content-Length: 0\r\nX: a\r\n\tb\r\n\r\n"),
    HostileRequest("a fold at the start", get + " Host: h\r\n\r\n"),
    HostileRequest("gzip", post + "Transfer-Encoding: gzip\r\n\r\n"),
    HostileRequest("gzip, chunked", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
    HostileRequest("chunked, identity", post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
    HostileRequest("xchunked", post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
    HostileRequest("quoted chunked", post + "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n"),
    HostileRequest("chunked after a control character", post + "Transfer-Encoding: \u{B}chunked\r\n\r\n0\r\n\r\n"),
    HostileRequest("chunked twice", post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    HostileRequest("chunked over HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
  ]

  /// Lines that are not what RFC 9112 says.
  static let malformed = [
    HostileRequest("LF everywhere", "GET /taken HTTP/1.1\nHost: h\n\n"),
    HostileRequest("LF after the request line", "GET /taken HTTP/1.1\nHost: h\r\n\r\n"),
    HostileRequest("LF after a header", get + "Host: h\nX: 1\r\n\r\n"),
    HostileRequest("LF after the last header", get + "Host: h\n\r\n"),
    HostileRequest("LF at the end", get + "Host: h\r\n\n"),
    HostileRequest("CR in a value", get + "Host: h\r\nX: a\rb\r\n\r\n"),
    HostileRequest("CR in a name", get + "Host: h\r\nX\r: a\r\n\r\n"),
    HostileRequest("NUL in a value", get + "Host: h\r\nX: a\0b\r\nY: 1\r\n\r\n"),
    HostileRequest("NUL in the last value", get + "Host: h\r\nX: a\0b\r\n\r\n"),
    HostileRequest("NUL in a name", get + "Host: h\r\nX\0Y: a\r\n\r\n"),
    HostileRequest("NUL in the method", "G\0T /taken HTTP/1.1\r\nHost: h\r\n\r\n"),
    HostileRequest("NUL in the version", "GET /taken HTTP/1.1\0\r\nHost: h\r\n\r\n"),
    HostileRequest("a header without a colon", get + "Host: h\r\nContent-Length 5\r\n\r\nhello"),
    HostileRequest("a header without a name", get + "Host: h\r\n: 5\r\n\r\n"),
    HostileRequest("no Host", get + "X: 1\r\n\r\n"),
    HostileRequest("two Hosts", get + "Host: h\r\nHost: g\r\n\r\n"),
    HostileRequest("HTTP/0.9", "GET /taken\r\n\r\n"),
    HostileRequest("HTTP/0.9 by name", "GET /taken HTTP/0.9\r\n\r\n", [505]),
    HostileRequest("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [505]),
    HostileRequest("http/1.1", "GET /taken http/1.1\r\nHost: h\r\n\r\n"),
    HostileRequest("two spaces before the target", "GET  /taken HTTP/1.1\r\nHost: h\r\n\r\n"),
    HostileRequest("two spaces after the target", "GET /taken  HTTP/1.1\r\nHost: h\r\n\r\n", [0, 400]),
    HostileRequest("a space at the end of the line", "GET /taken HTTP/1.1 \r\nHost: h\r\n\r\n"),
    HostileRequest("tabs for spaces", "GET\t/taken\tHTTP/1.1\r\nHost: h\r\n\r\n", [0, 400]),
    HostileRequest("a method that is no token", "G(T /taken HTTP/1.1\r\nHost: h\r\n\r\n"),
    HostileRequest("a method of 40 letters", String(repeating: "A", count: 40) + " / HTTP/1.1\r\nHost: h\r\n\r\n"),
    HostileRequest("TLS", bytes: [0x16, 3, 1, 2, 0, 1, 0, 13, 10, 13, 10], [0, 400]),
    HostileRequest("no request at all", bytes: [255, 254, 0, 13, 10, 13, 10], [0, 400]),
  ]

  /// Targets that are no plain path.
  static let targets =
    [
      "/a/../b", "/a/..", "/..", "/.", "/a/./b", "/a/%2e%2E/b", "/a/.%2e/b", "/%2E%2e", "http://h/a/../b", "*", "h:80",
      "a", "ftp://h/", "javascript:alert(1)", "/a#b", "/a\u{E9}", "/%", "/%zz", "/a%2", "/a\u{7F}", "/a\u{1}", "/\0",
    ].map { HostileRequest("target \($0.debugDescription)", "GET \($0) HTTP/1.1\r\nHost: h\r\n\r\n") } + [
      HostileRequest("target with a space", "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n", [0, 400]),
      HostileRequest(
        "target of no UTF-8", bytes: Array("GET /".utf8) + [255, 254] + Array(" HTTP/1.1\r\nHost: h\r\n\r\n".utf8)),
    ]

  /// More than the limits of the tests' servers: 16 KiB of head, 64 KiB of body.
  static let oversized = [
    HostileRequest("a header of 100 kB", get + "Host: h\r\nX: \(as100k)\r\n\r\n", [431]),
    HostileRequest("a name of 100 kB", get + "Host: h\r\n\(as100k): x\r\n\r\n", [431]),
    HostileRequest("10,000 headers", get + "Host: h\r\n\(String(repeating: "a: b\r\n", count: 10_000))\r\n", [431]),
    HostileRequest("a target of 100 kB", "GET /\(as100k) HTTP/1.1\r\nHost: h\r\n\r\n", [414]),
    HostileRequest(
      "10,000 arguments", "GET /?\(String(repeating: "a&", count: 10_000)) HTTP/1.1\r\nHost: h\r\n\r\n", [414, 431]),
    HostileRequest("a body of 100 kB", post + "Content-Length: 100000\r\n\r\n\(as100k)", [413]),
    HostileRequest("a terabyte announced", post + "Content-Length: 1099511627776\r\n\r\n", [413]),
    HostileRequest("a body of 100 kB in one chunk", chunked + "186A0\r\n\(as100k)\r\n0\r\n\r\n", [413]),
    HostileRequest(
      "a body of 100 kB in small chunks", chunked + String(repeating: "1\r\na\r\n", count: 100_000) + "0\r\n\r\n", [413]
    ),
  ]

  /// Chunks that are not what RFC 9112 §7.1 says.
  static let chunks = [
    HostileRequest("a chunk size of letters", chunked + "ZZ\r\n\r\n0\r\n\r\n"),
    HostileRequest("a negative chunk size", chunked + "-1\r\n\r\n0\r\n\r\n"),
    HostileRequest("a chunk size with 0x", chunked + "0x5\r\nhello\r\n0\r\n\r\n"),
    HostileRequest("a chunk size with a space", chunked + "5 \r\nhello\r\n0\r\n\r\n"),
    HostileRequest("an empty chunk size", chunked + "\r\nhello\r\n0\r\n\r\n"),
    HostileRequest("a chunk size beyond 64 bits", chunked + "FFFFFFFFFFFFFFFFF\r\nhello", [413]),
    HostileRequest("no line end after a chunk", chunked + "5\r\nhelloXX0\r\n\r\n"),
    HostileRequest("a chunk longer than its size", chunked + "3\r\nhello\r\n0\r\n\r\n"),
    HostileRequest("endless trailers", chunked + "0\r\n" + String(repeating: "X: a\r\n", count: 10_000), [431]),
  ]
}
