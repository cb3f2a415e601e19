import CCurl
import Channels
import Domain

extension Transfer {
  static func from(_ context: UnsafeMutableRawPointer?) -> Transfer? {
    context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Called when a connection stands and the request comes next, also when libcurl would silently repeat it on a new
  /// connection because a kept one died; that repetition is what makes a message arrive twice.
  func mayWrite() -> Bool {
    isTooLate = MonotonicClock.microseconds > startBy
    if isTooLate || (needsLogin && greeting == .withoutLogin) { return false }
    writes += 1
    return writes == 1
  }

  var needsLogin: Bool { if case .smtp(let call) = call { call.login != nil } else { false } }

  func read(into buffer: UnsafeMutablePointer<CChar>, capacity: Int) -> Int {
    let count = min(capacity, bodyCount - bodyRead)
    UnsafeMutableRawBufferPointer(start: buffer, count: count).copyBytes(from: body[bodyRead..<bodyRead + count])
    bodyRead += count
    return count
  }

  /// Keeps what fits and returns how much it was; less than all of it ends the transfer.
  func receive(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, isHead: Bool) -> Int {
    let bytes = UnsafeRawBufferPointer(start: bytes, count: count)
    if isHead, case .smtp = call { return receiveReply(bytes) }
    let taken = UnsafeRawBufferPointer(
      rebasing: bytes.prefix(limits.responseBytes - (isHead ? head.count : content.count)))
    if isHead { head.append(contentsOf: taken) } else { content.append(contentsOf: taken) }
    return taken.count
  }

  /// Keeps the reply that decides: what follows it, such as the answer to QUIT, says nothing about the message.
  func receiveReply(_ line: UnsafeRawBufferPointer) -> Int {
    if isDecided { return line.count }
    content = Array(line.prefix(1000))
    if writes == 0 { return noteGreeting(line.count) }
    let isRefusal = content.first.map { $0 == UInt8(ascii: "4") || $0 == UInt8(ascii: "5") } ?? false
    isDecided = isRefusal || (bodyRead == bodyCount && content.dropFirst(3).first == UInt8(ascii: " "))
    return line.count
  }

  private func noteGreeting(_ count: Int) -> Int {
    let text = String(decoding: content, as: UTF8.self)
    guard text.hasPrefix("250") else { return count }
    let words = text.dropFirst(4).split { " =\r\n".contains($0) }
    if words.first?.uppercased() == "AUTH" { greeting = .withLogin }
    if greeting == .unseen { greeting = .withoutLogin }
    return count
  }
}
