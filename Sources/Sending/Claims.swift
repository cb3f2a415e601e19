/// What a claim made of a chunk.
package struct Claims<Content> {
  /// One message that may leave now.
  package struct Sending {
    package let attempt: Attempt
    package let content: Content
  }

  package let sending: [Sending]
  /// What the claim held back.
  package let counts: SendCounts
}
