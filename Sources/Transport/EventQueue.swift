import CCurl
import Glibc

/// The sockets and the one timer that libcurl asks to be told about, over epoll: the cost of a turn grows with what
/// happened, not with what is open.
final class EventQueue {
  private let descriptor: Int32
  private let events: UnsafeMutableBufferPointer<epoll_event>
  /// When libcurl wants to be called without an event, in monotonic microseconds.
  private var timer: Int?
  /// A descriptor that is not libcurl's.
  private var guest: Int32?

  init() throws(TransportError) {
    descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
    events = .allocate(capacity: 256)
    if descriptor < 0 { throw .unavailable("an event queue (epoll)") }
  }

  deinit {
    events.deallocate()
    if descriptor >= 0 { close(descriptor) }
  }

  /// Registers the callbacks of `multi`; this object must outlive it.
  func attach(to multi: UnsafeMutableRawPointer) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    rekindle_multi_set_socket_callback(
      multi,
      { _, socket, action, context, _ in
        if let context { Unmanaged<EventQueue>.fromOpaque(context).takeUnretainedValue().watch(socket, action) }
        return 0
      }, context)
    rekindle_multi_set_timer_callback(
      multi,
      { _, milliseconds, context in
        if let context { Unmanaged<EventQueue>.fromOpaque(context).takeUnretainedValue().setTimer(milliseconds) }
        return 0
      }, context)
  }

  /// Waits for `descriptor` as well, in place of the one before; nil for none.
  func invite(_ descriptor: Int32?) {
    if let guest { epoll_ctl(self.descriptor, EPOLL_CTL_DEL, guest, nil) }
    guest = descriptor
    guard let descriptor else { return }
    var event = epoll_event()
    event.data.fd = descriptor
    event.events = EPOLLIN.rawValue
    epoll_ctl(self.descriptor, EPOLL_CTL_ADD, descriptor, &event)
  }

  /// Waits until something is ready, the timer runs out or `deadline` is there, and lets `multi` act on it; returns
  /// whether the guest is ready.
  func turn(_ multi: UnsafeMutableRawPointer, until deadline: Int) -> Bool {
    let now = MonotonicClock.microseconds
    let wake = min(deadline, timer ?? deadline)
    // Rounded up, or the last part of a millisecond would be spent in a busy loop.
    let milliseconds = max(0, (wake - now + 999) / 1000)
    let count = epoll_wait(descriptor, events.baseAddress, Int32(events.count), Int32(clamping: milliseconds))
    var running: Int32 = 0
    var isGuestReady = false
    for event in events.prefix(Int(max(0, count))) {
      if event.data.fd == guest {
        isGuestReady = true
        continue
      }
      curl_multi_socket_action(multi, event.data.fd, EventQueue.flags(event.events), &running)
    }
    if let timer, timer <= MonotonicClock.microseconds {
      self.timer = nil
      curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running)
    }
    return isGuestReady
  }

  private func setTimer(_ milliseconds: Int) {
    timer = milliseconds < 0 ? nil : MonotonicClock.microseconds + milliseconds * 1000
  }

  private func watch(_ socket: Int32, _ action: Int32) {
    var event = epoll_event()
    event.data.fd = socket
    switch action {
    case CURL_POLL_IN: event.events = EPOLLIN.rawValue
    case CURL_POLL_OUT: event.events = EPOLLOUT.rawValue
    case CURL_POLL_INOUT: event.events = EPOLLIN.rawValue | EPOLLOUT.rawValue
    default:
      epoll_ctl(descriptor, EPOLL_CTL_DEL, socket, nil)
      return
    }
    if epoll_ctl(descriptor, EPOLL_CTL_ADD, socket, &event) < 0, errno == EEXIST {
      epoll_ctl(descriptor, EPOLL_CTL_MOD, socket, &event)
    }
  }

  private static func flags(_ events: UInt32) -> Int32 {
    var flags: Int32 = 0
    if events & EPOLLIN.rawValue != 0 { flags |= CURL_CSELECT_IN }
    if events & EPOLLOUT.rawValue != 0 { flags |= CURL_CSELECT_OUT }
    if events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { flags |= CURL_CSELECT_ERR }
    return flags
  }
}
