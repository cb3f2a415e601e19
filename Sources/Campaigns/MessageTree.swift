/// A message's blocks, between Markdown and its two renderings.
indirect enum MessageBlock: Equatable {
  case paragraph([MessageInline])
  case heading(Int, [MessageInline])
  /// The first number of an ordered list, nil for bullets.
  case list(start: Int?, [MessageListPart])
  case quote([MessageBlock])
  case rule
  case table(MessageTable)
  /// A section's start or end, or a place for the box or the button, between blocks.
  case tag(ShieldedTag)
}

/// An item, or a section's start or end between items.
enum MessageListPart: Equatable {
  case item([MessageBlock])
  case tag(ShieldedTag)
}

indirect enum MessageInline: Equatable {
  case text(String)
  case softBreak
  case lineBreak
  case emphasis([MessageInline])
  case strong([MessageInline])
  /// A link to the target with this number.
  case link([MessageInline], Int)
  case tag(ShieldedTag)
}
