import CCalendar

/// A component of a calendar; what is added to another is freed with it.
struct Component: ~Copyable {
  private let pointer: OpaquePointer?

  init(_ pointer: OpaquePointer?) { self.pointer = pointer }

  deinit { if let pointer { icalcomponent_free(pointer) } }

  func add(_ property: OpaquePointer?) { icalcomponent_add_property(pointer, property) }

  func add(_ child: consuming Component) { icalcomponent_add_component(pointer, child.release()) }

  /// Whether it is an answer to an invitation; false for what could not be read.
  var isReply: Bool { pointer != nil && icalcomponent_get_method(pointer) == ICAL_METHOD_REPLY }

  /// The events in it.
  var events: [EventReader] {
    var events: [EventReader] = []
    var event = icalcomponent_get_first_component(pointer, ICAL_VEVENT_COMPONENT)
    while let found = event {
      events.append(EventReader(found))
      event = icalcomponent_get_next_component(pointer, ICAL_VEVENT_COMPONENT)
    }
    return events
  }

  /// UTF-8 in lines that end in CRLF and have at most 75 octets.
  var bytes: [UInt8] {
    guard let text = icalcomponent_as_ical_string_r(pointer) else { return [] }
    defer { icalmemory_free_buffer(text) }
    return Array(String(cString: text).utf8)
  }

  private consuming func release() -> OpaquePointer? {
    let pointer = pointer
    discard self
    return pointer
  }
}
